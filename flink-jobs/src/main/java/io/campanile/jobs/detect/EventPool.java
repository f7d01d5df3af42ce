package io.campanile.jobs.detect;

import io.campanile.model.Event;
import io.campanile.model.EventCodec;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events that a customer's runs hold, each stored once however many runs hold it. */
public final class EventPool {

  private EventPool() {}

  /** Numbers events while runs are written. */
  public static final class Writer {
    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();

    /** A sequence may be longer than the dedupe window, after which an id may come again. */
    private record Key(String messageId, long timeMillis) {}

    /**
     * The event's number; the same for the same event, which its {@code messageId} and its time
     * tell.
     */
    public int numberOf(Event event) {
      return numbers.computeIfAbsent(
          new Key(event.messageId(), event.timeMillis()),
          key -> {
            events.add(event);
            return events.size() - 1;
          });
    }

    /** The events that were numbered, in the order of their numbers. */
    public List<Event> events() {
      return List.copyOf(events);
    }

    /** Writes the events that were numbered. */
    public void write(DataOutput out) throws IOException {
      ValueCodec.writeUnsigned(out, events.size());
      for (Event event : events) {
        // A sequence looks at what its events say only.
        EventCodec.write(out, event.withoutContext());
      }
    }
  }

  /** Gives events back by their number. */
  public static final class Reader {
    private final List<Event> events;

    private Reader(List<Event> events) {
      this.events = events;
    }

    /** Reads what {@link Writer#write} wrote. */
    public static Reader read(DataInput in) throws IOException {
      int size = ValueCodec.readSize(in);
      List<Event> events = new ArrayList<>(Math.min(size, 1024));
      for (int i = 0; i < size; i++) {
        events.add(EventCodec.read(in));
      }
      return new Reader(events);
    }

    /** The event with this number. */
    public Event event(int number) {
      return events.get(number);
    }
  }
}
