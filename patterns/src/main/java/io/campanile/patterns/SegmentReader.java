package io.campanile.patterns;

import io.campanile.patterns.SegmentDefinition.Inputs;
import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code segments.yaml}. */
final class SegmentReader {

  /** How many segments there can be: the membership in each is kept for every customer. */
  static final int MAX_SEGMENTS = 500;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Set<String> VARIABLES = Set.of("profile", "now");

  private final Expressions expressions;
  private final Set<String> scores;

  /**
   * A reader.
   *
   * @param scores the traits whose value decays
   */
  SegmentReader(Expressions expressions, Set<String> scores) {
    this.expressions = expressions;
    this.scores = scores;
  }

  /** The segments that are right, by name. */
  List<SegmentDefinition> read(YamlMap map) {
    if (map.keys().size() > MAX_SEGMENTS) {
      map.error(
          ProblemCode.TOO_MUCH,
          "There are %d segments, expected at most %d.".formatted(map.keys().size(), MAX_SEGMENTS));
    }
    List<SegmentDefinition> segments = new ArrayList<>();
    for (String name : map.keys()) {
      if (!NAME.matcher(name).matches()) {
        map.errorAt(
            name,
            ProblemCode.NOT_A_NAME,
            "The segment's name `"
                + name
                + "` is not allowed. Expected letters, digits, `-`, `_` and `.`, such as"
                + " `high-intent`.");
      }
      map.scalar(name, "a condition such as `profile.orders_30d > 3`")
          .flatMap(scalar -> segment(name, scalar))
          .ifPresent(segments::add);
    }
    segments.sort(Comparator.comparing(SegmentDefinition::name));
    return List.copyOf(segments);
  }

  private Optional<SegmentDefinition> segment(String name, YamlScalar scalar) {
    Optional<Expression> condition = expressions.compile(scalar, VARIABLES, Use.CONDITION);
    if (condition.isEmpty()) {
      return Optional.empty();
    }
    Inputs inputs = expressions.inputs(condition.get(), VARIABLES, scores);
    if (inputs.otherNow()) {
      scalar.warning(
          ProblemCode.RESTLESS_SEGMENT,
          "`now` is used in a way that does not tell when `"
              + name
              + "` changes: it is judged at each event, and at each full UTC hour for 366 days"
              + " after the customer's last one. Better compare `now` itself, such as"
              + " `profile.last_order < now - duration(\"720h\")`.");
    }
    return Optional.of(new SegmentDefinition(name, condition.get(), inputs));
  }
}
