package io.campanile.patterns.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.cel.CelLanguage.Compiled;
import io.campanile.patterns.cel.CelLanguage.Use;
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
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast path gives what the evaluator gives. */
class FastPathTest {

  private static final Set<String> VARIABLES = Set.of("event", "profile");
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
        "event.product_id"
      })
  void servesTheCommonForms(String text) {
    assertThat(compile(text, Use.VALUE).isFast()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.products.map(p, p.product_id)",
        "event.a + 1 > 2",
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
    Map<String, Map<String, @Nullable Object>> scope = Map.of("event", event, "profile", profile);
    Object expected = expression.reference(scope::get).orElse("no value");
    Statistics.label("value")
        .collect(expected.equals(true) ? "true" : expected.equals(false) ? "false" : "other");
    assertThat(expression.isFast()).isTrue();
    assertThat(expression.value(scope::get).orElse("no value")).isEqualTo(expected);
    assertThat(expression.test(scope::get)).isEqualTo(expected.equals(true));
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
        Arbitraries.of("==", "!=", "<", "<=", ">", ">=", "in", "startsWith", "contains", "bare");
    return Combinators.combine(properties(), operators, constants(), constants())
        .as(
            (property, operator, first, second) ->
                switch (operator) {
                  case "in" -> property + " in [" + first + ", " + second + "]";
                  case "startsWith", "contains" -> property + "." + operator + "(\"a\")";
                  case "bare" -> property;
                  default -> property + " " + operator + " " + first;
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
            false);
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
