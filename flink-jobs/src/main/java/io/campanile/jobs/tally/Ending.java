package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Why something was not sent, or not yet.
 *
 * @param campaign name of the campaign
 * @param channel name of the channel on the wire; empty for triggers
 * @param kind what happened
 * @param reason the reason, as in the records
 * @param rule the policy's rule that decided, or empty
 */
public record Ending(String campaign, String channel, Kind kind, String reason, String rule)
    implements Comparable<Ending>, Serializable {

  /** What happened. */
  public enum Kind {
    /** A trigger of which only the record remains. */
    SUPPRESSED,
    /** An action that a check stopped. */
    DROPPED,
    /** An action that an event took back. */
    CANCELLED,
    /** An action that was put off; it has another ending later. */
    DEFERRED
  }

  private static final Comparator<Ending> ORDER =
      Comparator.comparing(Ending::campaign)
          .thenComparing(Ending::channel)
          .thenComparing(Ending::kind)
          .thenComparing(Ending::reason)
          .thenComparing(Ending::rule);

  @Override
  public int compareTo(Ending other) {
    return ORDER.compare(this, other);
  }
}
