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
  /** A sequence given up because its trigger, or the engine, has changed. */
  RUNS_OUTDATED,
  /** A trait not kept because the profile has too many. */
  TRAITS_CUT_OFF,
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
