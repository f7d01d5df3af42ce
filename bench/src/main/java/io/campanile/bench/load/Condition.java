package io.campanile.bench.load;

import io.campanile.model.Event;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A condition on an event.
 *
 * @param category value of {@code category}, or empty for any
 * @param minPrice least value of {@code price}
 */
public record Condition(String category, double minPrice) implements Serializable {

  /** A condition that about this share of the events of a name satisfies, from 0 to 1. */
  static Condition holdingFor(double share, int number) {
    double perCategory = share * EventLoad.CATEGORIES;
    return perCategory >= 1
        ? new Condition("", minPrice(share))
        : new Condition(EventLoad.category(number % EventLoad.CATEGORIES), minPrice(perCategory));
  }

  private static double minPrice(double share) {
    return Math.rint((1 - Math.min(1, share)) * EventLoad.MAX_PRICE * 100) / 100;
  }

  /** As the pattern language has it. */
  String cel() {
    String price = "event.price >= " + minPrice;
    return category.isEmpty() ? price : "event.category == \"" + category + "\" && " + price;
  }

  /** Whether an event satisfies it. */
  public boolean test(Event event) {
    @Nullable Object price = event.properties().get("price");
    return (category.isEmpty() || category.equals(event.properties().get("category")))
        && price instanceof Double number
        && number >= minPrice;
  }
}
