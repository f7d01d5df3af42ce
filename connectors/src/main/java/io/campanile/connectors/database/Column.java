package io.campanile.connectors.database;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column, and where its value stands in a record.
 *
 * @param name of the column
 * @param kind what the value is
 * @param pointer where the value stands
 * @param required whether there is always one
 */
record Column(String name, Kind kind, JsonPointer pointer, boolean required) {

  /** What a value is. */
  enum Kind {
    /** A {@link String}. */
    TEXT("?", "a text"),
    /** An {@link Instant}. */
    TIME("?", "a time such as 2026-03-02T09:00:00.000Z"),
    /** An {@link Integer}. */
    NUMBER("?", "a whole number"),
    /** A list of {@link String}s. */
    TEXTS("?", "a list of texts"),
    /** Any JSON object or array, as a {@link String}. */
    JSON("?::jsonb", "an object or an array");

    private final String placeholder;
    private final String expected;

    Kind(String placeholder, String expected) {
      this.placeholder = placeholder;
      this.expected = expected;
    }

    String placeholder() {
      return placeholder;
    }
  }

  static Column required(String name, Kind kind, String pointer) {
    return new Column(name, kind, JsonPointer.compile(pointer), true);
  }

  static Column optional(String name, Kind kind, String pointer) {
    return new Column(name, kind, JsonPointer.compile(pointer), false);
  }

  /** The column's value in a record, or null for none. */
  @Nullable Object read(JsonNode record) throws RefusedRecordException {
    JsonNode value = record.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      if (required) {
        throw refused("nothing");
      }
      return null;
    }
    Object read =
        switch (kind) {
          case TEXT -> value.isTextual() ? StorableText.of(value.textValue()) : null;
          case TIME -> time(value);
          case NUMBER -> value.canConvertToInt() && value.isInt() ? value.intValue() : null;
          case TEXTS -> texts(value);
          case JSON -> value.isContainerNode() ? StorableText.ofJson(value) : null;
        };
    if (read == null) {
      throw refused(value.toString());
    }
    return read;
  }

  private static @Nullable Instant time(JsonNode value) {
    try {
      return value.isTextual() ? Instant.parse(value.textValue()) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static @Nullable List<String> texts(JsonNode value) {
    if (!value.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        return null;
      }
      texts.add(StorableText.of(element.textValue()));
    }
    return texts;
  }

  private RefusedRecordException refused(String found) {
    String shown = found.length() > 100 ? found.substring(0, 100) + "…" : found;
    return new RefusedRecordException(pointer + ": found " + shown + ", expected " + kind.expected);
  }

  /** Sets the parameter with this number to a value that {@link #read} has read. */
  void bind(Connection connection, PreparedStatement statement, int number, @Nullable Object value)
      throws SQLException {
    switch (kind) {
      case TEXT, JSON -> statement.setString(number, (String) value);
      case NUMBER -> statement.setObject(number, value, java.sql.Types.INTEGER);
      case TIME ->
          statement.setObject(
              number, value == null ? null : ((Instant) value).atOffset(ZoneOffset.UTC));
      case TEXTS ->
          statement.setArray(
              number,
              connection.createArrayOf(
                  "text", ((List<?>) Objects.requireNonNull(value)).toArray()));
    }
  }
}
