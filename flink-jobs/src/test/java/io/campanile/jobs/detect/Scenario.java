package io.campanile.jobs.detect;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.util.List;
import java.util.Map;

/**
 * A trigger, and what comes to one run of it, in order.
 *
 * @param plan the trigger
 * @param happenings what comes
 */
public record Scenario(TriggerPlan plan, List<Happening> happenings) {

  /** What can come to a run. */
  public sealed interface Happening {}

  /** An event in its order. */
  public record Taken(Event event, Hits hits) implements Happening {}

  /** An event behind the watermark. */
  public record Late(Event event, Hits hits) implements Happening {}

  /** Whatever no event can continue is forgotten, and the run with it when nothing is left. */
  public record Pruned(long nowMillis) implements Happening {}

  /** The run is written and read. */
  public record Stored() implements Happening {}

  /** An event of which only its place in the order matters. */
  public static Event event(long millis, String id) {
    return new Event(id, EventType.TRACK, "any", "u1", null, millis, Map.of());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("\nstages " + plan.stages());
    text.append("\nguards ").append(plan.guards().stream().map(g -> g.stage()).toList());
    text.append("\nwithin ").append(plan.withinMillis());
    text.append(" absence ").append(plan.absenceMillis());
    for (Happening happening : happenings) {
      text.append('\n').append(textOf(happening));
    }
    return text.toString();
  }

  private static String textOf(Happening happening) {
    if (happening instanceof Taken taken) {
      return textOf("take", taken.event(), taken.hits());
    }
    if (happening instanceof Late late) {
      return textOf("late", late.event(), late.hits());
    }
    return happening.toString();
  }

  private static String textOf(String how, Event event, Hits hits) {
    return how
        + (" " + event.messageId() + " at " + event.timeMillis())
        + (" steps " + Long.toBinaryString(hits.steps()))
        + (" guards " + Long.toBinaryString(hits.guards()));
  }
}
