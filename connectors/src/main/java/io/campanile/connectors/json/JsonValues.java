package io.campanile.connectors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, strictly: the text ends where the object ends, nothing is nested too deep, and
 * every string can be written as UTF-8 again. Whole numbers become Long where they fit, all others
 * Double. Of a name that occurs twice the last counts, as everywhere else.
 */
final class JsonValues {

  static final int MAX_DEPTH = 32;
  static final int MAX_NAME_CHARS = 256;

  private static final int MAX_LONG_CHARS = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Names come from outside: interning them, or failing when their hashes collide, would
          // let one sender slow down or stop the others.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          // The length of the record bounds everything in it.
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(EventReader.MAX_BYTES)
                  .maxStringLength(EventReader.MAX_BYTES)
                  .maxNameLength(EventReader.MAX_BYTES)
                  .build())
          .build();

  private final JsonParser parser;
  private final Map<String, Wanted> wanted;
  private final boolean escapesUnicode;
  private @Nullable Fault firstInvalid;

  private JsonValues(JsonParser parser, Map<String, Wanted> wanted, boolean escapesUnicode) {
    this.parser = parser;
    this.wanted = wanted;
    this.escapesUnicode = escapesUnicode;
  }

  /**
   * Reads the object that the text holds; of its fields only the {@code wanted}, but the others are
   * checked as strictly.
   *
   * @throws Fault unreadable before invalid, wherever they stand
   */
  static Map<String, @Nullable Object> read(char[] text, int length, Map<String, Wanted> wanted)
      throws Fault {
    try (JsonParser parser = FACTORY.createParser(text, 0, length)) {
      return new JsonValues(parser, wanted, escapesUnicode(text, length)).document();
    } catch (JsonProcessingException e) {
      throw Fault.unreadable(
          "not JSON at character " + e.getLocation().getCharOffset() + ": " + firstLine(e));
    } catch (IOException e) {
      throw new IllegalStateException("Reading characters in memory cannot fail", e);
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int end = message.indexOf('\n');
    // It quotes single chars, and may quote half a character.
    return WellFormed.of(end < 0 ? message : message.substring(0, end));
  }

  /** Only an escape can smuggle half a character past the decoder. */
  private static boolean escapesUnicode(char[] text, int length) {
    for (int i = 0; i < length - 1; i++) {
      if (text[i] == '\\' && text[i + 1] == 'u') {
        return true;
      }
    }
    return false;
  }

  private Map<String, @Nullable Object> document() throws IOException, Fault {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw Fault.unreadable("empty; expected a JSON object");
    }
    if (first != JsonToken.START_OBJECT) {
      throw Fault.unreadable("found " + describe(first) + ", expected a JSON object");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      field(fields, wanted, 1);
    }
    if (parser.nextToken() != null) {
      throw Fault.unreadable(
          "found more behind the end of the JSON object, at character "
              + parser.currentTokenLocation().getCharOffset()
              + "; expected one object a record");
    }
    if (firstInvalid != null) {
      throw firstInvalid;
    }
    return fields;
  }

  /** Reads one field of an object of which only these are wanted; the parser is at its name. */
  private void field(Map<String, @Nullable Object> fields, Map<String, Wanted> of, int depth)
      throws IOException, Fault {
    String name = checkedName();
    Wanted want = of.get(name);
    JsonToken token = parser.nextToken();
    if (want == null) {
      skip(token, depth);
    } else if (want.isWhole() || token != JsonToken.START_OBJECT) {
      fields.put(name, value(token, depth));
    } else {
      checkDepth(depth + 1);
      Map<String, @Nullable Object> part = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        field(part, want.fields(), depth + 1);
      }
      fields.put(name, part);
    }
  }

  private @Nullable Object value(JsonToken token, int depth) throws IOException, Fault {
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> list(depth + 1);
      case VALUE_STRING -> checkedText(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser.getText());
      case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("No value begins with " + token);
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException, Fault {
    checkDepth(depth);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = checkedName();
      object.put(name, value(parser.nextToken(), depth));
    }
    return object;
  }

  private List<@Nullable Object> list(int depth) throws IOException, Fault {
    checkDepth(depth);
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(token, depth));
    }
    return list;
  }

  /** Passes over a value with the checks of {@link #value}, keeping nothing. */
  private void skip(JsonToken first, int depthBefore) throws IOException, Fault {
    int depth = depthBefore;
    JsonToken token = first;
    while (true) {
      if (token.isStructStart()) {
        checkDepth(++depth);
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.FIELD_NAME) {
        checkedName();
      } else if (token == JsonToken.VALUE_STRING && escapesUnicode) {
        checkedText(parser.getText());
      } else if (token.isNumeric()) {
        decimal(parser.getText());
      }
      if (depth == depthBefore) {
        return;
      }
      token = parser.nextToken();
    }
  }

  private Object whole(String text) {
    if (text.length() > MAX_LONG_CHARS) {
      return decimal(text);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException beyondLong) {
      return decimal(text);
    }
  }

  private Double decimal(String text) {
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number)) {
      invalid(path(), "found " + shortened(text) + ", expected a number within ±1.8e308");
    }
    return number;
  }

  private String checkedName() throws IOException, Fault {
    String name = checkedText(parser.currentName());
    if (name.length() > MAX_NAME_CHARS && name.codePointCount(0, name.length()) > MAX_NAME_CHARS) {
      invalid(
          shortened(path()),
          "found a name of "
              + name.codePointCount(0, name.length())
              + " characters, expected at most "
              + MAX_NAME_CHARS);
    }
    return name;
  }

  private String checkedText(String text) throws Fault {
    if (!escapesUnicode) {
      return text;
    }
    int lone = WellFormed.firstLoneSurrogate(text);
    if (lone >= 0) {
      throw Fault.unreadableAt(
          // The name itself may hold the half character.
          WellFormed.of(shortened(path())),
          "found half a character, \\u"
              + Integer.toHexString(text.charAt(lone))
              + ", which no UTF-8 can hold");
    }
    return text;
  }

  private static void checkDepth(int depth) throws Fault {
    if (depth > MAX_DEPTH) {
      throw Fault.unreadable("nested deeper than " + MAX_DEPTH);
    }
  }

  private void invalid(String field, String message) {
    if (firstInvalid == null) {
      firstInvalid = Fault.invalid(field, message);
    }
  }

  /** Such as {@code properties.products[2].price}. */
  private String path() {
    StringBuilder path = new StringBuilder();
    appendPath(parser.getParsingContext(), path);
    return path.toString();
  }

  private static void appendPath(JsonStreamContext context, StringBuilder path) {
    if (context.getParent() != null) {
      appendPath(context.getParent(), path);
    }
    if (context.inArray()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.inObject() && context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(context.getCurrentName());
    }
  }

  /** Keeps messages readable where the text is not. */
  static String shortened(String text) {
    int limit = 80;
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end) + "…";
  }

  static String describe(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT, FIELD_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a truth value";
      case VALUE_NULL -> "null";
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "nothing";
    };
  }
}
