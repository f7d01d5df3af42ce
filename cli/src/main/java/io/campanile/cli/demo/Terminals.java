package io.campanile.cli.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Which kind of {@link Terminal} fits where stdout goes. */
public final class Terminals {

  /** Set by the launcher to the terminal's width, where stdout is one. */
  private static final String COLUMNS_PROPERTY = "campanile.columns";

  private static final String ROWS_PROPERTY = "campanile.rows";
  private static final int DEFAULT_ROWS = 24;

  private Terminals() {}

  /**
   * Live on a terminal, plain elsewhere. The launcher says whether stdout is a terminal, and how
   * wide it is, because Java cannot tell when stdin is not one.
   *
   * @param plain plain in any case
   */
  public static Terminal open(boolean plain) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    int rows = Integer.getInteger(ROWS_PROPERTY, DEFAULT_ROWS);
    int columns = Integer.getInteger(COLUMNS_PROPERTY, 0);
    if (plain || columns <= 0) {
      return new PlainTerminal(out);
    }
    String noColor = System.getenv("NO_COLOR");
    boolean colour = noColor == null || noColor.isEmpty();
    return new LiveTerminal(out, Screen.fitting(columns, rows, colour));
  }
}
