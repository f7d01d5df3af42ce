package io.campanile.jobs.order;

import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import io.campanile.model.Event;
import io.campanile.model.EventCodec;
import io.campanile.model.ValueCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The events of one subtask that are ahead of the watermark, in memory, by the operator's key: the
 * customer, or the visitor. Not thread-safe.
 */
public final class WaitingEvents {

  private static final int FORMAT_VERSION = 1;

  /**
   * Events with the same time and id, which a source may send with different content, are put in
   * one order too.
   */
  private static final Comparator<Event> TOTAL_ORDER =
      Event.ORDER.thenComparing(WaitingEvents::bytes, Arrays::compareUnsigned);

  private final Map<String, Waiting> byKey = new HashMap<>();
  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>(Comparator.comparingLong(Wake::timeMillis));
  private final boolean wakesByTime;
  private long events;

  /** Of a stream: {@link #nextKey} says whose time has come. */
  public WaitingEvents() {
    this(true);
  }

  private WaitingEvents(boolean wakesByTime) {
    this.wakesByTime = wakesByTime;
  }

  /** Of a sorted input, which comes key by key: nobody asks whose time has come. */
  public static WaitingEvents ofSortedInput() {
    return new WaitingEvents(false);
  }

  /** Events of a key have one of this time; there may be more than one wake for a key. */
  private record Wake(long timeMillis, String key, Waiting waiting) {}

  /** The events of one key, and the time of the earliest. */
  private static final class Waiting {
    private final List<Event> events = new ArrayList<>(2);
    private long earliestMillis = Long.MAX_VALUE;
    private boolean taken;

    /** Adds an event; true where it is the earliest now. */
    boolean add(Event event) {
      events.add(event);
      boolean earliest = event.timeMillis() < earliestMillis;
      earliestMillis = earliest ? event.timeMillis() : earliestMillis;
      return earliest;
    }
  }

  /** Lets an event wait. */
  public void add(String key, Event event) {
    events++;
    Waiting waiting = byKey.computeIfAbsent(key, name -> new Waiting());
    if (waiting.add(event) && wakesByTime) {
      wakes.add(new Wake(event.timeMillis(), key, waiting));
    }
  }

  /** A key with an event at or before this time, or empty where there is none. */
  public Optional<String> nextKey(long untilMillis) {
    while (!wakes.isEmpty() && wakes.element().timeMillis <= untilMillis) {
      Wake wake = wakes.remove();
      if (!wake.waiting.taken) {
        return Optional.of(wake.key);
      }
    }
    return Optional.empty();
  }

  /** Takes out a key's events at or before this time, in the order of events. */
  public List<Event> take(String key, long untilMillis) {
    Waiting waiting = byKey.remove(key);
    if (waiting == null) {
      return List.of();
    }
    waiting.taken = true;
    events -= waiting.events.size();
    List<Event> taken = new ArrayList<>(waiting.events.size());
    for (Event event : waiting.events) {
      if (event.timeMillis() <= untilMillis) {
        taken.add(event);
      } else {
        add(key, event);
      }
    }
    if (taken.size() > 1) {
      taken.sort(TOTAL_ORDER);
    }
    return taken;
  }

  /** The keys that have events waiting. */
  public Iterable<String> keys() {
    return byKey.keySet();
  }

  /** How many keys have events waiting. */
  public int size() {
    return byKey.size();
  }

  /** How many events are waiting, of all keys. */
  public long events() {
    return events;
  }

  /** Whether a key has events waiting. */
  public boolean isWaiting(String key) {
    return byKey.containsKey(key);
  }

  /** A key's events in binary, behind a version. */
  public byte[] write(String key) {
    List<Event> events = byKey.getOrDefault(key, new Waiting()).events;
    ByteWriter out = new ByteWriter(1024);
    try {
      out.writeByte(FORMAT_VERSION);
      ValueCodec.writeUnsigned(out, events.size());
      for (Event event : events) {
        EventCodec.write(out, event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return out.toBytes();
  }

  /** Lets events wait that {@link #write} wrote. */
  public void restore(String key, byte[] bytes) throws IOException {
    ByteReader in = new ByteReader(bytes);
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException("Unknown format of waiting events " + version);
    }
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      add(key, EventCodec.read(in));
    }
  }

  private static byte[] bytes(Event event) {
    ByteWriter out = new ByteWriter(512);
    try {
      EventCodec.write(out, event);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return out.toBytes();
  }
}
