package io.campanile.jobs.oracle;

import io.campanile.patterns.Expression;
import io.campanile.patterns.cel.CelLanguage;
import io.campanile.patterns.cel.CelLanguage.Compiled;
import io.campanile.patterns.cel.CelLanguage.Use;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Expressions, each compiled once for all cases. */
final class Compile {

  private static final CelLanguage LANGUAGE = new CelLanguage();
  private static final Map<Key, Expression> COMPILED = new ConcurrentHashMap<>();

  private record Key(String text, Set<String> variables, Use use) {}

  private Compile() {}

  static Expression where(String text) {
    return compile(text, Set.of("event", "profile"), Use.CONDITION);
  }

  static Expression per(String text) {
    return compile(text, Set.of("event"), Use.KEY);
  }

  static Expression ofProfile(String text, Use use) {
    return compile(text, Set.of("profile"), use);
  }

  static Expression compile(String text, Set<String> variables, Use use) {
    return COMPILED.computeIfAbsent(
        new Key(text, variables, use),
        key -> {
          if (LANGUAGE.compile(text, variables, use, Set.of()) instanceof Compiled.Right right) {
            return right.expression();
          }
          throw new IllegalArgumentException(text + " over " + variables);
        });
  }
}
