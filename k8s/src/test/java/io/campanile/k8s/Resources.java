package io.campanile.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The resources of a file. */
final class Resources {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Resources() {}

  static List<JsonNode> of(Path file) {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
      List<JsonNode> resources = new ArrayList<>();
      documents.forEachRemaining(resources::add);
      return resources;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static List<JsonNode> ofKind(Path file, String kind) {
    return of(file).stream().filter(found -> found.path("kind").asText().equals(kind)).toList();
  }

  static String nameOf(JsonNode resource) {
    return resource.path("kind").asText() + "/" + resource.path("metadata").path("name").asText();
  }
}
