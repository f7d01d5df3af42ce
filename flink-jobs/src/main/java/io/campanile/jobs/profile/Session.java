package io.campanile.jobs.profile;

import io.campanile.model.Event;
import io.campanile.model.EventNames;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer's present session: events of which each comes less than {@link #PAUSE} after the one
 * before. Every event belongs to a session, whatever its name.
 */
final class Session {

  /** A session ends this long after its last event; an event at that time begins the next. */
  static final Duration PAUSE = Duration.ofMinutes(30);

  /** Names of events that are counted apart; others count in all only. */
  static final int MAX_NAMES = 100;

  private static final long PAUSE_MILLIS = PAUSE.toMillis();

  /** Where an event says which page it is about, the most telling first. */
  private static final List<String> PAGE = List.of("path", "url", "name");

  private final Map<String, Long> countByName;
  private long startMillis;
  private long lastMillis;
  private long count;
  private String entryPage;
  private @Nullable Map<String, @Nullable Object> view;

  private Session(
      Map<String, Long> countByName,
      long startMillis,
      long lastMillis,
      long count,
      String entryPage) {
    this.countByName = countByName;
    this.startMillis = startMillis;
    this.lastMillis = lastMillis;
    this.count = count;
    this.entryPage = entryPage;
  }

  /** A session that begins at this time, without an event yet. */
  Session(long startMillis) {
    this(new TreeMap<>(), startMillis, startMillis, 0, "");
  }

  /**
   * Takes an event in, if it belongs to this session: one that came late may not.
   *
   * @return whether it does
   */
  boolean take(Event event) {
    long timeMillis = event.timeMillis();
    if (timeMillis <= startMillis - PAUSE_MILLIS || timeMillis >= endMillis()) {
      return false;
    }
    count++;
    if (!event.name().isEmpty()
        && (countByName.size() < MAX_NAMES || countByName.containsKey(event.name()))) {
      countByName.merge(event.name(), 1L, Long::sum);
    }
    if (entryPage.isEmpty() || timeMillis < startMillis) {
      String page = pageOf(event);
      entryPage = page.isEmpty() ? entryPage : page;
    }
    startMillis = Math.min(startMillis, timeMillis);
    lastMillis = Math.max(lastMillis, timeMillis);
    view = null;
    return true;
  }

  private static String pageOf(Event event) {
    if (!event.name().equals(EventNames.PAGE_VIEWED)
        && !event.name().equals(EventNames.SCREEN_VIEWED)) {
      return "";
    }
    for (String property : PAGE) {
      if (event.properties().get(property) instanceof String page
          && page.length() <= TraitState.MAX_TEXT_CHARS) {
        return page;
      }
    }
    return "";
  }

  /** When it ends, if nothing more comes. */
  long endMillis() {
    return lastMillis + PAUSE_MILLIS;
  }

  /** What expressions see as {@code profile.session}. */
  Map<String, @Nullable Object> view() {
    if (view == null) {
      Map<String, @Nullable Object> fresh = new LinkedHashMap<>();
      fresh.put("start", Instant.ofEpochMilli(startMillis));
      fresh.put("last", Instant.ofEpochMilli(lastMillis));
      fresh.put("seconds", (lastMillis - startMillis) / 1000);
      fresh.put("count", count);
      fresh.put("events", Map.copyOf(countByName));
      if (!entryPage.isEmpty()) {
        fresh.put("entry_page", entryPage);
      }
      view = Collections.unmodifiableMap(fresh);
    }
    return view;
  }

  void write(DataOutput out) throws IOException {
    ValueCodec.writeSigned(out, startMillis);
    ValueCodec.writeSigned(out, lastMillis - startMillis);
    ValueCodec.writeUnsigned(out, count);
    ValueCodec.writeText(out, entryPage);
    ValueCodec.writeUnsigned(out, countByName.size());
    for (Map.Entry<String, Long> entry : countByName.entrySet()) {
      ValueCodec.writeText(out, entry.getKey());
      ValueCodec.writeUnsigned(out, entry.getValue());
    }
  }

  static Session read(DataInput in) throws IOException {
    long startMillis = ValueCodec.readSigned(in);
    long lastMillis = startMillis + ValueCodec.readSigned(in);
    long count = ValueCodec.readUnsigned(in);
    String entryPage = ValueCodec.readText(in);
    Map<String, Long> countByName = new TreeMap<>();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String name = ValueCodec.readText(in);
      countByName.put(name, ValueCodec.readUnsigned(in));
    }
    return new Session(countByName, startMillis, lastMillis, count, entryPage);
  }
}
