package io.campanile.bench.load;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An endless stream of events, the same for the same shape. Times are unique, and events arrive a
 * little out of order; none is late.
 */
public final class EventLoad {

  /** Events between two watermarks. */
  public static final int BATCH = 1024;

  /** Event time from one event to the next, milliseconds: 100 events a second. */
  public static final long STEP_MILLIS = 10;

  /** When the load begins, epoch milliseconds. */
  public static final long START_MILLIS = 1_700_000_000_000L;

  /** Categories in {@code event.category}, each as frequent as the others. */
  public static final int CATEGORIES = 24;

  /** {@code event.price} is below it, each price as frequent as the others. */
  public static final int MAX_PRICE = 500;

  private static final int SHUFFLED = 64;
  private static final int CONTENTS = 8192;
  private static final int PRODUCTS = 10_000;
  private static final long SEED = 17;

  /**
   * A rank grows with this power of a uniform number: Zipf's law with the exponent 0.6. Of a
   * million customers, the first causes 0.4 % of the events.
   */
  private static final double SKEW = 2.5;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final String[] customers;
  private final String[] names;
  private final double[] upTo;
  private final List<Map<String, @Nullable Object>> contents;
  private final IntSupplier causes;
  private long emitted;

  /** A load of this shape, at its beginning. */
  public EventLoad(EventShape shape) {
    customers = new String[shape.customers()];
    for (int i = 0; i < customers.length; i++) {
      customers[i] = customer(i);
    }
    names = shape.names().toArray(new String[0]);
    upTo = new double[names.length];
    double sum = 0;
    for (int i = 0; i < names.length; i++) {
      sum += shape.share(names[i]);
      upTo[i] = sum;
    }
    contents = java.util.stream.IntStream.range(0, CONTENTS).mapToObj(this::content).toList();
    causes =
        switch (shape.traffic()) {
          case VISITS -> new Visits(random, this::anybody);
          case SCATTERED -> this::anybody;
        };
  }

  /** The id of a customer, counted from 0. */
  public static String customer(int number) {
    return "customer-" + number;
  }

  /** The next {@link #BATCH} events, after which {@link #watermarkMillis} may be announced. */
  public Event[] batch() {
    Event[] batch = new Event[BATCH];
    for (int i = 0; i < BATCH; i++) {
      // 37 and 64 have no common factor: each block comes whole, in another order.
      long block = emitted - emitted % SHUFFLED;
      batch[i] = event(block + (emitted - block) * 37 % SHUFFLED);
      emitted++;
    }
    return batch;
  }

  /** No event at or before this time is still to come, epoch milliseconds. */
  public long watermarkMillis() {
    return START_MILLIS + emitted * STEP_MILLIS - 1;
  }

  private Event event(long number) {
    return new Event(
        "m-" + number,
        EventType.TRACK,
        name(random.nextDouble()),
        customers[causes.getAsInt()],
        null,
        START_MILLIS + number * STEP_MILLIS,
        contents.get(random.nextInt(CONTENTS)));
  }

  private int anybody() {
    return (int) (Math.pow(random.nextDouble(), SKEW) * customers.length);
  }

  private String name(double u) {
    for (int i = 0; i < upTo.length - 1; i++) {
      if (u < upTo[i]) {
        return names[i];
      }
    }
    return names[names.length - 1];
  }

  /** About 400 bytes of JSON together with the envelope. */
  private Map<String, @Nullable Object> content(int number) {
    int product = random.nextInt(PRODUCTS);
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("product_id", "p-" + product);
    content.put("sku", "SKU-" + product * 7L);
    content.put("category", category(random.nextInt(CATEGORIES)));
    content.put("name", "A product of the number " + product);
    content.put("brand", "brand-" + random.nextInt(100));
    content.put("price", random.nextInt(MAX_PRICE * 100) / 100.0);
    content.put("quantity", 1L + random.nextInt(3));
    content.put("currency", "GBP");
    content.put("url", "https://shop.example/products/" + product + "?from=list-" + number % 50);
    content.put("position", (long) (number % 40));
    content.put("in_stock", number % 10 != 0);
    return content;
  }

  /** A value of {@code event.category}. */
  public static String category(int number) {
    return "category-" + number;
  }
}
