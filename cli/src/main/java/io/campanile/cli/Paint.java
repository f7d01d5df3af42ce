package io.campanile.cli;

/**
 * Colours for a terminal that has them.
 *
 * @param on whether there are any
 */
public record Paint(boolean on) {

  private static final String RESET = "\u001b[0m";

  /** No colours. */
  public static final Paint NONE = new Paint(false);

  /**
   * Colours where stdout is a terminal, which the launcher says by telling its width, and nobody
   * has asked for none.
   */
  public static Paint ofTerminal() {
    String noColor = System.getenv("NO_COLOR");
    boolean wanted = noColor == null || noColor.isEmpty();
    return new Paint(wanted && System.getProperty("campanile.columns") != null);
  }

  /** For what names something. */
  public String bold(String text) {
    return paint("1", text);
  }

  /** For what is wrong. */
  public String red(String text) {
    return paint("31", text);
  }

  /** For what is right. */
  public String green(String text) {
    return paint("32", text);
  }

  /** For what to look at. */
  public String yellow(String text) {
    return paint("33", text);
  }

  /** For what need not be read. */
  public String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
