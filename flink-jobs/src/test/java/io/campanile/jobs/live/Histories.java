package io.campanile.jobs.live;

import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.model.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Made-up histories: the same seed gives the same. */
final class Histories {

  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private Histories() {}

  /** Three days of some customers who look, add, and sometimes buy; in order of time. */
  static List<TimedLine> threeDays(long seed, int customers) {
    Random random = new Random(seed);
    List<TimedLine> lines = new ArrayList<>();
    for (int customer = 0; customer < customers; customer++) {
      String id = "c-" + customer;
      lines.add(identify(id, START.toEpochMilli() - 1, random));
      int events = 5 + random.nextInt(20);
      for (int i = 0; i < events; i++) {
        long time = START.toEpochMilli() + random.nextLong(Duration.ofDays(3).toSeconds()) * 1000;
        lines.add(track(id, "m-" + customer + "-" + i, time, random));
      }
    }
    lines.sort(Comparator.comparingLong(TimedLine::timeMillis));
    return lines;
  }

  /** The same, but of devices that their customers log in to now and then. */
  static List<TimedLine> onDevices(List<TimedLine> lines, long seed) {
    Random random = new Random(seed);
    List<TimedLine> onDevices = new ArrayList<>();
    for (TimedLine line : lines) {
      String user = "\"userId\":\"" + line.key() + "\"";
      String device = "\"anonymousId\":\"" + line.key().replace("c-", "d-") + "\"";
      String ids =
          switch (random.nextInt(6)) {
            case 0 -> user;
            case 1 -> user + "," + device;
            default -> device;
          };
      onDevices.add(new TimedLine(line.key(), line.timeMillis(), line.json().replace(user, ids)));
    }
    return onDevices;
  }

  /** An event so late in time that every wait has run to its end. */
  static TimedLine end(List<TimedLine> lines) {
    long last = lines.stream().mapToLong(TimedLine::timeMillis).max().orElseThrow();
    long time = last + Duration.ofDays(400).toMillis();
    return new TimedLine(
        "the-end", time, line("the-end", "the-end", "identify", time, "\"traits\":{}"));
  }

  /** The same lines, each up to half the lateness away from its place. */
  static List<TimedLine> shuffled(List<TimedLine> lines, long seed, Duration lateness) {
    Random random = new Random(seed);
    record Placed(TimedLine line, long place) {}
    return lines.stream()
        .map(line -> new Placed(line, line.timeMillis() + random.nextLong(lateness.toMillis())))
        .sorted(Comparator.comparingLong(Placed::place))
        .map(Placed::line)
        .toList();
  }

  private static TimedLine identify(String id, long time, Random random) {
    String traits =
        String.format(
            Locale.ROOT,
            "\"traits\":{\"email\":\"%s@shop.example\",\"phone\":\"+447700900%03d\",\"first_name\":\"N\","
                + "\"consent\":{\"email\":%b,\"sms\":%b,\"push\":true,\"ads\":true},\"push_token\":\"t\"}",
            id,
            random.nextInt(1000),
            random.nextInt(4) > 0,
            random.nextInt(3) > 0);
    return new TimedLine(id, time, line("i-" + id, id, "identify", time, traits));
  }

  private static TimedLine track(String id, String messageId, long time, Random random) {
    String[] names = {
      "Product Viewed",
      "Product Viewed",
      "Product Viewed",
      "Product Added",
      "Order Completed",
      "Checkout Started"
    };
    String name = names[random.nextInt(names.length)];
    String product = "p-" + random.nextInt(3);
    String body =
        String.format(
            Locale.ROOT,
            "\"event\":\"%s\",\"properties\":{\"product_id\":\"%s\",\"price\":%d,\"order_id\":\"o-%s\","
                + "\"products\":[{\"product_id\":\"%s\"}]}",
            name,
            product,
            10 + random.nextInt(90),
            messageId,
            product);
    return new TimedLine(id, time, line(messageId, id, "track", time, body));
  }

  private static String line(String messageId, String userId, String type, long time, String rest) {
    return String.format(
        Locale.ROOT,
        "{\"messageId\":\"%s\",\"userId\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",%s}",
        messageId,
        userId,
        type,
        WireTime.format(time),
        rest);
  }
}
