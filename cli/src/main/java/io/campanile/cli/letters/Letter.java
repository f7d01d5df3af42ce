package io.campanile.cli.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A dead letter as it lies in its topic.
 *
 * @param place where the record was
 * @param arrivedAt when it arrived; empty where nobody knows
 * @param raw the record's bytes, as far as they were kept
 * @param whole whether all of them were kept
 * @param json the dead letter itself
 */
// The array is what is sent; never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Letter(
    Place place,
    String code,
    String source,
    String message,
    Optional<String> field,
    Optional<Instant> arrivedAt,
    byte[] raw,
    boolean whole,
    String json) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a record was: its identity. */
  public record Place(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + "/" + partition + "@" + offset;
    }
  }

  /**
   * Reads one.
   *
   * @throws IOException where the text is no dead letter; the message says what it is
   */
  public static Letter read(String json) throws IOException {
    JsonNode letter = JSON.readTree(json);
    for (String needed : new String[] {"topic", "partition", "offset"}) {
      if (!letter.hasNonNull(needed)) {
        throw new IOException("Expected a dead letter, found one without `" + needed + "`.");
      }
    }
    byte[] raw = raw(letter);
    return new Letter(
        new Place(
            letter.path("topic").asText(),
            letter.path("partition").asInt(),
            letter.path("offset").asLong()),
        letter.path("code").asText(),
        letter.path("source").asText(),
        letter.path("message").asText(),
        text(letter, "field"),
        text(letter, "arrivedAt").map(Instant::parse),
        raw,
        letter.path("rawLength").asLong(raw.length) <= raw.length,
        json);
  }

  private static byte[] raw(JsonNode letter) throws IOException {
    if (letter.hasNonNull("rawBase64")) {
      return Base64.getDecoder().decode(letter.path("rawBase64").asText());
    }
    if (letter.hasNonNull("raw")) {
      return letter.path("raw").asText().getBytes(StandardCharsets.UTF_8);
    }
    throw new IOException("Expected a dead letter, found one without `raw` and `rawBase64`.");
  }

  private static Optional<String> text(JsonNode letter, String name) {
    return letter.hasNonNull(name) ? Optional.of(letter.path(name).asText()) : Optional.empty();
  }

  /** The same with other bytes, all of them. */
  Letter mended(byte[] bytes) {
    return new Letter(place, code, source, message, field, arrivedAt, bytes, true, json);
  }
}
