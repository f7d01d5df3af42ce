package io.campanile.patterns.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Expression;
import io.campanile.patterns.cel.CelLanguage.Compiled;
import io.campanile.patterns.cel.CelLanguage.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast path gives what the evaluator gives. */
class FastPathTest {

  private static final Set<String> VARIABLES = Set.of("event", "profile", "now");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final CelLanguage LANGUAGE = new CelLanguage();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.price >= 20",
        "event.price >= 20 && event.category in [\"shoes\", \"bags\"]",
        "event.category != \"a\" && !(event.product_id in [\"1\", \"2\"])",
        "profile.consent.sms == true || profile.consent.email == true",
        "has(profile.vip)",
        "has(event.a.b) && event.a.b > 1.5",
        "event[\"product id\"] == \"x\"",
        "event.name.startsWith(\"A\")",
        "event.coupon == null",
        "event.product_id",
        "profile.last_order < now - duration(\"1440h\")",
        "profile.first_seen > now - duration(\"168h\") && !has(profile.last_order)",
        "now - profile.last_order > duration(\"1h30m\")",
        "profile.last_order > timestamp(\"2026-01-01T00:00:00Z\")"
      })
  void servesTheCommonForms(String text) {
    assertThat(compile(text, Use.VALUE).isFast()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.products.map(p, p.product_id)",
        "duration(event.a) > duration(\"1h\")",
        "event.times.map(t, t > now)",
        "event.tags.exists(t, t == \"x\")",
        "size(event.tags) > 1"
      })
  void leavesOtherFormsToTheEvaluator(String text) {
    assertThat(compile(text, Use.VALUE).isFast()).isFalse();
  }

  @Property(tries = 3_000)
  void givesWhatTheEvaluatorGives(
      @ForAll("conditions") String text,
      @ForAll("objects") Map<String, @Nullable Object> event,
      @ForAll("objects") Map<String, @Nullable Object> profile) {
    if (!(LANGUAGE.compile(text, VARIABLES, Use.VALUE, Set.of()) instanceof Compiled.Right right)) {
      // Such as true < "a", which does not type-check.
      return;
    }
    CelExpression expression = right.expression();
    Expression.Scope scope = new Shown(event, profile);
    Object expected = expression.reference(scope).orElse("no value");
    Statistics.label("value")
        .collect(expected.equals(true) ? "true" : expected.equals(false) ? "false" : "other");
    assertThat(expression.isFast()).isTrue();
    assertThat(expression.value(scope).orElse("no value")).isEqualTo(expected);
    assertThat(expression.test(scope)).isEqualTo(expected.equals(true));
  }

  private record Shown(Map<String, @Nullable Object> event, Map<String, @Nullable Object> profile)
      implements Expression.Scope {
    @Override
    public @Nullable Map<String, @Nullable Object> object(String variable) {
      return variable.equals("event") ? event : variable.equals("profile") ? profile : null;
    }

    @Override
    public Instant now() {
      return NOW;
    }
  }

  private static CelExpression compile(String text, Use use) {
    if (LANGUAGE.compile(text, VARIABLES, use, Set.of()) instanceof Compiled.Right right) {
      return right.expression();
    }
    throw new AssertionError("Not an expression: " + text);
  }

  @Provide
  Arbitrary<String> conditions() {
    return Arbitraries.lazyOf(
        this::comparisons,
        this::comparisons,
        this::comparisons,
        () -> conditions().map(inner -> "!(" + inner + ")"),
        () -> joined("&&"),
        () -> joined("||"),
        () -> properties().map(property -> "has(" + property + ")"));
  }

  private Arbitrary<String> joined(String operator) {
    return Combinators.combine(conditions(), conditions())
        .as((left, right) -> "(" + left + ") " + operator + " (" + right + ")");
  }

  private Arbitrary<String> comparisons() {
    Arbitrary<String> operators =
        Arbitraries.of(
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "startsWith",
            "contains",
            "bare",
            "plus",
            "minus",
            "since");
    return Combinators.combine(properties(), operators, constants(), constants(), operands())
        .as(
            (property, operator, first, second, operand) ->
                switch (operator) {
                  case "in" -> property + " in [" + first + ", " + second + "]";
                  case "startsWith", "contains" -> property + "." + operator + "(\"a\")";
                  case "bare" -> property;
                  case "plus" -> property + " + duration(\"90m\") >= now";
                  case "minus" -> property + " < now - duration(\"1440h\")";
                  case "since" -> "now - " + property + " <= duration(\"36h\")";
                  default -> property + " " + operator + " " + operand;
                });
  }

  private Arbitrary<String> properties() {
    return Combinators.combine(
            Arbitraries.of("event", "profile"), Arbitraries.of("a", "b", "c", "a.b", "b.c"))
        .as((object, path) -> object + "." + path);
  }

  private Arbitrary<String> constants() {
    return Arbitraries.of(
        "1",
        "2",
        "1.0",
        "1.5",
        "-3",
        "9007199254740993",
        "9007199254740992.0",
        "\"a\"",
        "\"ab\"",
        "\"\"",
        "true",
        "false",
        "null");
  }

  private Arbitrary<String> operands() {
    Arbitrary<String> times =
        Arbitraries.of("timestamp(\"2026-03-01T12:00:00Z\")", "duration(\"36h\")", "now");
    return Arbitraries.frequencyOf(Tuple.of(5, constants()), Tuple.of(1, times));
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> objects() {
    return objects(2);
  }

  private Arbitrary<Map<String, @Nullable Object>> objects(int depth) {
    return Combinators.combine(
            values(depth), values(depth), values(depth), Arbitraries.integers().between(3, 7))
        .as(
            (a, b, c, present) -> {
              Map<String, @Nullable Object> object = new HashMap<>();
              List<String> names = List.of("a", "b", "c");
              List<@Nullable Object> values = new ArrayList<>();
              values.add(a);
              values.add(b);
              values.add(c);
              for (int i = 0; i < names.size(); i++) {
                if ((present & (1 << i)) != 0) {
                  object.put(names.get(i), values.get(i));
                }
              }
              return object;
            });
  }

  private Arbitrary<@Nullable Object> values(int depth) {
    Arbitrary<@Nullable Object> simple =
        Arbitraries.of(
            1L,
            2L,
            1.0,
            1.5,
            -3L,
            9007199254740993L,
            9007199254740992.0,
            "a",
            "ab",
            "",
            true,
            false,
            NOW,
            NOW.minus(Duration.ofMinutes(90)),
            NOW.minus(Duration.ofDays(60)),
            Instant.parse("9999-12-31T23:59:59Z"),
            Duration.ofHours(36));
    Arbitrary<@Nullable Object> withNull = simple.injectNull(0.1);
    if (depth == 0) {
      return withNull;
    }
    return Arbitraries.oneOf(
        withNull,
        withNull,
        objects(depth - 1).map(object -> (Object) object),
        Arbitraries.of(List.of(1L), List.of()));
  }
}
