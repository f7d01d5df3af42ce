package io.campanile.jobs.oracle;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The life of a customer around a day on which some clock is changed, or a month ends. */
final class RandomEvents {

  static final String[] NAMES = {
    "Product Viewed", "Product Added", "Order Completed", "Cart Viewed"
  };

  /** London, New York and Havana, Lord Howe: forward and back; and the end of a February. */
  private static final String[] TURNS = {
    "2024-03-31T01:00:00Z",
    "2024-10-27T01:00:00Z",
    "2024-03-10T07:00:00Z",
    "2024-03-10T05:00:00Z",
    "2024-11-03T06:00:00Z",
    "2024-11-03T05:00:00Z",
    "2024-10-05T15:30:00Z",
    "2024-04-06T15:00:00Z",
    "2024-02-29T23:00:00Z"
  };

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private RandomEvents() {}

  static List<Event> of(Choices start, List<Choices> draws) {
    long now =
        Instant.parse(start.of(TURNS)).toEpochMilli()
            - start.of(0L, HOUR, 3 * HOUR, 12 * HOUR, 36 * HOUR, 6 * 24 * HOUR);
    List<Event> events = new ArrayList<>();
    for (Choices draw : draws) {
      now +=
          draw.of(
              0L,
              10 * MINUTE,
              0L,
              30 * MINUTE,
              MINUTE,
              HOUR,
              HOUR,
              1L,
              2 * HOUR,
              12 * HOUR,
              25 * HOUR);
      boolean again = draw.oneIn(12) && !events.isEmpty();
      // Where an id comes again, it is after or at the time of the first.
      String id =
          again
              ? events.get(draw.below(events.size())).messageId()
              : String.format(Locale.ROOT, "%d-%03d", draw.below(3), events.size());
      events.add(event(id, now, draw));
    }
    events.sort(Event.ORDER);
    return events;
  }

  private static Event event(String id, long time, Choices draw) {
    if (draw.oneIn(3)) {
      return new Event(id, EventType.IDENTIFY, "", "u", null, time, traits(draw));
    }
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    if (!draw.oneIn(8)) {
      properties.put("product_id", draw.<Object>of("1", 1L, "2", 2.0, "", "1"));
    }
    properties.put("category", draw.orNull("shoes", "hats", "coats"));
    properties.put("price", draw.<Object>of(20L, 20.0, 19.99, 35L, true));
    if (draw.oneIn(2)) {
      List<Object> products = new ArrayList<>();
      int size = draw.below(4);
      for (int i = 0; i < size; i++) {
        products.add(Map.of("product_id", draw.<Object>of("1", 2L, "3")));
      }
      properties.put("products", products);
    }
    return new Event(id, EventType.TRACK, draw.of(NAMES), "u", null, time, properties);
  }

  private static Map<String, @Nullable Object> traits(Choices draw) {
    Map<String, @Nullable Object> traits = new LinkedHashMap<>();
    if (!draw.oneIn(3)) {
      Map<String, @Nullable Object> consent = new LinkedHashMap<>();
      for (String channel : draw.some(2, "sms", "email", "push", "ads")) {
        consent.put(channel, draw.<Object>orNull(true, true, false, true, "yes"));
      }
      traits.put("consent", draw.oneIn(10) ? null : consent);
    }
    if (draw.oneIn(2)) {
      traits.put("email", draw.orNull("a@shop.example", "b@shop.example", ""));
    }
    if (draw.oneIn(2)) {
      traits.put("phone", draw.<Object>orNull("+441", 442L, List.of("+443")));
    }
    if (draw.oneIn(4)) {
      traits.put(
          "timezone",
          draw.oneIn(4)
              ? draw.<Object>orNull("Mars/Olympus", 3L, "")
              : draw.of(RandomPolicy.ZONES));
    }
    if (draw.oneIn(4)) {
      traits.put("vip", draw.orNull(true, false));
      traits.put("limit", draw.<Object>of(20L, 35.0, "much"));
      traits.put("first_name", draw.orNull("Ada"));
      traits.put("locale", draw.orNull("en-GB"));
    }
    return traits;
  }
}
