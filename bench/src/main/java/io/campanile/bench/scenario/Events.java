package io.campanile.bench.scenario;

import io.campanile.bench.load.EventLoad;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.util.Map;

/** Single events for scenarios that write their own story. */
final class Events {

  private long count;

  /** The next event of a customer. */
  Event of(String name, String customer, long timeMillis, String product) {
    return of(name, customer, timeMillis, product, EventLoad.category(1));
  }

  /** The next event of a customer. */
  Event of(String name, String customer, long timeMillis, String product, String category) {
    return new Event(
        "e-" + count++,
        EventType.TRACK,
        name,
        customer,
        null,
        timeMillis,
        Map.of("product_id", product, "category", category, "price", 30.0));
  }
}
