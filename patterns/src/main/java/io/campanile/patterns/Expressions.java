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

  private final CelLanguage language;
  private final Problems problems;
  private final Set<String> aliases;

  private Expressions(CelLanguage language, Problems problems, Set<String> aliases) {
    this.language = language;
    this.problems = problems;
    this.aliases = aliases;
  }

  Expressions(Problems problems) {
    this(new CelLanguage(), problems, Set.of());
  }

  /** The same for one trigger, where messages can tell its aliases from unknown names. */
  Expressions withAliases(Set<String> names) {
    return new Expressions(language, problems, names);
  }

  /** The condition at a key, or null where there is none, or a wrong one. */
  @Nullable Expression condition(YamlMap map, String key, Set<String> variables) {
    String example = variables.contains("event") ? "event.price >= 20" : "profile.vip";
    return map.scalar(key, "an expression such as `" + example + "`")
        .flatMap(scalar -> compile(scalar, variables, Use.CONDITION))
        .orElse(null);
  }

  Optional<Expression> compile(YamlScalar scalar, Set<String> variables, Use use) {
    Compiled compiled = language.compile(scalar.text().stripTrailing(), variables, use, aliases);
    if (compiled instanceof Compiled.Wrong wrong) {
      for (Fault fault : wrong.faults()) {
        problems.error(scalar.placeOf(fault.index()), fault.message());
      }
      return Optional.empty();
    }
    return Optional.of(((Compiled.Right) compiled).expression());
  }
}
