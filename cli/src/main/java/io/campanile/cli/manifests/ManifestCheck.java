package io.campanile.cli.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.campanile.jobs.live.FlinkOptions;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Reading;
import io.campanile.patterns.yaml.Problems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks the manifests of a deployment against each other: what the API server, the operator, Flink
 * and the job would refuse one after the other, after it was deployed.
 */
public final class ManifestCheck {

  private static final String INTERVAL = "execution.checkpointing.interval";

  private final List<Manifest> manifests;
  private final OperatorRelease operator;
  private final boolean definitionMended;
  private final SecretStore secrets;
  private final List<String> problems = new ArrayList<>();

  /**
   * A check.
   *
   * @param text the manifests, as {@code kubectl kustomize} prints them
   * @param operator the operator that will read them
   * @param definitionMended whether somebody has added newer versions of Flink to its definition
   * @param vouched secrets that are made elsewhere: their names and keys
   * @param cluster whether to ask the cluster for further ones
   * @throws IllegalArgumentException where the text is no YAML
   */
  public ManifestCheck(
      String text,
      OperatorRelease operator,
      boolean definitionMended,
      Map<String, List<String>> vouched,
      boolean cluster) {
    this.manifests = Manifest.read("manifests", text);
    this.operator = operator;
    this.definitionMended = definitionMended;
    SecretStore known = SecretStore.vouched(vouched);
    this.secrets = cluster ? known.or(SecretStore.ofCluster()) : known;
  }

  /** Every problem, a sentence each; empty where there is none. */
  public List<String> problems() {
    List<Manifest> deployments =
        manifests.stream().filter(found -> found.kind().equals("FlinkDeployment")).toList();
    if (deployments.isEmpty()) {
      return List.of("There is no FlinkDeployment among these manifests.");
    }
    StructuralSchema schema = StructuralSchema.ofFlinkDeployment();
    for (Manifest deployment : deployments) {
      JsonNode spec = deployment.body().path("spec");
      schema.problems(spec).forEach(problem -> add(deployment, problem));
      version(deployment, spec.path("flinkVersion").asText(""));
      options(deployment, spec);
      PodView pod = new PodView(deployment, manifests, secrets, problems);
      configuration(deployment, spec.path("job").path("args"), pod);
    }
    return problems.stream().distinct().toList();
  }

  private void add(Manifest deployment, String problem) {
    problems.add(deployment + ": " + problem);
  }

  private void version(Manifest deployment, String version) {
    operator
        .problem(version, definitionMended)
        .ifPresent(problem -> add(deployment, "spec.flinkVersion: " + problem));
  }

  private void options(Manifest deployment, JsonNode spec) {
    JsonNode options = spec.path("flinkConfiguration");
    options
        .fieldNames()
        .forEachRemaining(
            name ->
                FlinkOptions.problem(name)
                    .ifPresent(problem -> add(deployment, "spec.flinkConfiguration: " + problem)));
    if (options.has(INTERVAL)) {
      add(
          deployment,
          "spec.flinkConfiguration: `%s` would change nothing: `checkpoints.interval` of the configuration file goes over it."
              .formatted(INTERVAL));
    }
    String upgrade = spec.path("job").path("upgradeMode").asText("stateless");
    if (!upgrade.equals("stateless")) {
      needs(deployment, options, "execution.checkpointing.dir", upgrade);
    }
    if (upgrade.equals("savepoint")) {
      needs(deployment, options, "execution.checkpointing.savepoint-dir", upgrade);
    }
    if (spec.path("jobManager").path("replicas").asInt(1) > 1 || upgrade.equals("last-state")) {
      needs(deployment, options, "high-availability.type", upgrade);
      needs(deployment, options, "high-availability.storageDir", upgrade);
    }
  }

  private void needs(Manifest deployment, JsonNode options, String name, String upgrade) {
    if (!options.has(name)) {
      add(
          deployment,
          "spec.flinkConfiguration: `%s` is missing, which `upgradeMode: %s` needs."
              .formatted(name, upgrade));
    }
  }

  private void configuration(Manifest deployment, JsonNode arguments, PodView pod) {
    Optional<String> file = file(arguments);
    if (file.isEmpty()) {
      add(deployment, "spec.job.args: found no `--config` with a file behind it.");
      return;
    }
    String text = pod.files().get(file.get());
    if (text == null) {
      add(
          deployment,
          "spec.job.args: no volume of spec.podTemplate brings `%s`; there are %s."
              .formatted(file.get(), pod.names()));
      return;
    }
    Problems found = new Problems();
    Optional<LiveConfig> config =
        new LiveConfigReader(found, new Secrets(pod.environment(), path -> read(pod, path)))
            .read(file.get(), text);
    found.errors().forEach(problem -> add(deployment, problem.toString()));
    config.ifPresent(read -> patterns(deployment, Path.of(file.get()), read, pod));
  }

  private static Optional<String> file(JsonNode arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (arguments.get(i).asText().equals("--config")) {
        return Optional.of(arguments.get(i + 1).asText());
      }
    }
    return Optional.empty();
  }

  private static String read(PodView pod, Path path) throws NoSuchFileException {
    String text = pod.files().get(path.toString());
    if (text == null) {
      throw new NoSuchFileException(path.toString(), null, "no secret brings it");
    }
    return text;
  }

  /** Patterns that come with the image cannot be seen from here. */
  private void patterns(Manifest deployment, Path file, LiveConfig config, PodView pod) {
    Path directory = file.resolveSibling(config.patterns()).normalize();
    Map<String, String> texts = pod.below(directory.toString());
    if (texts.isEmpty()) {
      return;
    }
    texts.keySet().removeIf(path -> !path.endsWith(".yaml") && !path.endsWith(".yml"));
    if (PatternReader.read(new PatternFiles(new TreeMap<>(texts)))
        instanceof Reading.Invalid invalid) {
      invalid.problems().forEach(problem -> add(deployment, directory + "/" + problem));
    }
  }
}
