package io.campanile.e2e.fault;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/**
 * What customers do: they look, add, check out and buy, mostly on a device that is known to be
 * theirs, now and then as somebody unknown, and sometimes at a till. The same seed gives the same.
 */
final class ShopEvents {

  private static final int CUSTOMERS = 3000;
  private static final String[] NAMES = {
    "Product Viewed",
    "Product Viewed",
    "Product Viewed",
    "Product Added",
    "Checkout Started",
    "Order Completed"
  };

  private final Random random;
  private long made;

  ShopEvents(long seed) {
    random = new Random(seed);
  }

  /**
   * An event.
   *
   * @param customer whose, as a number
   * @param till whether it happened at a till
   */
  record Line(int customer, boolean till, String json) {}

  /** The next event, at this time. */
  Line next(long timeMillis) {
    int customer = random.nextInt(CUSTOMERS);
    boolean till = random.nextInt(20) == 0;
    String name = till ? "Order Completed" : NAMES[random.nextInt(NAMES.length)];
    String user = "\"userId\":\"c-" + customer + "\"";
    String device = "\"anonymousId\":\"d-" + customer + "\"";
    boolean unknown = !till && name.startsWith("Product") && random.nextInt(4) == 0;
    String who = till ? user : unknown ? device : user + "," + device;
    String json =
        String.format(
            Locale.ROOT,
            "{\"messageId\":\"m-%07d\",\"type\":\"track\",\"event\":\"%s\",%s,\"timestamp\":\"%s\","
                + "\"properties\":{\"product_id\":\"p-%d\",\"price\":%d.5,\"order_id\":\"o-%d\","
                + "\"total\":%d,\"category\":\"shoes\",\"currency\":\"EUR\"}}",
            made,
            name,
            who,
            Instant.ofEpochMilli(timeMillis),
            random.nextInt(4),
            random.nextInt(100),
            made,
            random.nextInt(300));
    made++;
    return new Line(customer, till, json);
  }

  /** An event of nobody, which only moves time. */
  String end(long timeMillis) {
    return String.format(
        Locale.ROOT,
        "{\"messageId\":\"end\",\"type\":\"track\",\"event\":\"Tick\",\"userId\":\"%s\",\"timestamp\":\"%s\"}",
        Traffic.NOBODY,
        Instant.ofEpochMilli(timeMillis));
  }
}
