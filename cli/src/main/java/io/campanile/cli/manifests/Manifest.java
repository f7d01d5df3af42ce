package io.campanile.cli.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A resource for Kubernetes.
 *
 * @param kind such as {@code FlinkDeployment}
 * @param body the whole document
 */
record Manifest(String kind, String name, String namespace, JsonNode body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The documents of a YAML text.
   *
   * @throws IllegalArgumentException where it is no YAML, with the place in the message
   */
  static List<Manifest> read(String label, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(label).setSchema(new CoreSchema()).build();
    List<Manifest> manifests = new ArrayList<>();
    try {
      for (Object document : new Load(settings).loadAllFromString(text)) {
        JsonNode body = JSON.valueToTree(document);
        if (body.has("kind")) {
          manifests.add(of(body));
        }
      }
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return manifests;
  }

  private static Manifest of(JsonNode body) {
    return new Manifest(
        body.path("kind").asText(),
        body.path("metadata").path("name").asText(),
        body.path("metadata").path("namespace").asText("default"),
        body);
  }

  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
