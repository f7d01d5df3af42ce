package io.campanile.cli.demo.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** One visit: what someone looks at, puts into the cart, buys or leaves. */
final class Visit {

  private static final double LOOKS_AGAIN = 0.3;
  private static final double TAKES_OUT_AGAIN = 0.12;
  private static final double LEAVES_AT_CHECKOUT = 0.45;

  private final Shopper shopper;
  private final Catalogue catalogue;
  private final Calls calls;
  private final RandomGenerator random;
  private final Feed feed;
  private final List<Call> done = new ArrayList<>();
  private long now;
  private boolean loggedIn;

  /** What a visit left behind. */
  record Outcome(List<Call> calls, long endMillis, boolean leftCart) {}

  private Visit(Shopper shopper, Catalogue catalogue, RandomGenerator random, long startMillis) {
    this.shopper = shopper;
    this.catalogue = catalogue;
    this.calls = new Calls(random);
    this.random = random;
    this.now = startMillis;
    this.feed = random.nextDouble() < (shopper.prefersApp() ? 0.8 : 0.05) ? Feed.APP : Feed.WEB;
  }

  /** Comes to look around. */
  static Outcome browse(
      Shopper shopper, Catalogue catalogue, RandomGenerator random, long startMillis) {
    Visit visit = new Visit(shopper, catalogue, random, startMillis);
    visit.arrive();
    visit.lookAround();
    return visit.decide(0.35);
  }

  /** Comes back for the cart that was left. */
  static Outcome returnToCart(
      Shopper shopper, Catalogue catalogue, RandomGenerator random, long startMillis) {
    Visit visit = new Visit(shopper, catalogue, random, startMillis);
    visit.arrive();
    if (!shopper.cart().isEmpty()) {
      visit.view(shopper.cart().get(0));
    }
    return visit.decide(0.6);
  }

  private void arrive() {
    boolean first = shopper.introduce();
    boolean startsLoggedOut = random.nextDouble() < 0.1;
    loggedIn = !startsLoggedOut;
    add(calls.page(moment(), "Home", "/"));
    if (startsLoggedOut) {
      pause(40);
      view(catalogue.anyOf(shopper.favouriteCategory(), random));
      loggedIn = true;
    }
    if (shopper.userId().isPresent() && (first || startsLoggedOut || random.nextDouble() < 0.08)) {
      pause(4);
      add(calls.identify(moment(), shopper.traits()));
    }
  }

  private void lookAround() {
    String category =
        random.nextDouble() < 0.6 ? shopper.favouriteCategory() : catalogue.anyCategory(random);
    pause(15);
    add(calls.track(moment(), "Product List Viewed", Map.of("category", category)));
    int looks = 1 + (int) (6 * random.nextDouble() * random.nextDouble());
    double takes = random.nextDouble() < 0.42 ? 0.45 : 0;
    Product last = catalogue.anyOf(category, random);
    for (int i = 0; i < looks; i++) {
      boolean again = i > 0 && random.nextDouble() < LOOKS_AGAIN;
      Product product = again ? last : catalogue.anyOf(category, random);
      view(product);
      last = product;
      if (random.nextDouble() < takes) {
        putIntoCart(product);
      }
    }
  }

  private void view(Product product) {
    pause(45);
    if (random.nextDouble() < 0.3) {
      add(calls.page(moment(), product.name(), Catalogue.path(product)));
    }
    add(calls.track(moment(), "Product Viewed", Calls.properties(product)));
  }

  private void putIntoCart(Product product) {
    pause(30);
    Map<String, Object> properties = Calls.properties(product);
    properties.put("quantity", 1);
    add(calls.track(moment(), "Product Added", properties));
    shopper.cart().add(product);
    if (random.nextDouble() < TAKES_OUT_AGAIN) {
      pause(60);
      add(calls.track(moment(), "Product Removed", Calls.properties(product)));
      shopper.cart().remove(product);
    }
  }

  private Outcome decide(double buys) {
    if (!shopper.cart().isEmpty()) {
      if (random.nextDouble() < buys) {
        checkOut();
        buy();
      } else if (random.nextDouble() < LEAVES_AT_CHECKOUT) {
        checkOut();
      }
    }
    return new Outcome(done, now, !shopper.cart().isEmpty());
  }

  private void checkOut() {
    pause(40);
    add(
        calls.track(
            moment(), "Cart Viewed", Calls.properties("cart_id", cartId(), shopper.cart())));
    pause(30);
    add(
        calls.track(
            moment(), "Checkout Started", Calls.properties("order_id", orderId(), shopper.cart())));
  }

  private void buy() {
    pause(120);
    add(
        calls.track(
            moment(), "Order Completed", Calls.properties("order_id", orderId(), shopper.cart())));
    shopper.emptyCart();
    pause(3);
    add(calls.page(moment(), "Thank you", "/thank-you"));
  }

  private String cartId() {
    return "cart-" + shopper.key();
  }

  /** The same at checkout and order, as long as the cart is the same. */
  private String orderId() {
    return "o-" + Integer.toHexString(shopper.key().hashCode()) + "-" + shopper.orderNumber();
  }

  private Calls.Moment moment() {
    return new Calls.Moment(shopper, now, feed, loggedIn);
  }

  private void add(Call call) {
    done.add(call);
    now += 1 + random.nextInt(400);
  }

  /** Up to twice {@code meanSeconds}. */
  private void pause(int meanSeconds) {
    now += 1 + random.nextLong(meanSeconds * 2_000L);
  }
}
