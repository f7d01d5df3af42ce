package io.campanile.cli.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.letters.Letter.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The record that says that a dead letter was sent again. */
final class ResentMark {

  private static final int SCHEMA_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResentMark() {}

  /** The mark's key: of several marks of one letter the last counts. */
  static byte[] key(Letter letter) {
    return letter.place().toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] value(Letter letter, Instant resentAt) throws IOException {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode()
            .put("schemaVersion", SCHEMA_VERSION)
            .put("topic", letter.place().topic())
            .put("partition", letter.place().partition())
            .put("offset", letter.place().offset())
            .put("resentAt", resentAt.toString()));
  }

  static Place place(String json) throws IOException {
    JsonNode mark = JSON.readTree(json);
    return new Place(
        mark.path("topic").asText(), mark.path("partition").asInt(), mark.path("offset").asLong());
  }
}
