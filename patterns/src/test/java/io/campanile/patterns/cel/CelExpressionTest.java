package io.campanile.patterns.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Expression;
import io.campanile.patterns.cel.CelLanguage.Compiled;
import io.campanile.patterns.cel.CelLanguage.Use;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionTest {

  private static final Map<String, @Nullable Object> EVENT = event();

  private static Map<String, @Nullable Object> event() {
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("whole", 10L);
    event.put("decimal", 10.5);
    event.put("same", 10.0);
    event.put("text", "shoes");
    event.put("digits", "10");
    event.put("yes", true);
    event.put("nothing", null);
    event.put("first name", "Ada");
    event.put("list", Arrays.asList("a", null, 2L));
    event.put("object", Map.of("inner", Map.of("deep", 1L)));
    Map<String, @Nullable Object> withNull = new HashMap<>();
    withNull.put("id", null);
    event.put("holder", withNull);
    event.put("products", List.of(Map.of("product_id", "p1"), Map.of("product_id", "p2")));
    event.put("mixed", List.of(Map.of("product_id", "p1"), Map.of("sku", "s")));
    event.put("large", 9_007_199_254_740_993L);
    return event;
  }

  private static final Expression.Scope SCOPE = name -> name.equals("event") ? EVENT : null;

  private static Expression compile(String text, Use use) {
    Compiled compiled = new CelLanguage().compile(text, Set.of("event", "profile"), use, Set.of());
    if (compiled instanceof Compiled.Right right) {
      return right.expression();
    }
    throw new AssertionError(compiled);
  }

  private static Optional<Object> value(String text) {
    return compile(text, Use.VALUE).value(SCOPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 > 5.5",
        "event.whole == 10.0",
        "event.same == 10",
        "event.whole == event.same",
        "event.whole in [10.0, 11.0]",
        "event.whole < event.decimal",
        "event.large == 9007199254740993",
        "event.whole != event.digits",
        "event.text in [\"shoes\", \"hats\"]",
        "event.text.startsWith(\"sh\") && event.text.matches(\"s.*s\")",
        "event[\"first name\"] == \"Ada\"",
        "event.object.inner.deep == 1",
        "event.yes",
        "true || event.missing",
        "event.missing > 1 || event.yes",
        "!(event.missing && false)",
        "event.nothing == null",
        "event.holder.id == null",
        "event.list[1] == null",
        "event.list.exists(x, x == null)",
        "has(event.nothing)",
        "!has(event.missing)",
        "has(event.object.inner)",
        "event.products.exists(p, p.product_id == \"p2\")",
        "event.products.all(p, has(p.product_id))",
        "event.mixed.exists(p, p.product_id == \"p1\")",
        "event.products.exists_one(p, p.product_id == \"p1\")",
        "event.products.filter(p, p.product_id != \"p1\").size() == 1",
        "\"inner\" in event.object",
        "true || profile.vip",
      })
  void isTrue(String text) {
    assertThat(compile(text, Use.CONDITION).test(SCOPE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.missing",
        "event.missing == null",
        "event.missing == 1",
        "!event.missing",
        "event.missing != 1",
        "event.nothing > 3",
        "event.nothing.deeper == 1",
        "event.text",
        "event.whole",
        "event.text > 3",
        "event.whole / 4.0 > 1.0",
        "event.whole % 0 == 0",
        "9223372036854775807 + event.whole > 0",
        "event.list[7] == 1",
        "event.yes && event.text",
        "event.text.matches(\"(\" + event.digits)",
        "event.digits == 10",
        "profile.vip",
        "has(profile.vip)",
        "profile.vip || event.missing",
      })
  void isNotTrue(String text) {
    assertThat(compile(text, Use.CONDITION).test(SCOPE)).isFalse();
  }

  @Test
  void givesJsonValues() {
    assertThat(value("event.whole")).contains(10L);
    assertThat(value("event.decimal")).contains(10.5);
    assertThat(value("event.text")).contains("shoes");
    assertThat(value("event.yes")).contains(true);
    assertThat(value("event.whole > 3")).contains(true);
    assertThat(value("3u")).contains(3L);
    assertThat(value("event.object")).contains(Map.of("inner", Map.of("deep", 1L)));
    assertThat(value("event.list")).contains(Arrays.asList("a", null, 2L));
    assertThat(value("[event.whole, null, event.object]"))
        .contains(Arrays.asList(10L, null, Map.of("inner", Map.of("deep", 1L))));
    assertThat(value("{\"a\": event.whole, \"b\": {1: true}}"))
        .contains(Map.of("a", 10L, "b", Map.of("1", true)));
    assertThat(value("timestamp(\"2026-01-02T03:04:05Z\")")).contains("2026-01-02T03:04:05Z");
    assertThat(value("duration(\"90m\")")).contains("5400s");
    assertThat(value("duration(\"1500ms\")")).contains("1.5s");
    assertThat(value("b\"abc\"")).contains("YWJj");
  }

  @Test
  void hasNoValueForErrorsNullAndWhatJsonCannotSay() {
    assertThat(value("event.missing")).isEmpty();
    assertThat(value("event.nothing")).isEmpty();
    assertThat(value("profile.first_name")).isEmpty();
    assertThat(value("event.decimal / 0.0")).isEmpty();
    assertThat(value("[profile.first_name]")).isEmpty();
    assertThat(value("18446744073709551615u")).isEmpty();
  }

  @Test
  void collectsWhatAnOrderSaysOfEachProduct() {
    assertThat(value("event.products.map(p, p.product_id)")).contains(List.of("p1", "p2"));
    assertThat(value("event.mixed.filter(p, has(p.product_id)).map(p, p.product_id)"))
        .contains(List.of("p1"));
  }

  @Test
  void doesNotCopyTheObjectsThatItGives() {
    assertThat(value("event.object").orElseThrow()).isSameAs(EVENT.get("object"));
    assertThat(value("event.list").orElseThrow()).isSameAs(EVENT.get("list"));
  }

  @Test
  void isEqualWhereTextAndVariablesAreEqual() {
    Expression one = compile("event.whole > 1", Use.CONDITION);
    assertThat(one).isEqualTo(compile("event.whole > 1", Use.CONDITION));
    assertThat(one).hasSameHashCodeAs(compile("event.whole > 1", Use.CONDITION));
    assertThat(one).isNotEqualTo(compile("event.whole > 2", Use.CONDITION));
    Compiled fewer =
        new CelLanguage().compile("event.whole > 1", Set.of("event"), Use.CONDITION, Set.of());
    assertThat(fewer)
        .isInstanceOfSatisfying(
            Compiled.Right.class, right -> assertThat(right.expression()).isNotEqualTo(one));
  }

  @Test
  void servesManyThreadsAtOnce() throws InterruptedException, ExecutionException {
    Expression expression = compile("event.n * 2 + event.l.map(x, x * x)[1]", Use.VALUE);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> results =
          threads.invokeAll(Collections.nCopies(8, (Callable<Boolean>) () -> agrees(expression)));
      for (Future<Boolean> result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static boolean agrees(Expression expression) {
    for (long n = 0; n < 2_000; n++) {
      Map<String, @Nullable Object> event = new HashMap<>();
      event.put("n", n);
      event.put("l", List.of(0L, n));
      if (!expression.value(name -> event).equals(Optional.of(n * 2 + n * n))) {
        return false;
      }
    }
    return true;
  }
}
