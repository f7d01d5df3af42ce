package io.campanile.cli.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.patterns.yaml.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The schema of a custom resource definition, as the API server reads it, but for one thing: the
 * server drops a field that it does not know, and here it is an error.
 */
final class StructuralSchema {

  /** Comes with the API of the operator. */
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private static final int MOST_CODE_POINTS = 10_000_000;

  private final JsonNode spec;

  private StructuralSchema(JsonNode spec) {
    this.spec = spec;
  }

  /** That of a {@code FlinkDeployment}'s {@code spec}. */
  static StructuralSchema ofFlinkDeployment() {
    return new StructuralSchema(definition().path("properties").path("spec"));
  }

  /** The whole {@code openAPIV3Schema}. */
  static JsonNode definition() {
    try (InputStream stream = StructuralSchema.class.getResourceAsStream(DEFINITION)) {
      if (stream == null) {
        throw new IllegalStateException("The class path has no " + DEFINITION);
      }
      LoadSettings settings = LoadSettings.builder().setCodePointLimit(MOST_CODE_POINTS).build();
      JsonNode definition =
          new ObjectMapper().valueToTree(new Load(settings).loadFromInputStream(stream));
      return definition
          .path("spec")
          .path("versions")
          .path(0)
          .path("schema")
          .path("openAPIV3Schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a {@code spec}, a sentence each, with its path. */
  List<String> problems(JsonNode found) {
    List<String> problems = new ArrayList<>();
    check("spec", found, spec, problems);
    return problems;
  }

  private void check(String path, JsonNode found, JsonNode schema, List<String> problems) {
    if (found.isNull()) {
      return;
    }
    String type =
        schema.path("x-kubernetes-int-or-string").asBoolean()
            ? "integer or string"
            : schema.path("type").asText("");
    if (!isOf(type, found)) {
      problems.add("%s: found %s, expected %s.".formatted(path, shown(found), type));
    } else if (found.isObject()) {
      object(path, found, schema, problems);
    } else if (found.isArray()) {
      for (int i = 0; i < found.size(); i++) {
        check(path + "[" + i + "]", found.get(i), schema.path("items"), problems);
      }
    } else if (schema.has("enum") && !path.equals("spec.flinkVersion")) {
      // Which version of Flink is known depends on the operator, not on this definition.
      choice(path, found.asText(), schema.path("enum"), problems);
    }
  }

  private void object(String path, JsonNode found, JsonNode schema, List<String> problems) {
    JsonNode properties = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    TreeSet<String> known = new TreeSet<>();
    properties.fieldNames().forEachRemaining(known::add);
    for (Map.Entry<String, JsonNode> field : found.properties()) {
      String inner = path + "." + field.getKey();
      if (properties.has(field.getKey())) {
        check(inner, field.getValue(), properties.path(field.getKey()), problems);
      } else if (others.isObject()) {
        check(inner, field.getValue(), others, problems);
      } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        problems.add(
            "%s: this field is not known.%s".formatted(inner, near(field.getKey(), known)));
      }
    }
  }

  private static void choice(String path, String found, JsonNode choices, List<String> problems) {
    List<String> names = new ArrayList<>();
    choices.forEach(choice -> names.add(choice.asText()));
    if (!names.contains(found)) {
      problems.add("%s: found `%s`.%s".formatted(path, found, Nearest.hint(found, names)));
    }
  }

  private static String near(String name, Set<String> known) {
    return Nearest.to(name, known).map(near -> " Did you mean `" + near + "`?").orElse("");
  }

  private static boolean isOf(String type, JsonNode found) {
    return switch (type) {
      case "object" -> found.isObject();
      case "array" -> found.isArray();
      case "string" -> found.isTextual();
      case "integer" -> found.isIntegralNumber();
      case "number" -> found.isNumber();
      case "boolean" -> found.isBoolean();
      case "integer or string" -> found.isIntegralNumber() || found.isTextual();
      default -> true;
    };
  }

  /** Never the value of a text: it may be one that belongs into a secret. */
  private static String shown(JsonNode found) {
    return switch (found.getNodeType()) {
      case NUMBER, BOOLEAN -> "`" + found.asText() + "`";
      case STRING -> "a text";
      case ARRAY -> "a list";
      default -> "a mapping";
    };
  }
}
