package io.campanile.jobs.profile;

import io.campanile.model.Event;
import io.campanile.model.EventContext;
import io.campanile.model.EventNames;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A customer's present session: events of which each comes less than the policy's timeout after the
 * one before. Every event of the site and the app belongs to a session, whatever its name; what
 * happened offline does not.
 */
final class Session {

  /** Names of events that are counted apart; others count in all only. */
  static final int MAX_NAMES = 100;

  /** The properties of a session that is over, in their order. */
  private static final List<String> PROPERTIES_OF_ENDED =
      List.of("start", "last", "seconds", "count", "entry_page", "campaign", "device");

  private static final List<String> PROPERTIES =
      Stream.concat(PROPERTIES_OF_ENDED.stream(), Stream.of("events")).toList();

  /** Where an event says which page it is about, the most telling first. */
  private static final List<String> PAGE = List.of("path", "url", "name");

  private final Earliest entryPage;
  private final Earliest campaign;
  private final Earliest device;

  /** Not changed any more once a view shows it: the next event is counted in a copy. */
  private Map<String, Long> countByName;

  private long startMillis;
  private long lastMillis;
  private long count;
  private @Nullable View view;

  private Session(
      Map<String, Long> countByName,
      long startMillis,
      long lastMillis,
      long count,
      Earliest entryPage,
      Earliest campaign,
      Earliest device) {
    this.countByName = countByName;
    this.startMillis = startMillis;
    this.lastMillis = lastMillis;
    this.count = count;
    this.entryPage = entryPage;
    this.campaign = campaign;
    this.device = device;
  }

  /** A session that begins at this time, without an event yet. */
  Session(long startMillis) {
    this(
        new TreeMap<>(),
        startMillis,
        startMillis,
        0,
        new Earliest(),
        new Earliest(),
        new Earliest());
  }

  /**
   * Takes an event in, if it belongs to this session: one that came late may not.
   *
   * @return whether it does
   */
  boolean take(Event event, long timeoutMillis) {
    long timeMillis = event.timeMillis();
    if (timeMillis <= startMillis - timeoutMillis || timeMillis >= endMillis(timeoutMillis)) {
      return false;
    }
    if (view != null) {
      countByName = new TreeMap<>(countByName);
      view = null;
    }
    count++;
    if (!event.name().isEmpty()
        && (countByName.size() < MAX_NAMES || countByName.containsKey(event.name()))) {
      countByName.merge(event.name(), 1L, Long::sum);
    }
    entryPage.say(pageOf(event), timeMillis);
    if (!event.context().isEmpty()) {
      campaign.say(event.context().get(EventContext.CAMPAIGN), timeMillis);
      device.say(event.context().get(EventContext.DEVICE), timeMillis);
    }
    startMillis = Math.min(startMillis, timeMillis);
    lastMillis = Math.max(lastMillis, timeMillis);
    return true;
  }

  private static @Nullable Object pageOf(Event event) {
    if (event.name().equals(EventNames.PAGE_VIEWED)
        || event.name().equals(EventNames.SCREEN_VIEWED)) {
      for (String property : PAGE) {
        if (event.properties().get(property) instanceof String page
            && page.length() <= TraitState.MAX_TEXT_CHARS) {
          return page;
        }
      }
    }
    return EventContext.text(event, EventContext.PAGE);
  }

  /** When it ends, if nothing more comes. */
  long endMillis(long timeoutMillis) {
    return lastMillis + timeoutMillis;
  }

  /** What expressions see as {@code profile.session}, as it is now. */
  Map<String, @Nullable Object> view() {
    if (view == null) {
      view = new View(this, PROPERTIES);
    }
    return view;
  }

  /** What remains of it when it is over: all but the events by name. */
  Map<String, @Nullable Object> summary() {
    return new View(this, PROPERTIES_OF_ENDED);
  }

  /** A session as it was at one moment; mostly a single property of it is asked for. */
  private static final class View extends AbstractMap<String, @Nullable Object> {
    private final List<String> names;
    private final Map<String, Long> countByName;
    private final long startMillis;
    private final long lastMillis;
    private final long count;
    private final @Nullable Object entryPage;
    private final @Nullable Object campaign;
    private final @Nullable Object device;

    View(Session session, List<String> names) {
      this.names = names;
      this.countByName = session.countByName;
      this.startMillis = session.startMillis;
      this.lastMillis = session.lastMillis;
      this.count = session.count;
      this.entryPage = session.entryPage.value;
      this.campaign = session.campaign.value;
      this.device = session.device.value;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return key instanceof String name && names.contains(name) ? property(name) : null;
    }

    private @Nullable Object property(String name) {
      return switch (name) {
        case "start" -> Instant.ofEpochMilli(startMillis);
        case "last" -> Instant.ofEpochMilli(lastMillis);
        case "seconds" -> (lastMillis - startMillis) / 1000;
        case "count" -> count;
        case "entry_page" -> entryPage;
        case "campaign" -> campaign;
        case "device" -> device;
        case "events" -> Map.copyOf(countByName);
        default -> throw new IllegalArgumentException("A session has no property " + name);
      };
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return get(key) != null;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      for (String name : names) {
        Object value = property(name);
        if (value != null) {
          all.put(name, value);
        }
      }
      return all.entrySet();
    }
  }

  /** The session without its events by name, to be kept when it is over. */
  Session ended() {
    return new Session(
        new TreeMap<>(), startMillis, lastMillis, count, entryPage, campaign, device);
  }

  void write(DataOutput out) throws IOException {
    ValueCodec.writeSigned(out, startMillis);
    ValueCodec.writeSigned(out, lastMillis - startMillis);
    ValueCodec.writeUnsigned(out, count);
    ValueCodec.writeUnsigned(out, countByName.size());
    for (Map.Entry<String, Long> entry : countByName.entrySet()) {
      ValueCodec.writeText(out, entry.getKey());
      ValueCodec.writeUnsigned(out, entry.getValue());
    }
    entryPage.write(out, startMillis);
    campaign.write(out, startMillis);
    device.write(out, startMillis);
  }

  static Session read(DataInput in) throws IOException {
    long startMillis = ValueCodec.readSigned(in);
    long lastMillis = startMillis + ValueCodec.readSigned(in);
    long count = ValueCodec.readUnsigned(in);
    return new Session(
        readCounts(in),
        startMillis,
        lastMillis,
        count,
        Earliest.read(in, startMillis),
        Earliest.read(in, startMillis),
        Earliest.read(in, startMillis));
  }

  private static Map<String, Long> readCounts(DataInput in) throws IOException {
    Map<String, Long> countByName = new TreeMap<>();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String name = ValueCodec.readText(in);
      countByName.put(name, ValueCodec.readUnsigned(in));
    }
    return countByName;
  }

  /** What the earliest event said that says it, whenever that comes; of equal times the first. */
  private static final class Earliest {
    private @Nullable Object value;
    private long timeMillis;

    void say(@Nullable Object said, long saidMillis) {
      if (said != null && (value == null || saidMillis < timeMillis)) {
        value = said;
        timeMillis = saidMillis;
      }
    }

    void write(DataOutput out, long startMillis) throws IOException {
      ValueCodec.writeValue(out, value);
      if (value != null) {
        ValueCodec.writeSigned(out, timeMillis - startMillis);
      }
    }

    static Earliest read(DataInput in, long startMillis) throws IOException {
      Earliest earliest = new Earliest();
      Object value = ValueCodec.readValue(in);
      if (value != null) {
        earliest.say(value, startMillis + ValueCodec.readSigned(in));
      }
      return earliest;
    }
  }
}
