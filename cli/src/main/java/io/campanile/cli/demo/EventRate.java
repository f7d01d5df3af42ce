package io.campanile.cli.demo;

import java.util.ArrayDeque;

/** How many events came in the last seconds, a second. */
final class EventRate {

  private static final long WINDOW_NANOS = 3_000_000_000L;

  private final ArrayDeque<Reading> readings = new ArrayDeque<>();

  private record Reading(long count, long nanos) {}

  /** Takes a reading, and gives the rate since the oldest reading of the last seconds. */
  double perSecond(long count, long nanos) {
    readings.add(new Reading(count, nanos));
    while (readings.size() > 2 && nanos - readings.element().nanos() > WINDOW_NANOS) {
      readings.remove();
    }
    Reading oldest = readings.element();
    long elapsed = nanos - oldest.nanos();
    return elapsed <= 0 ? 0 : (count - oldest.count()) * 1e9 / elapsed;
  }
}
