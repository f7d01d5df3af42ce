package io.campanile.bench.load;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * Who causes the next event where customers come for visits, as they do to a real shop: of six
 * events, one begins a visit and five go on with one.
 *
 * <p>The number of events in a visit and the time between two of them are log-normal, with what was
 * found in nine days of a marketplace (7,070 visits, a pause of half an hour ending one): 6.0
 * events on average and 3 in the middle, 137 s between two on average and 53 s in the middle.
 */
final class Visits implements IntSupplier {

  private static final double MEDIAN_EVENTS = 3;
  private static final double SIGMA_EVENTS = 1.18;
  private static final double MEDIAN_PAUSE_MILLIS = 53_000;
  private static final double SIGMA_PAUSE = 1.38;

  /** After a longer one it is another visit. */
  private static final double MAX_PAUSE_MILLIS = 1_800_000;

  /** Events until as many visits are under way as ever: a few times the average visit. */
  private static final int WARM_UP = 300_000;

  private final SplittableRandom random;
  private final IntSupplier newcomers;
  private final PriorityQueue<Visit> underWay = new PriorityQueue<>();
  private long nowMillis;

  /**
   * A visit that goes on.
   *
   * @param nextMillis when its next event comes
   * @param left how many events are still to come, at least one
   */
  private record Visit(long nextMillis, int customer, int left) implements Comparable<Visit> {

    @Override
    public int compareTo(Visit other) {
      return Long.compare(nextMillis, other.nextMillis);
    }
  }

  /**
   * Visits that are under way already.
   *
   * @param newcomers who begins the next visit
   */
  Visits(SplittableRandom random, IntSupplier newcomers) {
    this.random = random;
    this.newcomers = newcomers;
    for (int i = 0; i < WARM_UP; i++) {
      int unused = getAsInt();
    }
  }

  /** The customer of the next event, {@link EventLoad#STEP_MILLIS} after the one before. */
  @Override
  public int getAsInt() {
    nowMillis += EventLoad.STEP_MILLIS;
    Visit due = underWay.peek();
    if (due == null || due.nextMillis > nowMillis) {
      int customer = newcomers.getAsInt();
      goOn(customer, (int) Math.round(logNormal(MEDIAN_EVENTS, SIGMA_EVENTS)) - 1);
      return customer;
    }
    underWay.remove();
    goOn(due.customer, due.left - 1);
    return due.customer;
  }

  private void goOn(int customer, int left) {
    if (left > 0) {
      double pause = Math.min(logNormal(MEDIAN_PAUSE_MILLIS, SIGMA_PAUSE), MAX_PAUSE_MILLIS);
      underWay.add(new Visit(nowMillis + (long) pause, customer, left));
    }
  }

  private double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }
}
