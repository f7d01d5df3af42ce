package io.campanile.jobs.detect;

import io.campanile.jobs.detect.TriggerPlan.Stage;
import io.campanile.model.Event;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.EventFilter.Key;
import io.campanile.patterns.Expression;
import java.util.ArrayList;
import java.util.List;

/**
 * What a changed trigger takes over of the sequences of its predecessor: slot j is kept where the
 * events of its chain satisfy, in order, the new trigger's first j event steps and windows.
 *
 * <p>A step that has not changed was satisfied when its event came, and still is. A condition that
 * has changed sees the event as it was and the customer as it is now: what the profile said then is
 * not kept.
 */
final class SlotCarryover {

  private final TriggerPlan from;
  private final TriggerPlan to;
  private final Expression.Scope customer;

  SlotCarryover(TriggerPlan from, TriggerPlan to, Expression.Scope customer) {
    this.from = from;
    this.to = to;
    this.customer = customer;
  }

  /**
   * The chains that go on.
   *
   * @param key the run's {@code per} value, which it keeps
   * @param chains by slot of the old trigger
   * @return by slot of the new trigger
   */
  List<List<Event>> fitting(String key, List<List<Event>> chains) {
    List<List<Event>> kept = new ArrayList<>();
    int common = Math.min(chains.size(), to.stages().size());
    for (int slot = 0; slot < common; slot++) {
      kept.add(fits(key, chains.get(slot)) ? chains.get(slot) : List.of());
    }
    return kept;
  }

  private boolean fits(String key, List<Event> chain) {
    long previousStepMillis = Long.MIN_VALUE;
    for (int i = 0; i < chain.size(); i++) {
      Event event = chain.get(i);
      Stage stage = to.stages().get(i);
      if (!inTime(chain.get(0), previousStepMillis, event, stage, i) || !satisfies(key, event, i)) {
        return false;
      }
      previousStepMillis = stage.lastOfStep() ? event.timeMillis() : previousStepMillis;
    }
    return true;
  }

  private boolean inTime(Event first, long previousStepMillis, Event event, Stage stage, int i) {
    return i == 0
        || (event.timeMillis() - first.timeMillis() < to.withinMillis()
            && (stage.withinMillis() == TriggerPlan.NEVER
                || event.timeMillis() - previousStepMillis < stage.withinMillis()));
  }

  private boolean satisfies(String key, Event event, int stage) {
    EventFilter filter = to.steps().get(to.stages().get(stage).step());
    if (filter.equals(from.steps().get(from.stages().get(stage).step()))) {
      return true;
    }
    Expression.Scope scope =
        name -> name.equals("event") ? event.properties() : customer.object(name);
    return filter.events().contains(event.name())
        && (filter.where() == null || filter.where().test(scope))
        && hasKey(key, filter, scope);
  }

  private static boolean hasKey(String key, EventFilter filter, Expression.Scope scope) {
    if (filter.key() instanceof Key.Of of) {
      return Conditions.keys(of.expression(), scope).contains(key);
    }
    return filter.key() instanceof Key.Any || key.isEmpty();
  }
}
