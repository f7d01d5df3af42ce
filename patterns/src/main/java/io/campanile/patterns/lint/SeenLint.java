package io.campanile.patterns.lint;

import io.campanile.model.EventNames;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Names;
import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.ProfileFields;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.cel.PropertyUses;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.Place;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks for names of events, properties and traits that a sample of real events never showed. */
final class SeenLint {

  private static final String EVENT = "event";
  private static final String PROFILE = "profile";
  private static final List<String> NAMES_EVENTS = List.of("of", "count", "first", "last");
  private static final List<String> OF_VALUES =
      List.of("sum", "average", "min", "max", "first", "last", "distinct", "top");

  private final SeenEvents seen;
  private final Set<String> traits;
  private final Problems problems;

  /**
   * A search.
   *
   * @param computed the names of computed traits
   */
  SeenLint(SeenEvents seen, Set<String> computed, Problems problems) {
    this.seen = seen;
    this.traits = new TreeSet<>(seen.traits());
    this.traits.addAll(computed);
    this.traits.addAll(ProfileFields.ALL);
    // Every decision asks for these, whether anybody has said them or not.
    this.traits.addAll(Set.of("timezone", "locale"));
    this.problems = problems;
  }

  void campaign(Written written) {
    Campaign campaign = written.campaign();
    Map<String, Set<String>> events = new HashMap<>();
    List<Step> steps = campaign.trigger().steps();
    List<YamlMap> maps = written.steps();
    Set<String> ofTrigger = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      filter(maps.get(i), step instanceof EventStep ? EVENT : "without", step.filter());
      if (step instanceof EventStep event) {
        events.put(event.as(), event.filter().events());
        if (!maps.get(i).has("per")) {
          ofTrigger.addAll(event.filter().events());
        }
      }
    }
    written.trigger().ifPresent(map -> expression(map, "per", Map.of(EVENT, ofTrigger)));
    List<YamlMap> cancelOn = written.cancelOn();
    for (int i = 0; i < cancelOn.size(); i++) {
      filter(cancelOn.get(i), EVENT, campaign.cancelOn().get(i));
    }
    expression(written.file(), "audience", Map.of());
    for (YamlMap action : written.actions()) {
      expression(action, "if", events);
      Written.map(action.get("variables")).ifPresent(map -> variables(map, events));
    }
  }

  private void variables(YamlMap map, Map<String, Set<String>> events) {
    for (String name : map.keys()) {
      Optional<YamlMap> withDefault = Written.map(map.get(name));
      withDefault.ifPresentOrElse(
          found -> expression(found, "value", events), () -> expression(map, name, events));
    }
  }

  private void filter(YamlMap map, String key, EventFilter filter) {
    names(map.get(key));
    expression(map, "where", Map.of(EVENT, filter.events()));
    expression(map, "per", Map.of(EVENT, filter.events()));
  }

  void segments(YamlMap file) {
    for (String name : file.keys()) {
      expression(file, name, Map.of());
    }
  }

  void traits(YamlMap file) {
    for (String name : file.keys()) {
      Written.map(file.get(name)).ifPresent(this::trait);
    }
  }

  private void trait(YamlMap map) {
    boolean ofValues = map.has("of");
    Set<String> events = new HashSet<>();
    for (String key : NAMES_EVENTS) {
      if (map.has(key) && (key.equals("of") || !ofValues)) {
        names(map.get(key));
        Written.scalars(map.get(key)).forEach(scalar -> events.add(canonical(scalar.text())));
      }
    }
    Written.map(map.get("score"))
        .ifPresent(
            weights ->
                weights
                    .keys()
                    .forEach(
                        event -> {
                          weights.key(event).ifPresent(this::name);
                          events.add(canonical(event));
                        }));
    for (String key : OF_VALUES) {
      if (ofValues) {
        expression(map, key, Map.of(EVENT, events));
      }
    }
    expression(map, "where", Map.of(EVENT, events));
  }

  private void names(Optional<YamlValue> value) {
    Written.scalars(value).forEach(this::name);
  }

  private void name(YamlScalar scalar) {
    String name = canonical(scalar.text());
    if (!seen.properties().containsKey(name)) {
      scalar.warning(
          ProblemCode.UNSEEN_EVENT,
          "No event `%s` is in the data.%s"
              .formatted(
                  name, Names.isSpecified(name) ? "" : near(name, seen.properties().keySet())));
    }
  }

  private static String canonical(String name) {
    return EventNames.canonical(name.strip());
  }

  /** Checks the properties in an expression, where there is one, and the data says anything. */
  private void expression(YamlMap map, String key, Map<String, Set<String>> events) {
    if (!(map.get(key).orElse(null) instanceof YamlScalar scalar) || scalar.text().equals("any")) {
      return;
    }
    for (PropertyUses.Use use : PropertyUses.of(scalar.text().stripTrailing())) {
      if (use.variable().equals(PROFILE)) {
        trait(scalar, use);
      } else if (events.containsKey(use.variable())) {
        property(scalar, use, events.getOrDefault(use.variable(), Set.of()));
      }
    }
  }

  private void property(YamlScalar scalar, PropertyUses.Use use, Set<String> events) {
    Set<String> known = new TreeSet<>();
    List<String> shown = new ArrayList<>();
    for (String event : new TreeSet<>(events)) {
      Set<String> properties = seen.properties().get(event);
      if (properties != null) {
        known.addAll(properties);
        shown.add(event);
      }
    }
    if (!shown.isEmpty() && !known.contains(use.property())) {
      warn(
          scalar,
          use,
          "No event %s in the data has a property `%s`.%s"
              .formatted(Nearest.oneOf(shown), use.property(), near(use.property(), known)));
    }
  }

  private void trait(YamlScalar scalar, PropertyUses.Use use) {
    if (!seen.traits().isEmpty() && !traits.contains(use.property())) {
      warn(
          scalar,
          use,
          "No customer in the data has a trait `%s`, and `traits.yaml` computes none.%s"
              .formatted(use.property(), near(use.property(), traits)));
    }
  }

  private void warn(YamlScalar scalar, PropertyUses.Use use, String message) {
    Place place = scalar.placeOf(use.index());
    // A slip that is told already, as nearly a computed trait, need not be told twice.
    boolean told = problems.warnings().stream().anyMatch(problem -> isAt(problem, place));
    if (!told) {
      problems.warning(place, ProblemCode.UNSEEN_PROPERTY, message);
    }
  }

  private static boolean isAt(Problem problem, Place place) {
    return problem.file().equals(place.file())
        && problem.line() == place.line()
        && problem.column() == place.column();
  }

  private static String near(String name, Collection<String> known) {
    return Nearest.to(name, new TreeSet<>(known))
        .map(near -> " Did you mean `" + near + "`?")
        .orElse("");
  }
}
