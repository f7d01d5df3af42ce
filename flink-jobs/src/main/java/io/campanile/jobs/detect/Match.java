package io.campanile.jobs.detect;

import io.campanile.model.Event;
import java.util.List;

/**
 * A sequence that is complete, or what has changed a segment.
 *
 * @param events one for each stage of the plan, in order; for a segment the event that has changed
 *     it, or none where time has
 */
public record Match(List<Event> events) {

  /** Id of the event that completed it; empty where there is none. */
  public String lastEventId() {
    return events.isEmpty() ? "" : last().messageId();
  }

  /** The event that completed it; there is one, but for what time has changed. */
  public Event last() {
    return events.get(events.size() - 1);
  }
}
