package io.campanile.model;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random JSON values, nested a few levels deep. */
final class JsonValues {

  private JsonValues() {}

  static Arbitrary<Object> values() {
    return values(3);
  }

  static Arbitrary<Map<String, Object>> objects() {
    return objects(2);
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.longs().map(number -> number),
            Arbitraries.doubles().map(number -> number),
            Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE),
            Arbitraries.of(true, false),
            text());
    Arbitrary<Object> nullable = scalars.injectNull(0.1);
    return depth == 0
        ? nullable
        : Arbitraries.oneOf(
            nullable,
            values(depth - 1).list().ofMaxSize(4).map(list -> list),
            objects(depth - 1).map(object -> object));
  }

  private static Arbitrary<Map<String, Object>> objects(int depth) {
    return Arbitraries.maps(text(), values(depth)).ofMaxSize(4);
  }

  /** Text as it can come out of JSON in UTF-8: every character but lone surrogates. */
  static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars("a äß\u0000\n\"\u20AC\uFFFD")
        .ofMaxLength(12)
        .flatMap(text -> Arbitraries.of("", "🎉", "\uD83D\uDE00x").map(astral -> text + astral));
  }
}
