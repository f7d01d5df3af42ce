package io.campanile.cli.demo;

/** What may be shown on a terminal. */
final class Texts {

  private Texts() {}

  /** At most {@code columns} characters; what was cut off shows as an ellipsis. */
  static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
  }

  /** What came from outside must not steer the terminal: control characters become dots. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "·");
  }
}
