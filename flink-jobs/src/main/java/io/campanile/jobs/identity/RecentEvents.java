package io.campanile.jobs.identity;

import io.campanile.model.Event;
import io.campanile.model.EventCodec;
import io.campanile.model.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a visitor did of late, in the order of events, for the customer it may turn out to be.
 * Events are kept in binary: they are written at every watermark, and read once in their life, or
 * never.
 */
final class RecentEvents {

  /** An event of this age is forgotten. */
  static final Duration MEMORY = Duration.ofHours(24);

  /** Events that are kept; beyond it the oldest is forgotten. */
  static final int MAX_EVENTS = 200;

  /** Bytes that are kept; beyond it the oldest event is forgotten. */
  static final int MAX_BYTES = 1 << 20;

  private final Deque<Kept> events = new ArrayDeque<>();
  private int bytes;

  // The array is what is written; nobody compares these.
  @SuppressWarnings("ArrayRecordComponent")
  private record Kept(long timeMillis, byte[] event) {}

  /**
   * Keeps an event, which is not before the last.
   *
   * @return how many were forgotten because there are too many
   */
  int add(Event event) {
    keep(new Kept(event.timeMillis(), bytes(event)));
    int cutOff = 0;
    while (events.size() > MAX_EVENTS || (bytes > MAX_BYTES && events.size() > 1)) {
      forgetFirst();
      cutOff++;
    }
    return cutOff;
  }

  private void keep(Kept kept) {
    events.addLast(kept);
    bytes += kept.event.length;
  }

  private void forgetFirst() {
    bytes -= events.removeFirst().event.length;
  }

  /** Forgets what is too old at this time; whether there was something. */
  boolean forget(long nowMillis) {
    int before = events.size();
    while (!events.isEmpty() && events.getFirst().timeMillis <= nowMillis - MEMORY.toMillis()) {
      forgetFirst();
    }
    return events.size() < before;
  }

  /** Takes out everything, in the order of events. */
  List<Event> takeAll() {
    List<Event> all = new ArrayList<>(events.size());
    for (Kept kept : events) {
      all.add(event(kept.event));
    }
    clear();
    return all;
  }

  void clear() {
    events.clear();
    bytes = 0;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** When the last of them is forgotten, epoch milliseconds; only where there is one. */
  long endMillis() {
    return events.getLast().timeMillis + MEMORY.toMillis();
  }

  void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, events.size());
    for (Kept kept : events) {
      ValueCodec.writeSigned(out, kept.timeMillis);
      ValueCodec.writeUnsigned(out, kept.event.length);
      out.write(kept.event);
    }
  }

  static RecentEvents read(DataInput in) throws IOException {
    RecentEvents recent = new RecentEvents();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      long timeMillis = ValueCodec.readSigned(in);
      byte[] event = new byte[ValueCodec.readSize(in)];
      in.readFully(event);
      recent.keep(new Kept(timeMillis, event));
    }
    return recent;
  }

  private static byte[] bytes(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      EventCodec.write(out, event);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static Event event(byte[] bytes) {
    try {
      return EventCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("A visitor's event cannot be read", e);
    }
  }
}
