package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A campaign's messages of one channel.
 *
 * @param campaign name of the campaign
 * @param channel name of the channel on the wire
 */
public record Lane(String campaign, String channel) implements Comparable<Lane>, Serializable {

  private static final Comparator<Lane> ORDER =
      Comparator.comparing(Lane::campaign).thenComparing(Lane::channel);

  @Override
  public int compareTo(Lane other) {
    return ORDER.compare(this, other);
  }
}
