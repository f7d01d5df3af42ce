package io.campanile.jobs.tally;

import java.time.Duration;
import java.util.List;

/** How long after the behaviour a message came, in steps that people think in. */
public final class Delays {

  /** Up to and with which each bucket goes; what took longer is in one more. */
  public static final List<Duration> UP_TO =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(3),
          Duration.ofDays(7));

  /** How many buckets there are. */
  static final int BUCKETS = UP_TO.size() + 1;

  private Delays() {}

  static int bucketOf(long delayMillis) {
    int bucket = 0;
    while (bucket < UP_TO.size() && delayMillis > UP_TO.get(bucket).toMillis()) {
      bucket++;
    }
    return bucket;
  }
}
