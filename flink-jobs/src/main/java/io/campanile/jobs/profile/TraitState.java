package io.campanile.jobs.profile;

import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What one trait remembers of one customer. The order in which events are added does not matter,
 * but for ties.
 */
sealed interface TraitState permits Tally, Best, Distinct, Top, Score {

  /** Texts of more characters are not kept. */
  int MAX_TEXT_CHARS = 1024;

  /**
   * Adds one value.
   *
   * @param eventMillis time of its event
   * @param leavesMillis when it leaves the window, or {@link TraitWindow#NEVER}
   * @param value what the event says; a Double for a score, any value for a count of events
   * @return how many values a bound cut off
   */
  int add(long eventMillis, long leavesMillis, Object value);

  /** Forgets what left at or before now. */
  void forget(long nowMillis);

  /** The trait's value, after {@link #forget}; null for none. */
  @Nullable Object value(long nowMillis);

  /**
   * The next moment at which something may leave, after {@link #forget}; {@link TraitWindow#NEVER}
   * for none.
   */
  long nextMillis();

  /** Whether it remembers nothing. */
  boolean isEmpty();

  /** Writes it. */
  void write(DataOutput out) throws IOException;
}
