package io.campanile.cli.demo.shop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A shop's visitors, for ever: the records that their visits become, in the order of their arrival.
 *
 * <p>The same seed, number of customers and start give the same bytes. Events come out of order by
 * seconds, a few by up to an hour; one in two hundred comes twice and one in five hundred cannot be
 * used; orders from the stores come hours late. Not safe for use by several threads.
 */
public final class ShopSimulator implements Iterator<SimulatedRecord> {

  private static final long HOUR = 3_600_000;
  private static final double SHOPS_IN_STORES = 0.25;
  private static final long MEAN_STORE_GAP = 96 * HOUR;
  private static final double WITHDRAWS_CONSENT = 0.08;

  private final Catalogue catalogue = Catalogue.standard();
  private final RandomGenerator random;
  private final Mishaps mishaps;
  private final Map<String, String> firstNames = new LinkedHashMap<>();
  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>(Comparator.comparingLong(Wake::timeMillis).thenComparingLong(Wake::tie));
  private final PriorityQueue<Arrival> arrivals =
      new PriorityQueue<>(
          Comparator.comparingLong((Arrival arrival) -> arrival.record().sendAtMillis())
              .thenComparingLong(Arrival::tie));
  private long ties;

  private enum Plan {
    VISIT,
    RETURN_TO_CART,
    BUY_IN_STORE,
    WITHDRAW_CONSENT
  }

  private record Wake(long timeMillis, long tie, Shopper shopper, Plan plan) {}

  private record Arrival(SimulatedRecord record, long tie) {}

  /**
   * A shop.
   *
   * @param seed what decides everything that is left to chance
   * @param customers how many people come, at least 1
   * @param start simulated time before which nothing happens
   */
  public ShopSimulator(long seed, int customers, Instant start) {
    this(seed, 0, customers, start);
  }

  /**
   * A shop whose customers have ids of their own.
   *
   * @param first number of the first customer: shops whose numbers do not overlap share nobody
   */
  public ShopSimulator(long seed, int first, int customers, Instant start) {
    if (customers < 1) {
      throw new IllegalArgumentException("A shop needs a customer: " + customers);
    }
    random = new SplittableRandom(seed);
    mishaps = new Mishaps(random);
    long startMillis = start.toEpochMilli();
    for (int i = 0; i < customers; i++) {
      Shopper shopper = new Shopper(first + i, catalogue, random);
      shopper.userId().ifPresent(id -> firstNames.put(id, shopper.firstName()));
      planFirst(shopper, startMillis);
    }
  }

  /** There is always someone who will come. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public SimulatedRecord next() {
    // Every visit plans the next one, so that somebody is always to come; and nothing arrives
    // before
    // it happens: what arrives until the next wake is complete.
    while (arrivals.isEmpty()
        || wakes.element().timeMillis() <= arrivals.element().record().sendAtMillis()) {
      wake(wakes.remove());
    }
    return arrivals.remove().record();
  }

  /** The first name of a known customer, for those who watch. */
  public Optional<String> firstName(String customerId) {
    return Optional.ofNullable(firstNames.get(customerId));
  }

  private void planFirst(Shopper shopper, long startMillis) {
    plan(nextVisit(shopper, startMillis), shopper, Plan.VISIT);
    if (shopper.userId().isEmpty()) {
      return;
    }
    if (random.nextDouble() < SHOPS_IN_STORES) {
      plan(nextStoreVisit(shopper, startMillis), shopper, Plan.BUY_IN_STORE);
    }
    if (random.nextDouble() < WITHDRAWS_CONSENT) {
      long later = startMillis + 24 * HOUR + random.nextLong(240 * HOUR);
      plan(later, shopper, Plan.WITHDRAW_CONSENT);
    }
  }

  private void plan(long timeMillis, Shopper shopper, Plan plan) {
    wakes.add(new Wake(timeMillis, ties++, shopper, plan));
  }

  private void wake(Wake wake) {
    Shopper shopper = wake.shopper();
    long now = wake.timeMillis();
    switch (wake.plan()) {
      case VISIT -> {
        Visit.Outcome visit = Visit.browse(shopper, catalogue, random, now);
        send(visit.calls());
        planAfter(visit, shopper);
        plan(nextVisit(shopper, visit.endMillis()), shopper, Plan.VISIT);
      }
      case RETURN_TO_CART -> send(Visit.returnToCart(shopper, catalogue, random, now).calls());
      case BUY_IN_STORE -> {
        send(List.of(storeOrder(shopper, now)));
        plan(nextStoreVisit(shopper, now), shopper, Plan.BUY_IN_STORE);
      }
      case WITHDRAW_CONSENT -> send(List.of(withdrawal(shopper, now)));
    }
  }

  /** Of those who leave something in the cart, some come back within hours, some the next day. */
  private void planAfter(Visit.Outcome visit, Shopper shopper) {
    if (!visit.leftCart()) {
      return;
    }
    double draw = random.nextDouble();
    if (draw < 0.3) {
      long back = visit.endMillis() + HOUR / 2 + random.nextLong(2 * HOUR);
      plan(back, shopper, Plan.RETURN_TO_CART);
    } else if (draw < 0.55) {
      long back = visit.endMillis() + 22 * HOUR + random.nextLong(4 * HOUR);
      plan(back, shopper, Plan.RETURN_TO_CART);
    }
  }

  private Call storeOrder(Shopper shopper, long now) {
    List<Product> bought = new ArrayList<>();
    int products = 1 + random.nextInt(3);
    for (int i = 0; i < products; i++) {
      bought.add(catalogue.anyOf(catalogue.anyCategory(random), random));
    }
    String orderId = "pos-" + Long.toHexString(random.nextLong() >>> 32);
    return new Calls(random)
        .track(
            new Calls.Moment(shopper, now, Feed.OFFLINE, true),
            "Order Completed",
            Calls.properties("order_id", orderId, bought));
  }

  private Call withdrawal(Shopper shopper, long now) {
    String channel = List.of("email", "sms", "push", "ads").get(random.nextInt(4));
    return new Calls(random)
        .identify(
            new Calls.Moment(shopper, now, Feed.WEB, true),
            Map.of("consent", Map.of(channel, false)));
  }

  private void send(List<Call> calls) {
    for (Call call : calls) {
      for (SimulatedRecord record : mishaps.send(call)) {
        arrivals.add(new Arrival(record, ties++));
      }
    }
  }

  private long nextVisit(Shopper shopper, long nowMillis) {
    return Rhythm.nextVisit(nowMillis, shopper.meanGapMillis(), shopper.zone(), random);
  }

  private long nextStoreVisit(Shopper shopper, long nowMillis) {
    return Rhythm.nextStoreVisit(nowMillis, MEAN_STORE_GAP, shopper.zone(), random);
  }
}
