package io.campanile.jobs.compare;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Why a version does not send what the other sends.
 *
 * @param campaign name of the campaign
 * @param channel name of the channel on the wire
 * @param change {@link Change#MORE} where the first version does not send it, {@link Change#FEWER}
 *     where the second does not
 * @param reason a reason of the records, or one of {@link #NO_CAMPAIGN}, {@link #NO_ACTION} and
 *     {@link #NOT_FIRED}
 * @param rule the policy's rule that decided, or empty
 */
public record Why(String campaign, String channel, Change change, String reason, String rule)
    implements Comparable<Why>, Serializable {

  /** The version has no such campaign, or only a draft of it. */
  public static final String NO_CAMPAIGN = "NO_CAMPAIGN";

  /** The version's campaign has no such action. */
  public static final String NO_ACTION = "NO_ACTION";

  /** The version's campaign is paused. */
  public static final String PAUSED = "PAUSED";

  /** The version's campaign did not fire. */
  public static final String NOT_FIRED = "NOT_FIRED";

  private static final Comparator<Why> ORDER =
      Comparator.comparing(Why::campaign)
          .thenComparing(Why::channel)
          .thenComparing(Why::change)
          .thenComparing(Why::reason)
          .thenComparing(Why::rule);

  @Override
  public int compareTo(Why other) {
    return ORDER.compare(this, other);
  }
}
