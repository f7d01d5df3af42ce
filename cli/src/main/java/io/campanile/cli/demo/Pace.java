package io.campanile.cli.demo;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The shop's clock: begins at {@code start} and runs {@code speed} times as fast as ours.
 *
 * @param start simulated time at which it begins
 * @param speed simulated seconds a second
 * @param nanoTime our clock, as {@link System#nanoTime}
 * @param startNanos what our clock said at the start
 */
record Pace(Instant start, double speed, LongSupplier nanoTime, long startNanos) {

  /** Begins now. */
  static Pace begin(Instant start, double speed, LongSupplier nanoTime) {
    return new Pace(start, speed, nanoTime, nanoTime.getAsLong());
  }

  /** Simulated time, epoch milliseconds. */
  long nowMillis() {
    double elapsedMillis = (nanoTime.getAsLong() - startNanos) / 1e6;
    return start.toEpochMilli() + (long) (elapsedMillis * speed);
  }
}
