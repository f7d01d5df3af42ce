package io.campanile.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our reading of the operator's definition agrees with that of a validator of JSON Schema. */
class StructuralSchemaTest {

  private static final StructuralSchema OURS = StructuralSchema.ofFlinkDeployment();
  private static final JsonSchema THEIRS = theirs();

  /** The same definition, with Flink 2.3 and without room for fields that it does not know. */
  private static JsonSchema theirs() {
    ObjectNode spec =
        StructuralSchema.definition().path("properties").withObject("/spec").deepCopy();
    spec.withObject("/properties/flinkVersion").withArray("enum").add("v2_3");
    close(spec);
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(spec);
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove("type");
        object.putArray("type").add("integer").add("string");
      } else if (object.path("properties").isObject() && !object.has("additionalProperties")) {
        object.put("additionalProperties", false);
      }
    }
    schema.forEach(StructuralSchemaTest::close);
  }

  private static ObjectNode production() {
    try {
      return Manifest.read(
              "production", Files.readString(Path.of("../k8s/rendered/production.yaml")))
          .stream()
          .filter(manifest -> manifest.kind().equals("FlinkDeployment"))
          .map(manifest -> (ObjectNode) manifest.body().path("spec"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void bothAcceptWhatShips() {
    assertThat(THEIRS.validate(production())).isEmpty();
    assertThat(OURS.problems(production())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/job, jarURl, x",
    "/job, state, sleeping",
    "/jobManager, replica, 2",
    "/taskManager/resource, memory, 4096",
    "/podTemplate/spec/securityContext, runAsUser, root",
    "/flinkConfiguration, a.b, true",
    "'', serviceAcount, x",
    "'', mode, natively"
  })
  void bothRefuse(String at, String field, String value) {
    ObjectNode spec = production();
    ObjectNode object = at.isEmpty() ? spec : spec.withObject(at);
    switch (value) {
      case "true" -> object.put(field, true);
      case "2", "4096" -> object.put(field, Integer.parseInt(value));
      default -> object.put(field, value);
    }
    List<String> ours = OURS.problems(spec);

    assertThat(THEIRS.validate(spec)).hasSize(1);
    assertThat(ours).hasSize(1).allMatch(problem -> problem.contains(field));
  }
}
