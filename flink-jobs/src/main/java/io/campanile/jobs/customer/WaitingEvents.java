package io.campanile.jobs.customer;

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

/** The events of one subtask that are ahead of the watermark, in memory, by customer. */
final class WaitingEvents {

  private static final int FORMAT_VERSION = 1;

  /**
   * Events with the same time and id, which a source may send with different content, are put in
   * one order too.
   */
  private static final Comparator<Event> TOTAL_ORDER =
      Event.ORDER.thenComparing(WaitingEvents::bytes, Arrays::compareUnsigned);

  private final Map<String, List<Event>> byCustomer = new HashMap<>();
  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>(Comparator.comparingLong(Wake::timeMillis));

  /** A customer has an event of this time; there may be more than one for a customer. */
  private record Wake(long timeMillis, String customer) {}

  /** Lets an event wait. */
  void add(String customer, Event event) {
    List<Event> events = byCustomer.get(customer);
    if (events == null) {
      events = new ArrayList<>(2);
      byCustomer.put(customer, events);
      wakes.add(new Wake(event.timeMillis(), customer));
    } else if (event.timeMillis() < earliest(events)) {
      wakes.add(new Wake(event.timeMillis(), customer));
    }
    events.add(event);
  }

  private static long earliest(List<Event> events) {
    long earliest = Long.MAX_VALUE;
    for (Event event : events) {
      earliest = Math.min(earliest, event.timeMillis());
    }
    return earliest;
  }

  /** A customer with an event at or before this time, or empty where there is none. */
  Optional<String> nextCustomer(long untilMillis) {
    while (!wakes.isEmpty() && wakes.element().timeMillis <= untilMillis) {
      String customer = wakes.remove().customer;
      if (byCustomer.containsKey(customer)) {
        return Optional.of(customer);
      }
    }
    return Optional.empty();
  }

  /** Takes out a customer's events at or before this time, in the order of events. */
  List<Event> take(String customer, long untilMillis) {
    List<Event> events = byCustomer.remove(customer);
    if (events == null) {
      return List.of();
    }
    List<Event> taken = new ArrayList<>(events.size());
    List<Event> left = new ArrayList<>();
    for (Event event : events) {
      (event.timeMillis() <= untilMillis ? taken : left).add(event);
    }
    if (!left.isEmpty()) {
      byCustomer.put(customer, left);
      wakes.add(new Wake(earliest(left), customer));
    }
    taken.sort(TOTAL_ORDER);
    return taken;
  }

  /** The customers that have events waiting. */
  Iterable<String> customers() {
    return byCustomer.keySet();
  }

  /** How many customers have events waiting. */
  int size() {
    return byCustomer.size();
  }

  boolean isWaiting(String customer) {
    return byCustomer.containsKey(customer);
  }

  /** A customer's events in binary, behind a version. */
  byte[] write(String customer) {
    List<Event> events = byCustomer.getOrDefault(customer, List.of());
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
  void restore(String customer, byte[] bytes) throws IOException {
    ByteReader in = new ByteReader(bytes);
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException("Unknown format of waiting events " + version);
    }
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      add(customer, EventCodec.read(in));
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
