package io.campanile.cli;

/** What a command tells the shell. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** The input was found wanting: problems in files, failing tests. */
  public static final int WANTING = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** The environment failed: a port, a disk, a missing jar. */
  public static final int ENVIRONMENT = 3;

  private ExitCode() {}
}
