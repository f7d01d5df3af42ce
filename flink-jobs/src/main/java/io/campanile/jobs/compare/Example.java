package io.campanile.jobs.compare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer for whom something is different.
 *
 * @param customerId who
 * @param campaign name of the campaign
 * @param channel name of the channel on the wire
 * @param key the {@code per} value, or empty
 * @param change what is different
 * @param beforeMillis when the first version sends it, epoch milliseconds; {@link #NEVER}
 * @param afterMillis when the second version sends it; {@link #NEVER}
 * @param zone the customer's zone
 * @param what for {@link Change#CHANGED} what is said instead: template and variables, before and
 *     after
 * @param reason see {@link Why}; empty where both send it
 * @param rule see {@link Why}
 * @param record the decision or the trigger that tells why, as on the wire; empty where nothing
 *     does
 * @param sent what that version sent before, as on the wire, for the caps' sake
 */
public record Example(
    String customerId,
    String campaign,
    String channel,
    String key,
    Change change,
    long beforeMillis,
    long afterMillis,
    String zone,
    List<String> what,
    String reason,
    String rule,
    String record,
    List<String> sent)
    implements Serializable {

  /** It is not sent. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Makes the lists ones that can be sent. */
  public Example {
    what = new ArrayList<>(what);
    sent = new ArrayList<>(sent);
  }
}
