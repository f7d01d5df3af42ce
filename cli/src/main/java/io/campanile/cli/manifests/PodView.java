package io.campanile.cli.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the main container of a deployment will see: variables, and the files of config maps and
 * secrets. What is not there is noted.
 */
final class PodView {

  private static final String CONTAINER = "flink-main-container";

  /** Stands for the content of a secret that only the cluster has. */
  static final String UNSEEN = "unseen";

  private final Manifest deployment;
  private final List<Manifest> all;
  private final SecretStore secrets;
  private final List<String> problems;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();

  PodView(Manifest deployment, List<Manifest> all, SecretStore secrets, List<String> problems) {
    this.deployment = deployment;
    this.all = all;
    this.secrets = secrets;
    this.problems = problems;
    JsonNode pod = deployment.body().path("spec").path("podTemplate").path("spec");
    for (JsonNode container : pod.path("containers")) {
      if (container.path("name").asText().equals(CONTAINER)) {
        container.path("env").forEach(this::variable);
        container.path("envFrom").forEach(this::variables);
        container.path("volumeMounts").forEach(mount -> mount(mount, pod.path("volumes")));
      }
    }
  }

  /** Variables by name; the value of a secret may be {@link #UNSEEN}. */
  Map<String, String> environment() {
    return environment;
  }

  /** Files by path; the content of a secret may be {@link #UNSEEN}. */
  Map<String, String> files() {
    return files;
  }

  private void variable(JsonNode variable) {
    String name = variable.path("name").asText();
    JsonNode from = variable.path("valueFrom");
    Optional<String> value = Optional.of(variable.path("value").asText(""));
    if (from.has("secretKeyRef") || from.has("configMapKeyRef")) {
      String kind = from.has("secretKeyRef") ? "Secret" : "ConfigMap";
      JsonNode reference = from.path(kind.equals("Secret") ? "secretKeyRef" : "configMapKeyRef");
      value =
          one(
              kind,
              reference.path("name").asText(),
              reference.path("key").asText(),
              isOptional(reference));
    }
    value.ifPresent(text -> environment.put(name, text));
  }

  private void variables(JsonNode source) {
    String prefix = source.path("prefix").asText("");
    if (source.has("secretRef")) {
      all(
              "Secret",
              source.path("secretRef").path("name").asText(),
              isOptional(source.path("secretRef")))
          .forEach((key, value) -> environment.put(prefix + key, value));
    } else if (source.has("configMapRef")) {
      all(
              "ConfigMap",
              source.path("configMapRef").path("name").asText(),
              isOptional(source.path("configMapRef")))
          .forEach((key, value) -> environment.put(prefix + key, value));
    }
  }

  private void mount(JsonNode mount, JsonNode volumes) {
    for (JsonNode volume : volumes) {
      if (volume.path("name").equals(mount.path("name"))) {
        Map<String, String> content = new TreeMap<>();
        content(volume, content);
        String path = mount.path("mountPath").asText();
        String subPath = mount.path("subPath").asText("");
        content.forEach(
            (name, text) -> {
              if (subPath.isEmpty()) {
                files.put(path + "/" + name, text);
              } else if (subPath.equals(name)) {
                files.put(path, text);
              }
            });
      }
    }
  }

  private void content(JsonNode volume, Map<String, String> content) {
    if (volume.has("configMap")) {
      source(
          "ConfigMap",
          volume.path("configMap").path("name").asText(),
          volume.path("configMap"),
          content);
    } else if (volume.has("secret")) {
      source(
          "Secret",
          volume.path("secret").path("secretName").asText(),
          volume.path("secret"),
          content);
    } else if (volume.has("projected")) {
      volume.path("projected").path("sources").forEach(source -> projected(source, content));
    }
  }

  private void projected(JsonNode source, Map<String, String> content) {
    if (source.has("configMap")) {
      source(
          "ConfigMap",
          source.path("configMap").path("name").asText(),
          source.path("configMap"),
          content);
    } else if (source.has("secret")) {
      source("Secret", source.path("secret").path("name").asText(), source.path("secret"), content);
    }
  }

  private void source(String kind, String name, JsonNode source, Map<String, String> content) {
    if (!source.has("items")) {
      content.putAll(all(kind, name, isOptional(source)));
    }
    for (JsonNode item : source.path("items")) {
      one(kind, name, item.path("key").asText(), isOptional(source))
          .ifPresent(text -> content.put(item.path("path").asText(), text));
    }
  }

  private static boolean isOptional(JsonNode reference) {
    return reference.path("optional").asBoolean(false);
  }

  private Optional<String> one(String kind, String name, String key, boolean optional) {
    Map<String, String> keys = all(kind, name, optional);
    if (!keys.isEmpty() && !keys.containsKey(key) && !optional) {
      problems.add("%s/%s has no key `%s`, which %s needs.".formatted(kind, name, key, deployment));
    }
    return Optional.ofNullable(keys.get(key));
  }

  private Map<String, String> all(String kind, String name, boolean optional) {
    for (Manifest manifest : all) {
      if (manifest.kind().equals(kind)
          && manifest.name().equals(name)
          && manifest.namespace().equals(deployment.namespace())) {
        return texts(manifest);
      }
    }
    Optional<Set<String>> keys =
        kind.equals("Secret") ? secrets.keys(deployment.namespace(), name) : Optional.empty();
    if (keys.isEmpty() && !optional) {
      problems.add(
          "%s/%s is missing, which %s needs.%s"
              .formatted(
                  kind,
                  name,
                  deployment,
                  kind.equals("Secret")
                      ? " Make it before, and say --cluster to look for it there, or --secret "
                          + name
                          + "=KEY,… to vouch for it."
                      : ""));
    }
    Map<String, String> unseen = new TreeMap<>();
    keys.orElse(Set.of()).forEach(key -> unseen.put(key, UNSEEN));
    return unseen;
  }

  private static Map<String, String> texts(Manifest manifest) {
    Map<String, String> texts = new TreeMap<>();
    boolean secret = manifest.kind().equals("Secret");
    put(manifest.body().path("stringData"), false, texts);
    put(manifest.body().path("data"), secret, texts);
    return texts;
  }

  private static void put(JsonNode data, boolean encoded, Map<String, String> texts) {
    for (Map.Entry<String, JsonNode> field : data.properties()) {
      String text = field.getValue().asText();
      texts.put(
          field.getKey(),
          encoded
              ? new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8)
              : text);
    }
  }

  /** The files below a directory, by their path from there. */
  Map<String, String> below(String directory) {
    Map<String, String> below = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          if (path.startsWith(directory + "/")) {
            below.put(path.substring(directory.length() + 1), text);
          }
        });
    return below;
  }

  /** Paths and variables, for messages. */
  List<String> names() {
    List<String> names = new ArrayList<>(new TreeSet<>(files.keySet()));
    names.addAll(environment.keySet());
    return names;
  }
}
