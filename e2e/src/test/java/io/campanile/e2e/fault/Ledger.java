package io.campanile.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Which records there were, by their ids, each with how often, of what content, and of when. */
final class Ledger {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Kind, Map<String, Entry>> entries = new TreeMap<>();

  /** What a record is, with the field that tells its event time. */
  enum Kind {
    TRIGGER("firedAt"),
    DECISION("decidedAt"),
    ACTION("decidedAt"),
    SEGMENT("at");

    private final String time;

    Kind(String time) {
      this.time = time;
    }

    private List<String> idFields() {
      return switch (this) {
        case TRIGGER -> List.of("triggerId");
        case DECISION -> List.of("actionId", "decidedAt", "outcome");
        case ACTION -> List.of("actionId");
        case SEGMENT -> List.of("customerId", "segment", "at", "change");
      };
    }
  }

  /**
   * A record.
   *
   * @param times how often it was there
   * @param content a checksum of all of it, and of all that differed under the same id
   * @param atMillis its event time
   */
  record Entry(int times, long content, long atMillis) {}

  Ledger() {
    for (Kind kind : Kind.values()) {
      entries.put(kind, new ConcurrentHashMap<>());
    }
  }

  /** Enters a record, and returns its event time; those of nobody are passed over. */
  long enter(Kind kind, byte[] record) throws IOException {
    JsonNode json = JSON.readTree(record);
    long at = Instant.parse(json.path(kind.time).asText()).toEpochMilli();
    if (json.path("customerId").asText().equals(Traffic.NOBODY)) {
      return at;
    }
    StringBuilder id = new StringBuilder();
    for (String field : kind.idFields()) {
      id.append(id.isEmpty() ? "" : "|").append(json.path(field).asText());
    }
    CRC32C checksum = new CRC32C();
    checksum.update(kind == Kind.DECISION ? withoutWallClock(json) : record);
    Entry entry = new Entry(1, checksum.getValue(), at);
    Entry unused =
        of(kind)
            .merge(
                id.toString(),
                entry,
                (old, same) ->
                    new Entry(
                        old.times + 1,
                        old.content == same.content ? old.content : -1,
                        old.atMillis));
    return at;
  }

  /** A live job notes the wall clock in the trace of a decision; a replay has none. */
  private static byte[] withoutWallClock(JsonNode decision) throws IOException {
    Iterator<JsonNode> checks = decision.path("trace").elements();
    while (checks.hasNext()) {
      if (checks.next().path("check").asText().equals("grace")) {
        checks.remove();
      }
    }
    return JSON.writeValueAsBytes(decision);
  }

  /** Enters every line of a file. */
  void enterAll(Kind kind, Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        long unused = enter(kind, line.getBytes(UTF_8));
      }
    }
  }

  /** The records of a kind, by their ids. */
  Map<String, Entry> of(Kind kind) {
    return entries.getOrDefault(kind, Map.of());
  }

  /** How many different records there are. */
  int size() {
    return entries.values().stream().mapToInt(Map::size).sum();
  }
}
