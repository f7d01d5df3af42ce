package io.campanile.jobs.detect;

import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Trigger;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Triggers written by hand. */
public final class Plans {

  private Plans() {}

  /** The steps, bounded by the language's default of 30 days. */
  public static TriggerPlan plan(Step... steps) {
    return plan(Duration.ofDays(30), steps);
  }

  /** The steps, first event to last within that time. */
  public static TriggerPlan plan(Duration within, Step... steps) {
    return new TriggerPlan(new Trigger(List.of(steps), within, false));
  }

  /** One such event. */
  public static EventStep event(String name) {
    return times(1, name);
  }

  /** So many such events. */
  public static EventStep times(int times, String name) {
    return new EventStep(filter(name), times, null, "");
  }

  /** The step, each of its events within that time of the previous step's last. */
  public static EventStep within(Duration within, EventStep step) {
    return new EventStep(step.filter(), step.times(), within, step.as());
  }

  /** No such event between the steps around it. */
  public static WithoutStep without(String name) {
    return new WithoutStep(filter(name), null);
  }

  /** No such event for that time, at the end. */
  public static WithoutStep withoutFor(Duration absence, String name) {
    return new WithoutStep(filter(name), absence);
  }

  private static EventFilter filter(String name) {
    return new EventFilter(Set.of(name), null, new EventFilter.Key.Single());
  }
}
