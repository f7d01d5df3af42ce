package io.campanile.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What generated events look like.
 *
 * @param customers how many customers there are; a few of them cause much of the traffic
 * @param shares share of each event name, together 1
 * @param traffic when customers come by
 */
public record EventShape(int customers, Map<String, Double> shares, Traffic traffic) {

  /** When customers come by. */
  public enum Traffic {
    /** They come, stay for a few events, and go, as they do to a real shop. */
    VISITS(""),
    /** Each event is of anybody: nearly each is somebody's first for hours. The worst case. */
    SCATTERED("scattered-");

    private final String prefix;

    Traffic(String prefix) {
      this.prefix = prefix;
    }

    /** The id of a scenario with this traffic. */
    public String idOf(String scenario) {
      return prefix + scenario;
    }
  }

  /** A shop's twelve events, as they are spread in clickstreams. */
  public static EventShape shop(int customers, Traffic traffic) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("Page Viewed", 0.400);
    shares.put("Product Viewed", 0.250);
    shares.put("Product List Viewed", 0.080);
    shares.put("Products Searched", 0.070);
    shares.put("Product Clicked", 0.060);
    shares.put("Product Added", 0.050);
    shares.put("Cart Viewed", 0.030);
    shares.put("Checkout Started", 0.020);
    shares.put("Order Completed", 0.012);
    shares.put("Product Added to Wishlist", 0.010);
    shares.put("Email Opened", 0.010);
    shares.put("Email Link Clicked", 0.008);
    return new EventShape(customers, shares, traffic);
  }

  /** So many names, each as frequent as the others. */
  public static EventShape uniform(int customers, int names) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < names; i++) {
      shares.put("Event " + i, 1.0 / names);
    }
    return new EventShape(customers, shares, Traffic.VISITS);
  }

  /** The names, in the order of {@link #shares}. */
  public List<String> names() {
    return new ArrayList<>(shares.keySet());
  }

  /** The share of one name. */
  public double share(String name) {
    return shares.getOrDefault(name, 0.0);
  }
}
