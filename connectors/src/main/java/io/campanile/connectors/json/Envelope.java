package io.campanile.connectors.json;

import io.campanile.model.EventNames;
import io.campanile.model.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields around an event's properties, checked one by one; each fault names its field. */
record Envelope(Map<String, @Nullable Object> fields) {

  /** The fields that mean something here; all others are checked for form and passed over. */
  static final Map<String, Wanted> FIELDS =
      Map.ofEntries(
          Map.entry("messageId", Wanted.WHOLE),
          Map.entry("type", Wanted.WHOLE),
          Map.entry("event", Wanted.WHOLE),
          Map.entry("name", Wanted.WHOLE),
          Map.entry("category", Wanted.WHOLE),
          Map.entry("userId", Wanted.WHOLE),
          Map.entry("anonymousId", Wanted.WHOLE),
          Map.entry("previousId", Wanted.WHOLE),
          Map.entry("timestamp", Wanted.WHOLE),
          Map.entry("originalTimestamp", Wanted.WHOLE),
          Map.entry("sentAt", Wanted.WHOLE),
          Map.entry("receivedAt", Wanted.WHOLE),
          Map.entry("properties", Wanted.WHOLE),
          Map.entry("traits", Wanted.WHOLE),
          Map.entry("context", ContextReader.WANTED));

  private static final int MAX_CHARS = JsonValues.MAX_NAME_CHARS;
  private static final List<String> TYPES =
      List.of("track", "identify", "page", "screen", "alias", "group");

  String messageId() throws Fault {
    return required("messageId");
  }

  EventType type() throws Fault {
    String found = required("type");
    return switch (found) {
      case "track" -> EventType.TRACK;
      case "identify" -> EventType.IDENTIFY;
      case "page" -> EventType.PAGE;
      case "screen" -> EventType.SCREEN;
      case "alias" -> EventType.ALIAS;
      case "group" -> EventType.GROUP;
      default ->
          throw Fault.invalid(
              "type",
              "found \""
                  + JsonValues.shortened(found)
                  + "\", expected one of "
                  + String.join(", ", TYPES)
                  + "; the nearest is "
                  + NearestName.of(found.toLowerCase(Locale.ROOT), TYPES));
    };
  }

  String name(EventType type) throws Fault {
    return switch (type) {
      case TRACK -> EventNames.canonical(required("event"));
      case PAGE -> EventNames.PAGE_VIEWED;
      case SCREEN -> EventNames.SCREEN_VIEWED;
      case IDENTIFY, ALIAS, GROUP, IDENTITY -> "";
    };
  }

  /** An id that is there and not empty, or null; an empty string says as little as none. */
  @Nullable String id(String field) throws Fault {
    String id = text(field);
    return id == null || id.isEmpty() ? null : limited(field, id);
  }

  Map<String, @Nullable Object> properties(EventType type) throws Fault {
    return switch (type) {
      case TRACK -> object("properties");
      case PAGE, SCREEN -> {
        Map<String, @Nullable Object> properties = object("properties");
        addIfAbsent(properties, "name");
        addIfAbsent(properties, "category");
        yield properties;
      }
      case IDENTIFY, GROUP -> object("traits");
      case IDENTITY -> throw new IllegalArgumentException("Nobody sends an event of this type");
      case ALIAS -> {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("previousId", required("previousId"));
        yield properties;
      }
    };
  }

  private void addIfAbsent(Map<String, @Nullable Object> properties, String field) throws Fault {
    String value = text(field);
    if (value != null && !properties.containsKey(field)) {
      properties.put(field, limited(field, value));
    }
  }

  private String required(String field) throws Fault {
    String value = text(field);
    if (value == null || value.isEmpty()) {
      throw Fault.invalid(
          field, (value == null ? "missing" : "empty") + "; expected a string that is not empty");
    }
    return limited(field, value);
  }

  private static String limited(String field, String value) throws Fault {
    if (value.length() > MAX_CHARS && value.codePointCount(0, value.length()) > MAX_CHARS) {
      throw Fault.invalid(
          field,
          "found "
              + value.codePointCount(0, value.length())
              + " characters, expected at most "
              + MAX_CHARS);
    }
    return value;
  }

  private @Nullable String text(String field) throws Fault {
    Object value = fields.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw Fault.invalid(field, "found " + kindOf(value) + ", expected a string");
  }

  @SuppressWarnings("unchecked") // JsonValues builds no other maps.
  private Map<String, @Nullable Object> object(String field) throws Fault {
    Object value = fields.get(field);
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw Fault.invalid(field, "found " + kindOf(value) + ", expected an object");
  }

  /** What kind of JSON value it is, as a message says it; numbers are short enough to be shown. */
  static String kindOf(Object value) {
    if (value instanceof String) {
      return "a string";
    }
    if (value instanceof Number) {
      return "the number " + value;
    }
    if (value instanceof Boolean) {
      return "the truth value " + value;
    }
    return value instanceof List ? "an array" : "an object";
  }
}
