package io.campanile.cli.explain;

import io.campanile.patterns.yaml.Durations;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How lists, windows and foreign text are put into sentences. */
final class Words {

  private static final int LONGEST_LIST = 8;

  private Words() {}

  /** {@code 7d} is "7 days", {@code every 1d} "every 1 day"; anything else stays as it is. */
  static String ofPattern(String written) {
    String prefix = written.startsWith("every ") ? "every " : "";
    return Durations.parse(written.substring(prefix.length()))
        .map(duration -> prefix + LocalClock.words(duration))
        .orElse(written);
  }

  /** What a cap allows: "4 in 7 days", "1 in a calendar day". */
  static String allowance(String atMost, String in) {
    return atMost + " in " + (in.startsWith("calendar ") ? "a " : "") + ofPattern(in);
  }

  /** "a, b and c"; of a long list the first ones, and how many more. */
  static <T> String list(List<T> elements, Function<T, String> text) {
    if (elements.size() <= 1) {
      return elements.stream().map(text).collect(Collectors.joining());
    }
    boolean tooLong = elements.size() > LONGEST_LIST;
    int told = tooLong ? LONGEST_LIST - 1 : elements.size() - 1;
    String first = elements.stream().limit(told).map(text).collect(Collectors.joining(", "));
    return first
        + " and "
        + (tooLong ? elements.size() - told + " more" : text.apply(elements.get(told)));
  }

  /** An expression or a name of a pattern, set off from the sentence. */
  static String quoted(String text) {
    return "`" + printable(text) + "`";
  }

  /** As {@link #quoted}, behind what it explains. */
  static String bracketed(String text) {
    return " (" + quoted(text) + ")";
  }

  /**
   * Text from outside, safe to print: whatever could move the cursor, or turn the direction of
   * writing, is shown as a question mark.
   */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean unsafe =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              safe.appendCodePoint(unsafe ? '?' : c);
            });
    return safe.toString();
  }
}
