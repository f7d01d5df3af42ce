package io.campanile.patterns;

import io.campanile.patterns.FilterReader.Role;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Durations;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one trigger, in order. */
final class StepReader {

  /** How many events a sequence may hold: each of them is kept in the customer's state. */
  static final int MAX_EVENTS = 100;

  /**
   * How many event steps a trigger may have: what an event is for each of them is kept in 64 bits.
   */
  static final int MAX_EVENT_STEPS = 64;

  private static final List<String> EVENT_KEYS = CampaignShapes.EVENT_STEP.keys();
  private static final List<String> WITHOUT_KEYS = CampaignShapes.WITHOUT_STEP.keys();
  private static final String A_STEP = "a step with `event` or `without`";

  private final FilterReader filters;
  private final Duration triggerWithin;
  private final Set<String> aliases = new LinkedHashSet<>();

  StepReader(FilterReader filters, Duration triggerWithin) {
    this.filters = filters;
    this.triggerWithin = triggerWithin;
  }

  /** The aliases that the steps define, the wrong ones included. */
  Set<String> aliases() {
    return aliases;
  }

  /** The steps that are right. */
  List<Step> read(YamlList list) {
    List<YamlMap> maps = list.maps(A_STEP);
    if (list.size() == 0) {
      list.error(
          ProblemCode.EMPTY_LIST,
          "`steps` is an empty list, expected at least one step with `event`.");
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      YamlMap map = maps.get(i);
      if (isWithout(map)) {
        boolean afterWithout = i > 0 && isWithout(maps.get(i - 1));
        checkOrder(map, i == 0, afterWithout);
        without(map, i == maps.size() - 1).ifPresent(steps::add);
      } else {
        event(map, i == 0).ifPresent(steps::add);
      }
    }
    checkCount(list, steps);
    return List.copyOf(steps);
  }

  private static boolean isWithout(YamlMap map) {
    return map.has("without") && !map.has("event");
  }

  private static void checkOrder(YamlMap map, boolean first, boolean afterWithout) {
    if (first) {
      map.error(
          ProblemCode.STEP_ORDER,
          "The first step is a `without` step, expected an `event` step: something has to happen"
              + " before something can stay away.");
    } else if (afterWithout) {
      map.error(
          ProblemCode.STEP_ORDER,
          "Two `without` steps follow each other. Write one of them with a list of names:"
              + " `without: [A, B]`.");
    }
  }

  private Optional<Step> event(YamlMap map, boolean first) {
    if (!map.has("event")) {
      map.allow(union(EVENT_KEYS, WITHOUT_KEYS));
      if (!map.isMisspelt("event") && !map.isMisspelt("without")) {
        map.error(
            ProblemCode.STEP_KEY,
            "This step has neither `event` nor `without`, expected one of them.");
      }
      return Optional.empty();
    }
    if (map.has("without")) {
      map.errorAt(
          "without",
          ProblemCode.STEP_KEY,
          "A step has `event` or `without`, not both. Make this two steps.");
    }
    map.allow(union(EVENT_KEYS, List.of("without", "for")));
    if (map.has("for")) {
      map.errorAt(
          "for",
          ProblemCode.STEP_KEY,
          "`for` belongs to a `without` step at the end, not to an `event` step.");
    }
    Optional<EventFilter> filter =
        filters.read(map, "event", first ? Role.FIRST_STEP : Role.EVENT_STEP);
    int times = map.wholeNumber("times", 1, MAX_EVENTS).orElse(1);
    @Nullable Duration within = within(map, first);
    String alias = map.scalar("as", "a name").flatMap(this::alias).orElse("");
    return filter.map(f -> new EventStep(f, times, within, alias));
  }

  private @Nullable Duration within(YamlMap map, boolean first) {
    if (first && map.has("within")) {
      map.errorAt(
          "within",
          ProblemCode.STEP_KEY,
          "`within` counts from the step before, and this is the first. To bound the whole"
              + " sequence, write `within` beside `steps`.");
      return null;
    }
    Optional<Duration> within = map.duration("within", DurationRange.POSITIVE);
    if (within.isPresent() && within.get().compareTo(triggerWithin) > 0) {
      map.warningAt(
          "within",
          ProblemCode.WITHIN_NEVER_REACHED,
          "This `within` is never reached: the whole sequence is bounded to "
              + Durations.format(triggerWithin)
              + ".");
    }
    return within.orElse(null);
  }

  private Optional<String> alias(YamlScalar scalar) {
    String name = scalar.text();
    boolean usable = Names.isAlias(scalar);
    if (!aliases.add(name)) {
      scalar.error(
          ProblemCode.NAME_TAKEN,
          "The alias `" + name + "` is taken by a step above. Take another.");
    }
    return usable ? Optional.of(name) : Optional.empty();
  }

  private Optional<Step> without(YamlMap map, boolean last) {
    map.allow(union(WITHOUT_KEYS, EVENT_KEYS));
    for (String key : List.of("times", "within", "as")) {
      if (map.has(key)) {
        map.errorAt(
            key,
            ProblemCode.STEP_KEY,
            "`%s` belongs to an `event` step, not to a `without` step.%s"
                .formatted(key, key.equals("within") ? " Did you mean `for`?" : ""));
      }
    }
    Optional<EventFilter> filter = filters.read(map, "without", Role.WITHOUT_STEP);
    Optional<Duration> absence = map.duration("for", DurationRange.POSITIVE);
    if (last && !map.has("for") && !map.has("within") && !map.isMisspelt("for")) {
      map.error(
          ProblemCode.STEP_FOR,
          "A `without` step at the end needs `for`: how long the events have to stay away, such as"
              + " `for: 1h`.");
    } else if (!last && map.has("for")) {
      map.errorAt(
          "for",
          ProblemCode.STEP_FOR,
          "`for` belongs to a `without` step at the end. Between two steps, the next `event` step's"
              + " `within` says how long.");
    }
    return filter.map(f -> new WithoutStep(f, last ? absence.orElse(null) : null));
  }

  private static void checkCount(YamlList list, List<Step> steps) {
    int events = 0;
    int eventSteps = 0;
    for (Step step : steps) {
      events += step instanceof EventStep event ? event.times() : 0;
      eventSteps += step instanceof EventStep ? 1 : 0;
    }
    if (eventSteps > MAX_EVENT_STEPS) {
      list.error(
          ProblemCode.TOO_MUCH,
          "There are %d steps with `event`, expected at most %d."
              .formatted(eventSteps, MAX_EVENT_STEPS));
    }
    if (events > MAX_EVENTS) {
      list.error(
          ProblemCode.TOO_MUCH,
          "The steps take %d events in all (the sum of `times`), expected at most %d."
              .formatted(events, MAX_EVENTS));
    }
  }

  private static List<String> union(List<String> first, List<String> second) {
    Set<String> union = new LinkedHashSet<>(first);
    union.addAll(second);
    return List.copyOf(union);
  }
}
