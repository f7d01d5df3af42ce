package io.campanile.jobs.decide;

import io.campanile.model.Event;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An accepted trigger, as its waiting actions remember it.
 *
 * @param triggerId see {@link io.campanile.model.Ids#triggerId}
 * @param campaign name of the campaign
 * @param key the {@code per} value, or empty
 * @param firedAtMillis when it fired
 * @param eventIds the matched events, in order
 * @param lastEventMillis time of the last of them; where there is none, when it fired
 * @param aliases the properties that each alias stands for
 */
public record FiredTrigger(
    String triggerId,
    String campaign,
    String key,
    long firedAtMillis,
    List<String> eventIds,
    long lastEventMillis,
    Map<String, Map<String, @Nullable Object>> aliases) {

  /** The same, with other names for its events. */
  public FiredTrigger with(Map<String, Map<String, @Nullable Object>> otherAliases) {
    return new FiredTrigger(
        triggerId, campaign, key, firedAtMillis, eventIds, lastEventMillis, otherAliases);
  }

  /** Id of the event that completed the match; empty where time did. */
  public String lastEventId() {
    return eventIds.isEmpty() ? "" : eventIds.get(eventIds.size() - 1);
  }

  /** Whether its match ended at or before this event, in the order of events. */
  public boolean endedAtOrBefore(Event event) {
    return lastEventMillis < event.timeMillis()
        || (lastEventMillis == event.timeMillis()
            && lastEventId().compareTo(event.messageId()) <= 0);
  }
}
