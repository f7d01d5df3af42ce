package io.campanile.connectors.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.model.ReleaseRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the bytes of a release. */
public sealed interface ReadRelease {

  /** It is one. */
  record Good(ReleaseRecord release) implements ReadRelease {}

  /** It is none; a sentence says why. */
  record Bad(String why) implements ReadRelease {}

  /** The same for text. */
  static ReadRelease of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link RecordJson#write(ReleaseRecord)} wrote; unknown fields are passed over. */
  static ReadRelease of(byte[] bytes) {
    try {
      return new Good(new Reading(Reading.JSON.readTree(bytes)).release());
    } catch (JsonProcessingException e) {
      return new Bad("it is not JSON: " + e.getOriginalMessage());
    } catch (UnreadableException e) {
      return new Bad(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory cannot fail", e);
    }
  }

  /** Why it is no release. */
  final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnreadableException(String why) {
      super(why);
    }
  }

  /** A release in JSON. */
  final class Reading {
    private static final JsonMapper JSON =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final @Nullable JsonNode json;

    private Reading(@Nullable JsonNode json) {
      this.json = json;
    }

    private ReleaseRecord release() throws UnreadableException {
      if (json == null || !json.isObject()) {
        throw new UnreadableException("found no JSON object, expected a release");
      }
      JsonNode version = field("schemaVersion");
      if (!version.isInt() || version.asInt() < 1) {
        throw new UnreadableException(
            "`schemaVersion` is " + version + ", expected a whole number from 1");
      }
      if (version.asInt() > ReleaseRecord.SCHEMA_VERSION) {
        throw new UnreadableException(
            "`schemaVersion` is %s, known is %s: written by a newer version of Campanile"
                .formatted(version, ReleaseRecord.SCHEMA_VERSION));
      }
      return new ReleaseRecord(
          version.asInt(),
          text("releaseId"),
          time("effectiveFrom"),
          time("publishedAt"),
          textOrNull("publishedBy"),
          textOrNull("commit"),
          files());
    }

    private JsonNode field(String name) throws UnreadableException {
      JsonNode field = json == null ? null : json.get(name);
      if (field == null) {
        throw new UnreadableException("`" + name + "` is missing");
      }
      return field;
    }

    private String text(String name) throws UnreadableException {
      JsonNode field = field(name);
      if (!field.isTextual()) {
        throw new UnreadableException("`" + name + "` is " + field + ", expected a text");
      }
      return field.asText();
    }

    private @Nullable String textOrNull(String name) throws UnreadableException {
      return json == null || !json.hasNonNull(name) ? null : text(name);
    }

    private Instant time(String name) throws UnreadableException {
      String text = text(name);
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new UnreadableException(
            "`" + name + "` is `" + text + "`, expected a time such as 2026-03-01T10:00:00.000Z");
      }
    }

    private Map<String, String> files() throws UnreadableException {
      JsonNode field = field("files");
      if (!field.isObject()) {
        throw new UnreadableException("`files` is no object, expected texts by their path");
      }
      Map<String, String> files = new TreeMap<>();
      for (Map.Entry<String, JsonNode> file : field.properties()) {
        if (!file.getValue().isTextual()) {
          throw new UnreadableException("`files." + file.getKey() + "` is no text");
        }
        files.put(file.getKey(), file.getValue().asText());
      }
      return files;
    }
  }
}
