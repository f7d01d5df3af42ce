package io.campanile.patterns;

import io.campanile.patterns.SegmentChange.Kind;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a campaign's {@code trigger}. */
final class TriggerReader {

  /** How long a sequence may take when nothing is said. */
  static final Duration DEFAULT_WITHIN = Duration.ofDays(30);

  /** How long a sequence may take at most: a chain is kept that long for every customer. */
  static final Duration MAX_WITHIN = Duration.ofDays(180);

  private static final Map<String, Kind> CHANGES =
      Map.of("enters", Kind.ENTERS, "leaves", Kind.LEAVES);

  /**
   * What was found.
   *
   * @param trigger empty where it cannot be gone on with
   * @param aliases those of its steps; empty where the steps could not be looked at
   * @param filters reads the campaign's {@code cancel-on}
   */
  record Found(Optional<Trigger> trigger, Optional<Set<String>> aliases, FilterReader filters) {}

  private final Expressions expressions;

  TriggerReader(Expressions expressions) {
    this.expressions = expressions;
  }

  /** Nothing was found, so that nothing more can be said of what hangs on the trigger. */
  Found none() {
    return new Found(
        Optional.empty(), Optional.empty(), new FilterReader(expressions, false, null));
  }

  Found read(YamlMap map) {
    for (Map.Entry<String, Kind> change : CHANGES.entrySet()) {
      if (map.has(change.getKey())) {
        return change(map, change.getKey(), change.getValue());
      }
    }
    map.allow(CampaignShapes.TRIGGER.keys());
    boolean keyed = map.has("per");
    Expressions scoped = expressions.withAliases(aliases(map));
    @Nullable Expression per = FilterReader.triggerPer(map, scoped);
    Duration within = map.duration("within", DurationRange.upTo(MAX_WITHIN)).orElse(DEFAULT_WITHIN);
    FilterReader filters = new FilterReader(scoped, keyed, per);
    Optional<YamlList> list =
        map.require("steps", "a list of steps").flatMap(steps -> steps.asList("a list of steps"));
    if (list.isEmpty()) {
      return new Found(Optional.empty(), Optional.empty(), filters);
    }
    StepReader reader = new StepReader(filters, within);
    List<Step> steps = reader.read(list.get());
    boolean complete = !steps.isEmpty() && steps.size() == list.get().size();
    return new Found(
        complete ? Optional.of(new Trigger(steps, within, keyed)) : Optional.empty(),
        Optional.of(reader.aliases()),
        filters);
  }

  private Found change(YamlMap map, String key, Kind kind) {
    map.allow(CampaignShapes.TRIGGER.keys());
    for (String other : map.keys()) {
      if (CampaignShapes.TRIGGER.keys().contains(other) && !other.equals(key)) {
        map.errorAt(
            other,
            ProblemCode.TRIGGER_KIND,
            "`%s` has no meaning beside `%s`: a trigger has steps, or one segment that is entered or left."
                .formatted(other, key));
      }
    }
    Optional<String> segment =
        map.scalar(key, "the name of a segment")
            .filter(
                name -> {
                  Optional<String> objection = expressions.unknownSegment(name.text());
                  objection.ifPresent(text -> name.error(ProblemCode.UNKNOWN_REFERENCE, text));
                  return objection.isEmpty();
                })
            .map(YamlScalar::text);
    return new Found(
        segment.map(name -> Trigger.at(new SegmentChange(name, kind))),
        Optional.of(Set.of()),
        new FilterReader(expressions, false, null));
  }

  /** What the steps call their events, found before anything is checked. */
  private static Set<String> aliases(YamlMap trigger) {
    Set<String> aliases = new HashSet<>();
    if (trigger.get("steps").orElse(null) instanceof YamlList steps) {
      for (YamlValue step : steps.entries()) {
        if (step instanceof YamlMap map && map.get("as").orElse(null) instanceof YamlScalar as) {
          aliases.add(as.text());
        }
      }
    }
    return aliases;
  }

  /** What {@code cancel-on} means where it is not written. */
  static List<EventFilter> defaultCancelOn(Trigger trigger) {
    if (trigger.steps().isEmpty()) {
      return List.of();
    }
    Step last = trigger.steps().get(trigger.steps().size() - 1);
    return last instanceof WithoutStep ? List.of(last.filter()) : List.of();
  }
}
