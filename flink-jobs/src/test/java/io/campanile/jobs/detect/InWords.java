package io.campanile.jobs.detect;

import io.campanile.jobs.detect.Scenario.Happening;
import io.campanile.jobs.detect.Scenario.Late;
import io.campanile.jobs.detect.Scenario.Taken;
import io.campanile.jobs.detect.TriggerPlan.Guard;
import io.campanile.jobs.detect.TriggerPlan.Stage;
import io.campanile.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules as words say them, without slots: the whole history is kept, and after every happening
 * all chains of it are tried, the most recent first. Far too slow for anything but a test.
 */
final class InWords {

  /** What is known of the past, in the order in which it came. */
  private sealed interface Past {}

  private record Came(Event event, Hits hits, boolean late) implements Past {}

  private record Fired(Event last) implements Past {}

  private final TriggerPlan plan;
  private final List<Past> past = new ArrayList<>();
  private final List<String> fired = new ArrayList<>();

  private InWords(TriggerPlan plan) {
    this.plan = plan;
  }

  static List<String> fired(Scenario scenario) {
    InWords words = new InWords(scenario.plan());
    for (Happening happening : scenario.happenings()) {
      if (happening instanceof Taken taken) {
        words.fireUntil(taken.event().timeMillis());
        words.past.add(new Came(taken.event(), taken.hits(), false));
        words.completed();
      } else if (happening instanceof Late late) {
        words.past.add(new Came(late.event(), late.hits(), true));
      }
      words.fired.add("deadline " + words.deadlineMillis());
    }
    words.fireUntil(TriggerPlan.NEVER - 1);
    return words.fired;
  }

  private void completed() {
    if (!plan.endsWithAbsence()) {
      mostRecent().ifPresent(chain -> fire(timeOf(chain.get(chain.size() - 1)), chain));
    }
  }

  private void fireUntil(long nowMillis) {
    while (deadlineMillis() <= nowMillis) {
      fire(deadlineMillis(), mostRecent().orElseThrow());
    }
  }

  private long deadlineMillis() {
    return plan.endsWithAbsence()
        ? mostRecent()
            .map(chain -> timeOf(chain.get(chain.size() - 1)) + plan.absenceMillis())
            .orElse(TriggerPlan.NEVER)
        : TriggerPlan.NEVER;
  }

  private void fire(long millis, List<Integer> chain) {
    fired.add(Followed.textOf(millis, chain.stream().map(this::eventAt).toList()));
    past.add(new Fired(eventAt(chain.get(chain.size() - 1))));
  }

  /** Of all chains that are complete, that with the latest events, the last one first. */
  private Optional<List<Integer>> mostRecent() {
    return before(past.size(), plan.lastStage(), List.of());
  }

  /** The chain, by places in the past, that ends in rest and took its other events before end. */
  private Optional<List<Integer>> before(int end, int stage, List<Integer> rest) {
    if (stage < 0) {
      return inWindows(rest) && isNotOver(rest) ? Optional.of(rest) : Optional.empty();
    }
    for (int place = end - 1; place >= 0; place--) {
      if (satisfies(place, stage) && !isGivenUp(stage, place, rest)) {
        List<Integer> longer = new ArrayList<>(List.of(place));
        longer.addAll(rest);
        Optional<List<Integer>> found = before(place, stage - 1, longer);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean satisfies(int place, int stage) {
    return past.get(place) instanceof Came came
        && !came.late
        && came.hits.hasStep(plan.stages().get(stage).step());
  }

  /** A without event came after this stage's event, until the next stage's, that one included. */
  private boolean isGivenUp(int stage, int place, List<Integer> rest) {
    int until = rest.isEmpty() ? past.size() - 1 : rest.get(0);
    for (int i = place + 1; i <= until; i++) {
      if (past.get(i) instanceof Came came && guards(came, stage)) {
        if (!came.late || Event.ORDER.compare(eventAt(place), came.event) <= 0) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean guards(Came came, int stage) {
    for (int i = 0; i < plan.guards().size(); i++) {
      Guard guard = plan.guards().get(i);
      if (guard.stage() == stage && came.hits.hasGuard(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean inWindows(List<Integer> chain) {
    for (int stage = 1; stage < chain.size(); stage++) {
      long millis = timeOf(chain.get(stage));
      Stage itself = plan.stages().get(stage);
      if (millis - timeOf(chain.get(0)) >= plan.withinMillis()) {
        return false;
      }
      int previousStep = stage - 1;
      while (previousStep >= 0 && plan.stages().get(previousStep).step() == itself.step()) {
        previousStep--;
      }
      if (previousStep >= 0 && millis - timeOf(chain.get(previousStep)) >= itself.withinMillis()) {
        return false;
      }
    }
    return true;
  }

  /** Nothing fired since the chain began whose match ended after that beginning. */
  private boolean isNotOver(List<Integer> chain) {
    for (int i = chain.get(0) + 1; i < past.size(); i++) {
      if (past.get(i) instanceof Fired match
          && Event.ORDER.compare(eventAt(chain.get(0)), match.last) <= 0) {
        return false;
      }
    }
    return true;
  }

  private Event eventAt(int place) {
    if (past.get(place) instanceof Came came) {
      return came.event;
    }
    throw new AssertionError("No event at " + place);
  }

  private long timeOf(int place) {
    return eventAt(place).timeMillis();
  }
}
