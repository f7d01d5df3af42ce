package io.campanile.jobs.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What visitors and customers do, told event by event at times of 2 March 2026, such as {@code
 * 10:30}, or a day later, {@code +1 10:30}; and what comes of it, played when somebody asks.
 */
final class Story {

  private static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  private final Stage stage;
  private final TreeMap<String, String> files = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private Instant end = DAY.plusSeconds(30 * 86_400);
  private @Nullable List<OutputRecord> records;

  Story(Stage stage) {
    this.stage = stage;
  }

  Story policy(String yaml) {
    files.put("policy.yaml", yaml);
    return this;
  }

  Story traits(String yaml) {
    files.put("traits.yaml", yaml);
    return this;
  }

  Story segments(String yaml) {
    files.put("segments.yaml", yaml);
    return this;
  }

  /** A campaign, without its first line. */
  Story campaign(String name, String yaml) {
    files.put("campaigns/" + name + ".yaml", "campaign: " + name + "\nrepeat: always\n" + yaml);
    return this;
  }

  /** A track event; its id says when it was told. */
  Story track(
      String time,
      @Nullable String visitor,
      @Nullable String customer,
      String name,
      Object... properties) {
    return add(EventType.TRACK, time, visitor, customer, name, properties);
  }

  Story identify(
      String time, @Nullable String visitor, @Nullable String customer, Object... traits) {
    return add(EventType.IDENTIFY, time, visitor, customer, "", traits);
  }

  Story alias(String time, String previousId, String customer) {
    return add(EventType.ALIAS, time, null, customer, "", "previousId", previousId);
  }

  private Story add(
      EventType type,
      String time,
      @Nullable String visitor,
      @Nullable String customer,
      String name,
      Object... values) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      properties.put((String) values[i], values[i + 1]);
    }
    String id = String.format(Locale.ROOT, "m-%04d", events.size());
    long timeMillis = at(time).toEpochMilli();
    events.add(new Event(id, type, name, customer, visitor, timeMillis, properties));
    records = null;
    return this;
  }

  /** Time runs up to then. */
  Story until(String time) {
    end = at(time);
    records = null;
    return this;
  }

  private static Instant at(String time) {
    int blank = time.indexOf(' ');
    long days = blank < 0 ? 0 : Long.parseLong(time.substring(1, blank));
    String clock = time.substring(blank + 1);
    String full = clock.length() == 5 ? clock + ":00" : clock;
    return Instant.parse("2026-03-02T" + full + "Z").plusSeconds(days * 86_400);
  }

  /** The triggers that fired for a customer, as {@code campaign HH:MM}. */
  List<String> fired(String customer) {
    return of(Stream.TRIGGERS, customer).stream()
        .map(t -> t.get("campaign").asText() + " " + time(t.get("firedAt")))
        .toList();
  }

  /** The decisions for a customer, as {@code outcome-or-reason HH:MM}. */
  List<String> decided(String customer) {
    return of(Stream.DECISIONS, customer).stream()
        .map(
            d ->
                (d.get("reason").isNull() ? d.get("outcome") : d.get("reason"))
                        .asText()
                        .toUpperCase(Locale.ROOT)
                    + " "
                    + time(d.get("decidedAt")))
        .toList();
  }

  /** The segments that a customer entered and left, as {@code +segment HH:MM}. */
  List<String> changes(String customer) {
    return of(Stream.SEGMENTS, customer).stream()
        .map(
            s ->
                (s.get("change").asText().equals("entered") ? "+" : "-")
                    + s.get("segment").asText()
                    + " "
                    + time(s.get("at")))
        .toList();
  }

  /** What was deleted or handed out, in its order. */
  List<JsonNode> privacy(String customer) {
    return of(Stream.PRIVACY, customer);
  }

  /** What was sent, in its order. */
  List<JsonNode> sent(Stream channel, String customer) {
    return of(channel, customer);
  }

  /** The last that was said of a customer's profile. */
  JsonNode profile(String customer) {
    List<JsonNode> all = of(Stream.PROFILES, customer);
    return all.isEmpty() ? JSON.nullNode() : all.get(all.size() - 1);
  }

  private static String time(JsonNode time) {
    Instant instant = Instant.parse(time.asText());
    long days = Math.floorDiv(instant.getEpochSecond() - DAY.getEpochSecond(), 86_400);
    String clock = instant.toString().substring(11).replaceAll("(:00)?(\\.000)?Z$", "");
    return (days == 0 ? "" : "+" + days + " ") + clock;
  }

  private List<JsonNode> of(Stream stream, String customer) {
    Set<String> seen = new HashSet<>();
    return records().stream()
        .filter(record -> record.stream() == stream && record.key().equals(customer))
        .filter(record -> seen.add(record.toString()))
        .sorted(
            Comparator.comparingLong(OutputRecord::timeMillis)
                .thenComparing(OutputRecord::id)
                .thenComparingInt(OutputRecord::order))
        .map(Story::json)
        .toList();
  }

  private static JsonNode json(OutputRecord record) {
    try {
      return JSON.readTree(new String(record.json(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<OutputRecord> records() {
    if (records == null) {
      events.sort(Event.ORDER);
      files.putIfAbsent("policy.yaml", "{}");
      try {
        records = stage.play(new PatternFiles(files), events, end.toEpochMilli());
      } catch (Exception e) {
        throw new AssertionError("The story cannot be played", e);
      }
    }
    return records;
  }
}
