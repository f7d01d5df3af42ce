package io.campanile.cli.demo.shop;

import java.time.Instant;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** When people shop: seldom at night, at lunch, and most in the evening of their own day. */
final class Rhythm {

  /** Of a hundred candidates at each local hour, how many come. */
  private static final int[] PERCENT_BY_HOUR = {
    8, 4, 2, 2, 2, 6, 20, 42, 50, 46, 48, 55, 70, 64, 52, 50, 55, 64, 76, 92, 100, 90, 58, 24
  };

  private static final long MEAN_RETRY_MILLIS = 14_400_000;

  private Rhythm() {}

  /** The next visit after {@code nowMillis}. */
  static long nextVisit(long nowMillis, long meanGapMillis, ZoneId zone, RandomGenerator random) {
    // Thinned: come twice as often as wanted, since about half of the candidates stay away.
    long candidate = nowMillis;
    do {
      candidate += exponential(meanGapMillis / 2, random);
    } while (random.nextInt(100) >= PERCENT_BY_HOUR[hour(candidate, zone)]);
    return candidate;
  }

  /** The next moment after {@code nowMillis} at which a store of that zone is open, 9 to 19. */
  static long nextStoreVisit(
      long nowMillis, long meanGapMillis, ZoneId zone, RandomGenerator random) {
    long candidate = nowMillis + exponential(meanGapMillis, random);
    while (hour(candidate, zone) < 9 || hour(candidate, zone) >= 19) {
      candidate += exponential(MEAN_RETRY_MILLIS, random);
    }
    return candidate;
  }

  private static int hour(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone).getHour();
  }

  private static long exponential(long meanMillis, RandomGenerator random) {
    // StrictMath: the same digits on every machine.
    return (long) (-StrictMath.log(1 - random.nextDouble()) * meanMillis) + 1;
  }
}
