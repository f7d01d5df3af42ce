package io.campanile.jobs.limit;

/**
 * Says when the next message may go, so that the rate is kept evenly: never more than the limit
 * allows for a time and a tenth of a second, and what was not used is not saved up. Not
 * thread-safe.
 */
final class Pace {

  /** How long messages are gathered before they go: waking up for each would be dear. */
  static final long TICK_MILLIS = 100;

  /** How long a channel sleeps at most, so that another limit is noticed soon. */
  static final long LONGEST_SLEEP_MILLIS = 1000;

  private static final long NANOS_A_MILLI = 1_000_000;

  private final long intervalNanos;
  private long nextNanos;

  Pace(RateLimit limit) {
    this.intervalNanos = limit.intervalNanos();
  }

  /** When the next message would be due, were there one a time; to be kept over a restart. */
  long nextNanos() {
    return nextNanos;
  }

  /** Goes on as before a restart; where the limit was lower then, with no more than one wait. */
  void restore(long keptNextNanos, long nowMillis) {
    nextNanos = Math.min(keptNextNanos, nowMillis * NANOS_A_MILLI + intervalNanos);
  }

  /** Takes leave for one message; false where it is too early. */
  boolean take(long nowMillis) {
    long nowNanos = nowMillis * NANOS_A_MILLI;
    long next = Math.max(nextNanos, nowNanos);
    if (next - nowNanos > TICK_MILLIS * NANOS_A_MILLI) {
      return false;
    }
    nextNanos = next + intervalNanos;
    return true;
  }

  /** The end of the tick in which to look again, epoch milliseconds; after now. */
  long wakeMillis(long nowMillis) {
    long freeMillis = ceilDiv(nextNanos, NANOS_A_MILLI) - TICK_MILLIS;
    long latest = Math.min(freeMillis, nowMillis + LONGEST_SLEEP_MILLIS);
    long earliest = Math.max(nowMillis + 1, latest);
    return ceilDiv(earliest, TICK_MILLIS) * TICK_MILLIS;
  }

  /** How long so many messages take, milliseconds. */
  long millisFor(long messages) {
    return messages * intervalNanos / NANOS_A_MILLI;
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }
}
