package io.campanile.connectors.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of the records: types from the record classes, meanings from their Javadoc, so that
 * nothing is said twice. Unknown fields are allowed: a consumer that passes over them keeps
 * working.
 */
final class RecordSchemas {

  private static final Path SOURCES = Path.of("../model/src/main/java/io/campanile/model");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RecordSchemas() {}

  /** The schema of one record type. */
  static ObjectNode of(Class<? extends Record> type, String name, int version) throws IOException {
    ObjectNode schema = NODES.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:campanile:" + name + ":" + version);
    schema.put("title", name);
    String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
    schema.setAll(object(type, source));
    ((ObjectNode) schema.get("properties").get("schemaVersion")).put("const", version);
    return schema;
  }

  private static ObjectNode object(Class<?> type, String source) throws IOException {
    RecordDoc doc = RecordDoc.of(type.getSimpleName(), source);
    ObjectNode schema = NODES.objectNode();
    schema.put("type", "object");
    schema.put("description", doc.sentence());
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      ObjectNode property = value(component.getGenericType(), source);
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        allowNull(property);
      }
      property.put("description", doc.component(component.getName()));
      String name = WireNames.ofComponent(component.getName());
      properties.set(name, property);
      required.add(name);
    }
    return schema;
  }

  private static ObjectNode value(Type type, String source) throws IOException {
    ObjectNode schema = NODES.objectNode();
    if (type == String.class) {
      return schema.put("type", "string");
    }
    if (type == boolean.class) {
      return schema.put("type", "boolean");
    }
    if (type == int.class || type == long.class) {
      return schema.put("type", "integer");
    }
    if (type == Instant.class) {
      return schema.put("type", "string").put("format", "date-time");
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      schema.put("type", "array");
      schema.set("items", value(list.getActualTypeArguments()[0], source));
      return schema;
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return schema.put("type", "object");
    }
    return named((Class<?>) type, source);
  }

  private static ObjectNode named(Class<?> type, String source) throws IOException {
    if (type.isEnum()) {
      ObjectNode schema = NODES.objectNode().put("type", "string");
      ArrayNode values = schema.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        values.add(WireNames.of((Enum<?>) constant));
      }
      return schema;
    }
    if (!type.isRecord()) {
      throw new IllegalArgumentException("No schema for " + type);
    }
    Path own = SOURCES.resolve(type.getSimpleName() + ".java");
    return object(type, Files.exists(own) ? Files.readString(own) : source);
  }

  private static void allowNull(ObjectNode property) {
    String type = property.get("type").asText();
    property.putArray("type").add(type).add("null");
    if (property.get("enum") instanceof ArrayNode values) {
      values.addNull();
    }
  }
}
