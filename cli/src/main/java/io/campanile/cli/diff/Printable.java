package io.campanile.cli.diff;

/** Text from outside, made safe for where it goes. */
final class Printable {

  private Printable() {}

  /**
   * For a terminal: whatever could move the cursor, end the line, or turn the direction of writing,
   * is shown as a question mark.
   */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.appendCodePoint(isSafe(c) ? c : '?'));
    return safe.toString();
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  /** For Markdown, as it stands: no character of it is markup, a tag, a link or somebody's name. */
  static String markdown(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    of(text)
        .codePoints()
        .forEach(
            c -> {
              if (c == '<' || c == '&' || c == '@' || c == '#') {
                // A backslash would not keep a platform from reading names and numbers here.
                safe.append("&#").append(c).append(';');
              } else if ("\\`*_{}[]()|~!".indexOf(c) >= 0) {
                safe.append('\\').appendCodePoint(c);
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString().replace("://", "&#58;//").replaceAll("(?i)(www)\\.", "$1&#46;");
  }
}
