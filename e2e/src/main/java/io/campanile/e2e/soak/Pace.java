package io.campanile.e2e.soak;

import java.time.Duration;
import java.time.Instant;

/**
 * Time in the shop: runs faster than ours, from the past, and meets ours at the end of the run. It
 * is never ahead of ours, since the job takes no event of the future.
 *
 * @param end of the run, by our clock
 * @param times how much faster, at least 1
 */
record Pace(Instant end, int times) {

  Pace {
    if (times < 1) {
      throw new IllegalArgumentException("A pace of at least 1 is expected: " + times);
    }
  }

  /** Time in the shop when our clock says {@code now}. */
  Instant at(Instant now) {
    return end.minus(Duration.between(now, end).multipliedBy(times));
  }
}
