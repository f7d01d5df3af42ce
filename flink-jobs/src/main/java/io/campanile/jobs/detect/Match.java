package io.campanile.jobs.detect;

import io.campanile.model.Event;
import java.util.List;

/**
 * A sequence that is complete.
 *
 * @param events one for each stage of the plan, in order
 */
public record Match(List<Event> events) {

  /** The event that completed it. */
  public Event last() {
    return events.get(events.size() - 1);
  }
}
