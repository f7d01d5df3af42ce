package io.campanile.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.DeadLetter;
import io.campanile.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Records for tests, and what becomes of them. */
final class Raw {

  static final Instant ARRIVAL = Instant.parse("2024-05-01T12:00:00Z");

  private Raw() {}

  static RawRecord arrived(String json) {
    return arrived(json.getBytes(StandardCharsets.UTF_8));
  }

  static RawRecord arrived(byte[] bytes) {
    return new RawRecord(bytes, bytes.length, "web", "events", 3, 17, ARRIVAL.toEpochMilli());
  }

  static RawRecord history(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new RawRecord(bytes, bytes.length, "history", "a.jsonl", 0, 5, RawRecord.NO_ARRIVAL);
  }

  /** A good event but for {@code more}, which is JSON fields with a comma in front. */
  static String event(String more) {
    return """
        {"messageId":"m-1","type":"track","event":"Product Added","userId":"u-1",\
        "timestamp":"2024-05-01T11:59:00Z"%s}"""
        .formatted(more);
  }

  static Event good(RawRecord raw) {
    Ingested ingested = new EventReader().read(raw);
    assertThat(ingested).isInstanceOf(Ingested.Good.class);
    return ((Ingested.Good) ingested).event();
  }

  static DeadLetter bad(RawRecord raw) {
    Ingested ingested = new EventReader().read(raw);
    assertThat(ingested).isInstanceOf(Ingested.Bad.class);
    return ((Ingested.Bad) ingested).letter();
  }
}
