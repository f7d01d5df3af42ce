package io.campanile.connectors.json;

/** Text that can be written as UTF-8: no half of a character stands alone. */
final class WellFormed {

  private WellFormed() {}

  /** The position of the first lone surrogate, or -1. */
  static int firstLoneSurrogate(String text) {
    int i = 0;
    while (i < text.length()) {
      if (!Character.isSurrogate(text.charAt(i))) {
        i++;
      } else if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i += 2;
      } else {
        return i;
      }
    }
    return -1;
  }

  /** The text, with U+FFFD for each lone surrogate. */
  static String of(String text) {
    return firstLoneSurrogate(text) < 0 ? text : text.replaceAll("\\p{Cs}", "\uFFFD");
  }
}
