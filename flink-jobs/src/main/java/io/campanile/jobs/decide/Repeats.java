package io.campanile.jobs.decide;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When each campaign was last accepted for a customer, by {@code per} value. */
public final class Repeats {

  /**
   * {@code per} values that are remembered for a campaign; beyond it the one accepted longest ago
   * is forgotten.
   */
  public static final int MAX_KEYS = 1024;

  /** How long an acceptance is remembered at least, as sends are: see {@code Decider}. */
  static final Duration MEMORY = Duration.ofDays(33);

  private final Map<String, LinkedHashMap<String, Accepted>> byCampaign = new HashMap<>();

  /**
   * The last acceptance.
   *
   * @param shadow whether the campaign was in shadow then: such a one does not count once it is
   *     live
   */
  public record Accepted(long timeMillis, boolean shadow) {}

  /**
   * When the last trigger was accepted that forbids another one now, or empty where it is allowed.
   */
  public OptionalLong forbiddenBy(Campaign campaign, String key, long nowMillis) {
    Accepted last = last(campaign.name(), key);
    if (last == null || (last.shadow && campaign.status() != Status.SHADOW)) {
      return OptionalLong.empty();
    }
    boolean forbids =
        campaign.repeat() instanceof Repeat.Never
            || (campaign.repeat() instanceof Repeat.Every every
                && nowMillis - last.timeMillis < every.pause().toMillis());
    return forbids ? OptionalLong.of(last.timeMillis) : OptionalLong.empty();
  }

  private @Nullable Accepted last(String campaign, String key) {
    Map<String, Accepted> keys = byCampaign.get(campaign);
    return keys == null ? null : keys.get(key);
  }

  /**
   * Remembers an acceptance.
   *
   * @return how many were forgotten because there are too many
   */
  public int accept(String campaign, String key, Accepted accepted) {
    LinkedHashMap<String, Accepted> keys =
        byCampaign.computeIfAbsent(campaign, name -> new LinkedHashMap<>());
    keys.remove(key);
    keys.put(key, accepted);
    if (keys.size() > MAX_KEYS) {
      keys.remove(keys.keySet().iterator().next());
      return 1;
    }
    return 0;
  }

  /**
   * Everything remembered: by campaign, then by {@code per} value, the one accepted longest ago
   * first.
   */
  public Map<String, ? extends Map<String, Accepted>> all() {
    return byCampaign;
  }

  /**
   * Forgets what forbids nothing any more, for one campaign; but for a month it remembers whatever
   * {@code repeat} says, so that another release may ask for more.
   */
  public void forget(Campaign campaign, long nowMillis) {
    Map<String, Accepted> keys = byCampaign.get(campaign.name());
    if (keys == null || campaign.repeat() instanceof Repeat.Never) {
      return;
    }
    keys.values()
        .removeIf(
            last ->
                nowMillis - last.timeMillis >= MEMORY.toMillis()
                    && !(campaign.repeat() instanceof Repeat.Every every
                        && nowMillis - last.timeMillis < every.pause().toMillis()));
    if (keys.isEmpty()) {
      byCampaign.remove(campaign.name());
    }
  }

  /** Forgets every campaign but those that the condition holds for. */
  public void retain(Predicate<String> campaigns) {
    byCampaign.keySet().removeIf(campaigns.negate());
  }

  /** Whether it remembers nothing. */
  public boolean isEmpty() {
    return byCampaign.isEmpty();
  }
}
