package io.campanile.patterns;

import io.campanile.patterns.ProfileFields.Unknown;
import io.campanile.patterns.SegmentDefinition.Inputs;
import io.campanile.patterns.cel.CelLanguage;
import io.campanile.patterns.cel.CelLanguage.Compiled;
import io.campanile.patterns.cel.CelLanguage.Fault;
import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles the expressions of a directory; their faults become problems at their own places. */
final class Expressions {

  private static final Pattern PROPERTY = Pattern.compile("\\bprofile\\.([A-Za-z_][A-Za-z0-9_]*)");

  private static final Pattern DATE =
      Pattern.compile("\"[^\"]*\"|'[^']*'|\\b([0-9]{4}-[0-9]{2}-[0-9]{2})\\b");

  private static final Pattern PATH =
      Pattern.compile("\\bprofile\\.([A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+(?!\\s*\\())+)");

  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");

  private final CelLanguage language;
  private final Problems problems;
  private final Set<String> aliases;

  private final Set<String> segments;
  private final Set<String> traits;

  private Expressions(
      CelLanguage language,
      Problems problems,
      Set<String> aliases,
      Set<String> segments,
      Set<String> traits) {
    this.language = language;
    this.problems = problems;
    this.aliases = aliases;
    this.segments = segments;
    this.traits = traits;
  }

  /**
   * The expressions of one directory.
   *
   * @param segments the names in its {@code segments.yaml}, the wrong ones included
   * @param traits the names in its {@code traits.yaml}, the wrong ones included
   */
  Expressions(Problems problems, Set<String> segments, Set<String> traits) {
    this(
        new CelLanguage(segments),
        problems,
        Set.of(),
        new TreeSet<>(segments),
        new TreeSet<>(traits));
  }

  /** The same for one trigger, where messages can tell its aliases from unknown names. */
  Expressions withAliases(Set<String> names) {
    return new Expressions(language, problems, names, segments, traits);
  }

  /** What to say of a segment of this name, where there is none. */
  Optional<String> unknownSegment(String name) {
    return segments.contains(name)
        ? Optional.empty()
        : Optional.of(CelLanguage.unknownSegment(name, segments));
  }

  /** What a compiled condition looks at. */
  Inputs inputs(Expression condition, Set<String> variables, Set<String> scores) {
    return language.inputs(condition.source(), variables, scores);
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
        problems.error(scalar.placeOf(fault.index()), fault.code(), fault.message());
      }
      return Optional.empty();
    }
    Compiled.Right right = (Compiled.Right) compiled;
    right.always().ifPresent(result -> warnOfConstant(scalar, result));
    warnOfDates(scalar);
    boolean known = knowsFields(scalar, variables);
    warnOfTraits(scalar, variables);
    return known ? Optional.of(right.expression()) : Optional.empty();
  }

  private static void warnOfDates(YamlScalar scalar) {
    Matcher date = DATE.matcher(scalar.text());
    while (date.find()) {
      // A quoted text matches as a whole, and has no date of its own.
      if (date.group(1) != null) {
        int index = scalar.text().codePointCount(0, date.start(1));
        scalar.warningAt(
            index,
            ProblemCode.UNQUOTED_DATE,
            "`%s` is a subtraction. Write the text `\"%1$s\"`, or `timestamp(\"%1$sT00:00:00Z\")`."
                .formatted(date.group(1)));
      }
    }
  }

  private static void warnOfConstant(YamlScalar scalar, boolean result) {
    scalar.warning(
        ProblemCode.CONSTANT_CONDITION,
        result
            ? "This is always true, whatever it looks at: it lets everything pass."
            : "This is never true, whatever it looks at: nothing passes.");
  }

  /** What the profile has by itself has these fields and no others. */
  private boolean knowsFields(YamlScalar scalar, Set<String> variables) {
    boolean known = true;
    if (!variables.contains("profile")) {
      return true;
    }
    // A text in quotes is no path; as many blanks leave the places as they are.
    String text = QUOTED.matcher(scalar.text()).replaceAll(m -> " ".repeat(m.group().length()));
    Matcher path = PATH.matcher(text);
    while (path.find()) {
      Optional<Unknown> unknown = ProfileFields.unknown(path.group(1));
      if (unknown.isPresent()) {
        int start = path.start(1) + unknown.get().of().length() - "profile".length();
        problems.error(
            scalar.placeOf(scalar.text().codePointCount(0, start)),
            ProblemCode.UNKNOWN_FIELD,
            message(unknown.get()));
        known = false;
      }
    }
    return known;
  }

  private static String message(Unknown unknown) {
    return "`%s` has no `%s`.%s"
        .formatted(unknown.of(), unknown.name(), Nearest.hint(unknown.name(), unknown.known()));
  }

  /**
   * A profile can hold anything; a name that is nearly a computed trait's is most likely a slip.
   */
  private void warnOfTraits(YamlScalar scalar, Set<String> variables) {
    if (traits.isEmpty() || !variables.contains("profile")) {
      return;
    }
    Matcher property = PROPERTY.matcher(scalar.text());
    while (property.find()) {
      String name = property.group(1);
      boolean known = traits.contains(name) || ProfileFields.ALL.contains(name);
      Optional<String> near = known ? Optional.empty() : Nearest.to(name, traits);
      int index = scalar.text().codePointCount(0, property.start(1));
      near.ifPresent(
          trait ->
              problems.warning(
                  scalar.placeOf(index),
                  ProblemCode.NEARLY_A_TRAIT,
                  "`%s` is no computed trait. Did you mean `%s`?".formatted(name, trait)));
    }
  }
}
