package io.campanile.patterns;

import io.campanile.patterns.TraitDefinition.Function;
import io.campanile.patterns.TraitDefinition.Measure;
import io.campanile.patterns.TraitDefinition.Over;
import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Durations;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code traits.yaml}. */
final class TraitReader {

  /** How many traits there can be: each of them may be kept for every customer. */
  static final int MAX_TRAITS = 200;

  static final int MAX_WEIGHT = 1_000_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What the profile holds already, or decisions look for under this name. */
  private static final Set<String> TAKEN = taken();

  private static final Map<String, Function> FUNCTIONS = functions();
  private static final List<String> KINDS =
      TraitShapes.ALL.stream().map(shape -> shape.keys().get(0)).distinct().toList();
  private static final List<String> KEYS =
      Stream.concat(
              KINDS.stream(), TraitShapes.ALL.stream().flatMap(shape -> shape.keys().stream()))
          .distinct()
          .toList();
  private static final Set<String> TIMES = Set.of("first", "last");
  private static final Set<String> EVENT = Set.of("event");
  private static final String OVER_EXPECTED = "a duration such as `30d`, `session` or `all`";
  private static final String EVENTS_EXPECTED = "the name of an event, or a list of names";

  private final Expressions expressions;

  TraitReader(Expressions expressions) {
    this.expressions = expressions;
  }

  private static Set<String> taken() {
    Set<String> taken = new TreeSet<>(ProfileFields.ALL);
    taken.addAll(List.of("timezone", "locale"));
    return Set.copyOf(taken);
  }

  private static Map<String, Function> functions() {
    Map<String, Function> functions = new LinkedHashMap<>();
    functions.put("sum", Function.SUM);
    functions.put("average", Function.AVERAGE);
    functions.put("min", Function.MIN);
    functions.put("max", Function.MAX);
    functions.put("first", Function.FIRST);
    functions.put("last", Function.LAST);
    functions.put("distinct", Function.DISTINCT);
    functions.put("top", Function.TOP);
    return Collections.unmodifiableMap(functions);
  }

  /** The traits that are right, by name. */
  List<TraitDefinition> read(YamlMap map) {
    if (map.keys().size() > MAX_TRAITS) {
      map.error(
          ProblemCode.TOO_MUCH,
          "There are %d traits, expected at most %d.".formatted(map.keys().size(), MAX_TRAITS));
    }
    List<TraitDefinition> traits = new ArrayList<>();
    for (String name : map.keys()) {
      boolean usable = isName(name, map);
      map.map(name, "a mapping such as `{count: Order Completed, over: 90d}`")
          .flatMap(trait -> trait(name, trait))
          .filter(trait -> usable)
          .ifPresent(traits::add);
    }
    traits.sort((a, b) -> a.name().compareTo(b.name()));
    return List.copyOf(traits);
  }

  private static boolean isName(String name, YamlMap map) {
    if (!NAME.matcher(name).matches()) {
      map.errorAt(
          name,
          ProblemCode.NOT_A_NAME,
          "The trait's name `"
              + name
              + "` cannot be used in expressions. Expected a letter, then letters, digits and `_`.");
      return false;
    }
    if (TAKEN.contains(name)) {
      map.errorAt(
          name,
          ProblemCode.NOT_A_NAME,
          "`profile." + name + "` has a meaning of its own. Give the trait another name.");
      return false;
    }
    return true;
  }

  private Optional<TraitDefinition> trait(String name, YamlMap map) {
    map.allow(KEYS);
    List<String> kinds = KINDS.stream().filter(map::has).toList();
    if (kinds.isEmpty()) {
      if (KINDS.stream().noneMatch(map::isMisspelt)) {
        map.error(
            ProblemCode.TRAIT_KIND,
            "`"
                + name
                + "` does not say what to compute, expected one of `"
                + String.join("`, `", KINDS)
                + "`.");
      }
      return Optional.empty();
    }
    for (String second : kinds.subList(1, kinds.size())) {
      map.errorAt(
          second,
          ProblemCode.TRAIT_KIND,
          "A trait is one of `%s` and `%s`, not both. Make this two traits."
              .formatted(kinds.get(0), second));
    }
    if (kinds.size() > 1) {
      return Optional.empty();
    }
    @Nullable Expression where = expressions.condition(map, "where", EVENT);
    String kind = kinds.get(0);
    return kind.equals("score") ? score(name, map, where) : windowed(name, map, kind, where);
  }

