package io.campanile.cli.demo.shop;

import io.campanile.model.WireTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Puts what a shopper did into calls of the Segment specification. */
final class Calls {

  private final RandomGenerator random;

  Calls(RandomGenerator random) {
    this.random = random;
  }

  /**
   * What the call needs to know of the moment: who, when, where, and whether they are logged in.
   */
  record Moment(Shopper shopper, long timeMillis, Feed feed, boolean loggedIn) {}

  Call track(Moment moment, String name, Map<String, Object> properties) {
    Map<String, Object> fields = envelope(moment, "track");
    fields.put("event", name);
    fields.put("properties", properties);
    return call(moment, fields);
  }

  /** A page of the web shop, or the same as a screen of the app. */
  Call page(Moment moment, String title, String path) {
    boolean app = moment.feed() == Feed.APP;
    Map<String, Object> fields = envelope(moment, app ? "screen" : "page");
    fields.put("name", title);
    fields.put("properties", app ? Map.of("screen", title) : Map.of("path", path));
    return call(moment, fields);
  }

  Call identify(Moment moment, Map<String, Object> traits) {
    Map<String, Object> fields = envelope(moment, "identify");
    fields.put("traits", traits);
    return call(moment, fields);
  }

  static Map<String, Object> properties(Product product) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("product_id", product.id());
    properties.put("name", product.name());
    properties.put("category", product.category());
    properties.put("price", product.price());
    properties.put("currency", "GBP");
    return properties;
  }

  /** A whole cart, as an order or a checkout carries it. */
  static Map<String, Object> properties(String idName, String id, List<Product> products) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(idName, id);
    properties.put("total", products.stream().mapToLong(Product::priceCents).sum() / 100.0);
    properties.put("currency", "GBP");
    properties.put("products", products.stream().map(Calls::properties).toList());
    return properties;
  }

  private Map<String, Object> envelope(Moment moment, String type) {
    Shopper shopper = moment.shopper();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messageId", Long.toHexString(random.nextLong() | Long.MIN_VALUE));
    fields.put("type", type);
    if (moment.loggedIn()) {
      shopper.userId().ifPresent(id -> fields.put("userId", id));
    }
    if (moment.feed() != Feed.OFFLINE) {
      fields.put("anonymousId", shopper.anonymousId());
    }
    fields.put("timestamp", WireTime.format(moment.timeMillis()));
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("channel", channel(moment.feed()));
    if (shopper.traits().get("locale") instanceof String locale) {
      context.put("locale", locale);
    }
    fields.put("context", context);
    return fields;
  }

  private static Call call(Moment moment, Map<String, Object> fields) {
    return new Call(moment.timeMillis(), moment.shopper(), moment.feed(), fields);
  }

  private static String channel(Feed feed) {
    return switch (feed) {
      case WEB -> "browser";
      case APP -> "mobile";
      case OFFLINE -> "offline";
    };
  }
}
