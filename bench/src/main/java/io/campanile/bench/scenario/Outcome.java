package io.campanile.bench.scenario;

import io.campanile.bench.drive.Matches.Found;
import java.util.List;
import java.util.Map;

/**
 * What a scenario found.
 *
 * @param scenario its id
 * @param figures by name; units are in the names
 * @param found the triggers after certain numbers of events, to compare engines by
 */
public record Outcome(String scenario, Map<String, Double> figures, List<Found> found) {

  /** One without triggers to compare. */
  static Outcome of(String scenario, Map<String, Double> figures) {
    return new Outcome(scenario, figures, List.of());
  }

  /** A figure that was measured. */
  public double figure(String name) {
    Double figure = figures.get(name);
    if (figure == null) {
      throw new IllegalArgumentException(scenario + " has no figure " + name + ", only " + figures);
    }
    return figure;
  }
}
