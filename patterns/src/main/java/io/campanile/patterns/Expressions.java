package io.campanile.patterns;

import io.campanile.patterns.cel.CelLanguage;
import io.campanile.patterns.cel.CelLanguage.Compiled;
import io.campanile.patterns.cel.CelLanguage.Fault;
import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of a directory; their faults become problems at their own places. */
final class Expressions {

  private static final String EXPECTED = "an expression such as `event.price >= 20`";

  private final CelLanguage language = new CelLanguage();
  private final Problems problems;

  Expressions(Problems problems) {
    this.problems = problems;
  }

  /** The condition at a key, or null where there is none, or a wrong one. */
  @Nullable Expression condition(YamlMap map, String key, Set<String> variables) {
    return map.scalar(key, EXPECTED)
        .flatMap(scalar -> compile(scalar, variables, Use.CONDITION))
        .orElse(null);
  }

  Optional<Expression> compile(YamlScalar scalar, Set<String> variables, Use use) {
    Compiled compiled = language.compile(scalar.text().stripTrailing(), variables, use);
    if (compiled instanceof Compiled.Wrong wrong) {
      for (Fault fault : wrong.faults()) {
        problems.error(scalar.placeOf(fault.index()), fault.message());
      }
      return Optional.empty();
    }
    return Optional.of(((Compiled.Right) compiled).expression());
  }
}
