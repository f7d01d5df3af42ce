package io.campanile.connectors.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Text as PostgreSQL can hold it: all characters but U+0000, for which U+FFFD stands, as everywhere
 * for what cannot be shown.
 */
final class StorableText {

  private static final char NOTHING = '\u0000';
  private static final char UNKNOWN = '\uFFFD';
  private static final String ESCAPED = "\\u0000";

  private StorableText() {}

  static String of(String text) {
    return text.replace(NOTHING, UNKNOWN);
  }

  /** JSON as text. */
  static String ofJson(JsonNode value) {
    String json = value.toString();
    // Nearly no value has one, and in most that seem to, it is not the character that is escaped.
    return json.contains(ESCAPED) ? rebuilt(value).toString() : json;
  }

  private static JsonNode rebuilt(JsonNode value) {
    if (value.isTextual()) {
      return JsonNodeFactory.instance.textNode(of(value.textValue()));
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> array.add(rebuilt(element)));
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> property : value.properties()) {
        object.set(of(property.getKey()), rebuilt(property.getValue()));
      }
      return object;
    }
    return value;
  }
}
