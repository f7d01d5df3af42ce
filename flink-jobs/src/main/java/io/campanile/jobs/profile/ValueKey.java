package io.campanile.jobs.profile;

import io.campanile.model.Ids;
import io.campanile.model.ValueText;
import java.util.HexFormat;

/** Values as short texts, equal where the values are. */
final class ValueKey {

  /** Longer ones are told apart by their SHA-256. */
  private static final int MAX_CHARS = 64;

  private ValueKey() {}

  /** Whole and decimal numbers are equal by value; empty for a list or an object. */
  static String of(Object value) {
    return ValueText.of(value).map(text -> kind(value) + shortened(text)).orElse("");
  }

  private static char kind(Object value) {
    if (value instanceof String) {
      return '"';
    }
    return value instanceof Boolean ? '?' : '#';
  }

  private static String shortened(String text) {
    return text.length() <= MAX_CHARS
        ? text
        : "sha256:" + HexFormat.of().formatHex(Ids.sha256(text));
  }
}
