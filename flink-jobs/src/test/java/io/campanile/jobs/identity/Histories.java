package io.campanile.jobs.identity;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Made-up histories of visitors who log in, share devices, and ask to be forgotten. */
final class Histories {

  /** How far an event may arrive from its place. */
  static final Duration LATENESS = Duration.ofMinutes(30);

  private static final String[] VISITORS = {"laptop", "phone", "tablet", "kiosk"};
  private static final String[] CUSTOMERS = {"ann", "bob", "cleo"};
  private static final String[] NAMES = {
    "Product Viewed", "Product Viewed", "Product Viewed", "Product Added", "Order Completed"
  };

  private Histories() {}

  /** Two days; whole minutes, so that times tie. */
  static List<Event> twoDays(long seed, int size) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long time = Shop.at("08:00").toEpochMilli() + random.nextInt(2 * 24 * 60) * 60_000L;
      events.add(event(String.format("m-%04d", random.nextInt(10_000)) + "-" + i, time, random));
    }
    events.sort(Event.ORDER);
    return events;
  }

  private static Event event(String id, long time, Random random) {
    String visitor = VISITORS[random.nextInt(VISITORS.length)];
    String customer = CUSTOMERS[random.nextInt(CUSTOMERS.length)];
    int kind = random.nextInt(40);
    if (kind == 0) {
      return event(id, EventType.IDENTIFY, "", customer, visitor, time, Map.of("vip", true));
    }
    if (kind == 1) {
      return event(id, EventType.ALIAS, "", customer, null, time, Map.of("previousId", visitor));
    }
    if (kind == 2) {
      Map<String, @Nullable Object> named = Map.of("anonymousIds", List.of(visitor));
      return event(id, EventType.TRACK, "Customer Erased", customer, null, time, named);
    }
    boolean known = kind < 12;
    return event(
        id,
        EventType.TRACK,
        NAMES[random.nextInt(NAMES.length)],
        known ? customer : null,
        known && kind < 10 ? null : visitor,
        time,
        Map.of("product_id", "p" + random.nextInt(2)));
  }

  private static Event event(
      String id,
      EventType type,
      String name,
      @Nullable String customer,
      @Nullable String visitor,
      long time,
      Map<String, @Nullable Object> properties) {
    return new Event(id, type, name, customer, visitor, time, properties);
  }

  /** An event as a line of a file. */
  static String json(Event event) {
    return String.format(
        Locale.ROOT,
        "{\"messageId\":\"%s\",\"type\":\"%s\",\"event\":\"%s\"%s%s,\"timestamp\":%d,%s}",
        event.messageId(),
        event.type().name().toLowerCase(Locale.ROOT),
        event.name(),
        event.userId() == null ? "" : ",\"userId\":\"" + event.userId() + "\"",
        event.anonymousId() == null ? "" : ",\"anonymousId\":\"" + event.anonymousId() + "\"",
        event.timeMillis(),
        more(event));
  }

  private static String more(Event event) {
    StringJoiner fields = new StringJoiner(",");
    for (Map.Entry<String, @Nullable Object> property : event.properties().entrySet()) {
      Object value = property.getValue();
      String text =
          value instanceof List<?> list
              ? "[\"" + list.get(0) + "\"]"
              : value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
      fields.add("\"" + property.getKey() + "\":" + text);
    }
    return switch (event.type()) {
      case IDENTIFY -> "\"traits\":{" + fields + "}";
      case ALIAS -> fields.toString();
      case TRACK, PAGE, SCREEN, GROUP, IDENTITY -> "\"properties\":{" + fields + "}";
    };
  }

  /** The same events, each less than the lateness behind its place. */
  static List<Event> shuffled(List<Event> events, long seed) {
    Random random = new Random(seed);
    record Placed(Event event, long place) {}
    return events.stream()
        .map(event -> new Placed(event, event.timeMillis() + random.nextLong(LATENESS.toMillis())))
        .sorted(Comparator.comparingLong(Placed::place))
        .map(Placed::event)
        .toList();
  }
}
