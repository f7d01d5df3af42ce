package io.campanile.bench.report;

import io.campanile.bench.scenario.Outcome;
import io.campanile.bench.scenario.Throughput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured, by scenario. */
final class Outcomes {

  private final Map<String, Outcome> byId = new LinkedHashMap<>();

  Outcomes(List<Outcome> outcomes) {
    outcomes.forEach(outcome -> byId.put(outcome.scenario(), outcome));
  }

  Iterable<Outcome> all() {
    return byId.values();
  }

  /** One figure, or empty where the scenario did not run. */
  OptionalDouble figure(String scenario, String name) {
    Outcome outcome = byId.get(scenario);
    Double figure = outcome == null ? null : outcome.figures().get(name);
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }

  /** Events a second of an engine with so many campaigns. */
  OptionalDouble rate(String contender, String state, int campaigns) {
    return figure(Throughput.id(contender, state, campaigns), "eventsPerSecond");
  }

  /** The first by the second, or empty where one is missing. */
  static OptionalDouble ratio(OptionalDouble of, OptionalDouble to) {
    return of.isPresent() && to.isPresent()
        ? OptionalDouble.of(of.getAsDouble() / to.getAsDouble())
        : OptionalDouble.empty();
  }
}
