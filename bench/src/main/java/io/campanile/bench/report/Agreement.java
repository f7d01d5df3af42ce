package io.campanile.bench.report;

import io.campanile.bench.drive.Matches.Found;
import io.campanile.bench.scenario.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Whether engines that saw the same events found the same triggers, by count and by the sum of
 * their ids, at the last point that both came by.
 */
final class Agreement {

  private static final Set<String> ALL = Set.of("single", "pair", "triple", "absence");

  /**
   * flink-cep keeps the first fitting event where the language takes the latest: a wait for an
   * absence does not begin again. What ends with an event ends with the same one.
   */
  private static final Set<String> PLAIN = Set.of("single", "pair", "triple");

  /** Esper's pattern forgets a second event when a first comes again. */
  private static final Set<String> ESPER = Set.of("single", "pair", "absence");

  /**
   * Two engines that were compared.
   *
   * @param triggers how many both found
   * @param events in how many events
   * @param difference empty where they agree
   */
  record Compared(String one, String other, long triggers, long events, String difference) {}

  private Agreement() {}

  static List<Compared> of(Outcomes outcomes) {
    Map<String, List<Outcome>> bySet = new LinkedHashMap<>();
    for (Outcome outcome : outcomes.all()) {
      if (!outcome.found().isEmpty()) {
        bySet.computeIfAbsent(setOf(outcome), set -> new ArrayList<>()).add(outcome);
      }
    }
    List<Compared> compared = new ArrayList<>();
    for (List<Outcome> same : bySet.values()) {
      Outcome reference = same.get(0);
      for (Outcome other : same.subList(1, same.size())) {
        compared.add(compare(reference, other));
      }
    }
    return compared;
  }

  /** What comes after the engine's name and state: the number of campaigns. */
  private static String setOf(Outcome outcome) {
    String[] parts = outcome.scenario().split(":", -1);
    return parts[0] + parts[parts.length - 1];
  }

  private static Compared compare(Outcome one, Outcome other) {
    Map<String, Found> points = new LinkedHashMap<>();
    one.found().forEach(found -> points.put(found.kind() + found.events(), found));
    long events = 0;
    for (Found found : other.found()) {
      if (points.containsKey(found.kind() + found.events())) {
        events = Math.max(events, found.events());
      }
    }
    long triggers = 0;
    StringBuilder difference = new StringBuilder();
    for (Found found : other.found()) {
      if (found.events() == events && kinds(other).contains(found.kind())) {
        Found expected = Objects.requireNonNull(points.get(found.kind() + events));
        triggers += expected.triggers();
        if (!expected.equals(found)) {
          difference.append(" expected ").append(expected).append(", found ").append(found);
        }
      }
    }
    return new Compared(one.scenario(), other.scenario(), triggers, events, difference.toString());
  }

  private static Set<String> kinds(Outcome outcome) {
    if (outcome.scenario().contains("plain-flink-cep")) {
      return PLAIN;
    }
    return outcome.scenario().contains("esper") ? ESPER : ALL;
  }
}
