package io.campanile.cli;

/**
 * A command cannot go on; the message is all that the user needs to see. {@link Main} tells it, for
 * every command.
 */
final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CommandFailedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}. */
  int exitCode() {
    return exitCode;
  }
}
