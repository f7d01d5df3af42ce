package io.campanile.model;

import java.math.BigDecimal;
import java.util.Optional;

/** Values as strings, the way {@code per} values are compared and addresses are written. */
public final class ValueText {

  private ValueText() {}

  /**
   * Text as it is, a whole number without a decimal point, a truth value as {@code true} or {@code
   * false}. Anything else, lists and objects above all, is no single value: empty.
   */
  public static Optional<String> of(Object value) {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (value instanceof Long || value instanceof Boolean) {
      return Optional.of(value.toString());
    }
    if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
      BigDecimal exact = new BigDecimal(number.toString());
      return Optional.of(exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
    }
    return Optional.empty();
  }
}