  private Optional<TraitDefinition> windowed(
      String name, YamlMap map, String kind, @Nullable Expression where) {
    if (map.has("half-life")) {
      map.errorAt(
          "half-life",
          ProblemCode.TRAIT_KIND,
          "`half-life` belongs to a `score`; here `over` says how long.");
    }
    Optional<Over> over =
        map.has("over")
            ? map.scalar("over", OVER_EXPECTED).flatMap(TraitReader::over)
            : Optional.of(new Over.AllTime());
    boolean ofValues = map.has("of") || !(kind.equals("count") || TIMES.contains(kind));
    if (kind.equals("count") && map.has("of")) {
      map.errorAt(
          "of",
          ProblemCode.TRAIT_KIND,
          "`count` names the events itself: `{count: Order Completed}`.");
      return Optional.empty();
    }
    if (!ofValues) {
      Optional<YamlValue> named = map.get(kind).filter(value -> isNoExpression(kind, value));
      Measure measure =
          kind.equals("count") ? new Measure.Count() : new Measure.Time(kind.equals("last"));
      return trait(name, named.map(Names::events), where, Optional.of(measure), over);
    }
    Optional<Measure> measure =
        map.scalar(kind, "an expression such as `event.total`")
            .flatMap(value -> expressions.compile(value, EVENT, Use.VALUE))
            .map(value -> new Measure.OfValues(function(kind), value));
    Optional<Set<String>> events = map.require("of", EVENTS_EXPECTED).map(Names::events);
    return trait(name, events, where, measure, over);
  }

  private static Function function(String kind) {
    Function function = FUNCTIONS.get(kind);
    if (function == null) {
      throw new IllegalArgumentException("No function of values: " + kind);
    }
    return function;
  }

  /** {@code last: event.total} is an expression that lacks {@code of}, and no event's name. */
  private static boolean isNoExpression(String kind, YamlValue value) {
    if (value instanceof YamlScalar scalar && scalar.text().startsWith("event.")) {
      value.error(
          ProblemCode.TRAIT_KIND,
          kind.equals("count")
              ? "`count` counts events, expected " + EVENTS_EXPECTED + ". Did you mean `sum`?"
              : "`%s` is an expression, and `of` is missing: %s.".formatted(kind, EVENTS_EXPECTED));
      return false;
    }
    return true;
  }

  private static Optional<TraitDefinition> trait(
      String name,
      Optional<Set<String>> events,
      @Nullable Expression where,
      Optional<Measure> measure,
      Optional<Over> over) {
    if (events.isEmpty() || events.get().isEmpty() || measure.isEmpty() || over.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new TraitDefinition(name, events.get(), where, measure.get(), over.get()));
  }

  private static Optional<Over> over(YamlScalar scalar) {
    String text = scalar.text();
    if (text.equals("session")) {
      return Optional.of(new Over.Session());
    }
    if (text.equals("all")) {
      return Optional.of(new Over.AllTime());
    }
    if (Durations.parse(text).isEmpty() && !Character.isDigit(text.charAt(0))) {
      scalar.error(
          ProblemCode.UNKNOWN_WORD,
          "`over` is `" + scalar.shown() + "`, expected " + OVER_EXPECTED + ".");
      return Optional.empty();
    }
    return scalar.duration(DurationRange.POSITIVE).map(Over.Window::new);
  }

  private Optional<TraitDefinition> score(String name, YamlMap map, @Nullable Expression where) {
    for (String key : List.of("of", "over")) {
      if (map.has(key)) {
        map.errorAt(
            key,
            ProblemCode.TRAIT_KIND,
            "A `score` has no `" + key + "`: it names its events, and fades by `half-life`.");
      }
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    Optional<YamlMap> given =
        map.map("score", "a mapping of events to weights, such as `{Product Viewed: 1}`");
    given.ifPresent(
        events -> {
          for (String event : events.keys()) {
            Optional<Double> weight = events.number(event, -MAX_WEIGHT, MAX_WEIGHT);
            events
                .key(event)
                .flatMap(Names::event)
                .ifPresent(canonical -> weight.ifPresent(w -> weights.put(canonical, w)));
          }
          if (events.keys().isEmpty()) {
            events.error(
                ProblemCode.EMPTY_LIST,
                "`score` is empty, expected at least one event and its weight.");
          }
        });
    return map.require("half-life", "a duration such as `7d`, in which it fades to a half")
        .flatMap(value -> map.duration("half-life", DurationRange.POSITIVE))
        .filter(halfLife -> !weights.isEmpty())
        .map(
            halfLife ->
                new TraitDefinition(
                    name,
                    Set.copyOf(weights.keySet()),
                    where,
                    new Measure.Score(Collections.unmodifiableMap(weights), halfLife),
                    new Over.AllTime()));
  }
}
