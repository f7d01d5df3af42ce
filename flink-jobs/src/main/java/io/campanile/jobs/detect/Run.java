package io.campanile.jobs.detect;

import io.campanile.model.Event;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The sequences under way of one customer, for one campaign and one {@code per} value: the machine
 * of the pattern language's rules 1 to 6. Not thread-safe. Events come in {@link Event#ORDER}.
 *
 * <p>Before each {@link #take}, the caller has fired what {@link #deadlineMillis} said was due at
 * or before the event's time.
 */
public interface Run {

  /**
   * Takes an event (rules 3 and 4).
   *
   * @param hits what the event is for this run; an event that is nothing need not be given
   * @return the match, where the event completes the sequence and no final absence is waited for
   */
  Optional<Match> take(Event event, Hits hits);

  /**
   * Takes an event that came behind the watermark: it fills nothing, and of the chains that a
   * without step guards it ends those whose last event is not after it.
   */
  void takeLate(Event event, Hits hits);

  /**
   * When the final absence is complete, epoch milliseconds; {@link TriggerPlan#NEVER} where none is
   * waited for.
   */
  long deadlineMillis();

  /**
   * Completes the sequence at its deadline (rules 5 and 6); only to be called when there is one.
   */
  Match fire();

  /**
   * Forgets chains that no event at {@code nowMillis} or later can continue. What fires does not
   * depend on it.
   */
  void prune(long nowMillis);

  /**
   * What each slot holds, from the first stage to the last: the events of its chain, or none. What
   * {@link #prune} would forget may still be there.
   */
  List<List<Event>> chains();

  /** Whether nothing is under way, so that the run need not be kept. */
  boolean isEmpty();

  /**
   * When nothing of it can be continued any more, epoch milliseconds: it is kept until then at the
   * longest.
   */
  long expiryMillis();

  /**
   * Time of the newest event it holds, epoch milliseconds: what a bound on the number of runs goes
   * by.
   */
  long newestMillis();

  /**
   * Writes it, with its events by their number in the pool; its engine's {@link Detector#read}
   * reads it.
   */
  void write(DataOutput out, EventPool.Writer pool) throws IOException;
}
