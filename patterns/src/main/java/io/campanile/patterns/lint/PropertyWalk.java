package io.campanile.patterns.lint;

import io.campanile.model.EventNames;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.cel.PropertyUses;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through all names of events, and all properties that expressions read. */
final class PropertyWalk {

  /** What is told of each. */
  interface Visitor {

    /** The name of an event. */
    void event(YamlScalar name);

    /**
     * A property of an event that an expression reads.
     *
     * @param events which it may be, in version 2 spelling
     */
    void property(YamlScalar expression, PropertyUses.Use use, Set<String> events);

    /** A trait that an expression reads. */
    void trait(YamlScalar expression, PropertyUses.Use use);
  }

  private static final String EVENT = "event";
  private static final String PROFILE = "profile";
  private static final List<String> NAMES_EVENTS = List.of("of", "count", "first", "last");
  private static final List<String> OF_VALUES =
      List.of("sum", "average", "min", "max", "first", "last", "distinct", "top");

  private final Visitor visitor;

  PropertyWalk(Visitor visitor) {
    this.visitor = visitor;
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
                          weights.key(event).ifPresent(visitor::event);
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
    Written.scalars(value).forEach(visitor::event);
  }

  static String canonical(String name) {
    return EventNames.canonical(name.strip());
  }

  private void expression(YamlMap map, String key, Map<String, Set<String>> events) {
    if (!(map.get(key).orElse(null) instanceof YamlScalar scalar) || scalar.text().equals("any")) {
      return;
    }
    for (PropertyUses.Use use : PropertyUses.of(scalar.text().stripTrailing())) {
      if (use.variable().equals(PROFILE)) {
        visitor.trait(scalar, use);
      } else if (events.containsKey(use.variable())) {
        visitor.property(scalar, use, events.getOrDefault(use.variable(), Set.of()));
      }
    }
  }
}
