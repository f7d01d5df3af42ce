package io.campanile.patterns.lint;

import io.campanile.patterns.Names;
import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.ProfileFields;
import io.campanile.patterns.cel.PropertyUses;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.Place;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for names of events, properties and traits that a sample of real events never showed. */
final class SeenLint implements PropertyWalk.Visitor {

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

  @Override
  public void event(YamlScalar scalar) {
    String name = PropertyWalk.canonical(scalar.text());
    if (!seen.properties().containsKey(name)) {
      scalar.warning(
          ProblemCode.UNSEEN_EVENT,
          "No event `%s` is in the data.%s"
              .formatted(
                  name, Names.isSpecified(name) ? "" : near(name, seen.properties().keySet())));
    }
  }

  @Override
  public void property(YamlScalar scalar, PropertyUses.Use use, Set<String> events) {
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

  @Override
  public void trait(YamlScalar scalar, PropertyUses.Use use) {
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
