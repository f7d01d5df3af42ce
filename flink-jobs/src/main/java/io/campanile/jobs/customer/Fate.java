package io.campanile.jobs.customer;

import java.util.Locale;

/**
 * What is counted, so that nothing vanishes: each event, trigger and action ends as exactly one of
 * these, and what a bound cuts off is counted too.
 */
public enum Fate {
  /** An event taken in order. */
  EVENTS_USED,
  /** An event whose {@code messageId} the customer had within the dedupe window. */
  EVENTS_DUPLICATE,
  /** An event behind the watermark. */
  EVENTS_LATE,
  /** An event from before its customer was erased. */
  EVENTS_ERASED,
  /** An event that a visitor had used before, used by the customer that it became. */
  EVENTS_HANDED_OVER,
  /** An event that a visitor had used before, which its customer had already, or was erased. */
  EVENTS_HANDED_OVER_IN_VAIN,
  /** A trigger that fired; ends as one of the next two. */
  TRIGGERS_FIRED,
  /** A trigger whose actions were scheduled. */
  TRIGGERS_ACCEPTED,
  /** A trigger of which only the record remains. */
  TRIGGERS_SUPPRESSED,
  /** An action of an accepted trigger; ends as one of the next three, or waits. */
  ACTIONS_SCHEDULED,
  /** An action that was emitted. */
  ACTIONS_SENT,
  /** An action that a check stopped. */
  ACTIONS_DROPPED,
  /** An action that an event took back. */
  ACTIONS_CANCELLED,
  /**
   * An action that was still waiting when its customer's input, and time, had ended: only where
   * time does not run to its end. A stream has no end, so that it is never counted there.
   */
  ACTIONS_WAITING_AT_END,
  /** A decision to judge again later; not an end. */
  ACTIONS_DEFERRED,
  /** A sequence given up because the customer has too many. */
  RUNS_CUT_OFF,
  /**
   * A sequence that ended because a release has changed its trigger so that it does not fit any
   * more, has paused its campaign, or has no such campaign; or because it was written for patterns
   * or an engine that this job does not know.
   */
  RUNS_OUTDATED,
  /** A customer looked at because a release took effect, though nothing else happened to it. */
  CUSTOMERS_WOKEN,
  /** A trait not kept because the profile has too many. */
  TRAITS_CUT_OFF,
  /** A visitor that became a customer, and is none of its own any more. */
  VISITORS_DEPARTED,
  /** A customer of whom everything was deleted because it was asked for. */
  CUSTOMERS_ERASED,
  /** A value that a computed trait does not count any more because it has too many. */
  TRAIT_VALUES_CUT_OFF,
  /** A customer became a member of a segment. */
  SEGMENTS_ENTERED,
  /** A customer is no member of a segment any more. */
  SEGMENTS_LEFT,
  /** A send or an acceptance forgotten because the customer has too many. */
  HISTORY_CUT_OFF,
  /** A customer of whom everything was forgotten because the time to live is over. */
  CUSTOMERS_FORGOTTEN,
  /** A {@code messageId} forgotten before its time because the customer has too many. */
  MESSAGE_IDS_CUT_OFF;

  /** The name of its metric. */
  public String metricName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
