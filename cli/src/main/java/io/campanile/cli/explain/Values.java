package io.campanile.cli.explain;

import io.campanile.model.Check;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values that a check saw, as they came over the wire: an explanation of records that an older
 * or a newer version wrote tells what is there, and leaves out what is not.
 */
record Values(Map<?, ? extends @Nullable Object> values) {

  /** Those of the first check of that name that was not passed, or of none. */
  static Values ofFailed(List<Check> trace, String check) {
    return trace.stream()
        .filter(made -> made.check().equals(check) && !made.passed())
        .findFirst()
        .map(made -> new Values(made.values()))
        .orElse(new Values(Map.of()));
  }

  /** Those of the first check of that name, or of none. */
  static Values of(List<Check> trace, String check) {
    return trace.stream()
        .filter(made -> made.check().equals(check))
        .findFirst()
        .map(made -> new Values(made.values()))
        .orElse(new Values(Map.of()));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Text, or a number or a truth value as text. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(Values::asText);
  }

  private static String asText(Object value) {
    // 5 percent are written as 5.0, because a half can be held out, too.
    return value instanceof Double number && number == Math.rint(number)
        ? Long.toString(number.longValue())
        : String.valueOf(value);
  }

  Optional<Instant> time(String name) {
    return text(name).flatMap(Values::asTime);
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  boolean isFalse(String name) {
    return Boolean.FALSE.equals(values.get(name));
  }

  List<Instant> times(String name) {
    return texts(name).stream().flatMap(text -> asTime(text).stream()).toList();
  }

  List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(Values::asText).toList()
        : List.of();
  }

  /** The objects of a list. */
  List<Values> objects(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(element -> new Values((Map<?, ?>) element))
            .toList()
        : List.of();
  }

  private static Optional<Instant> asTime(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
