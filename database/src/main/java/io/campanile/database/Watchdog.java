package io.campanile.database;

import java.io.IOException;

/**
 * Ends the server when this process is gone, however that went. The server is nobody's child, so
 * that Ctrl-C in a terminal does not reach it: this small shell is ours, notices the end of its
 * standard input, and asks the server to shut down at once.
 */
final class Watchdog implements AutoCloseable {

  /**
   * The number in the file must still be the server's: numbers of processes are used again. A
   * server that does not end when it is asked to is told to abort, which loses nothing either.
   */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      while read -r line; do :; done
      is_there() { [ "$(head -n 1 "$2/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -0 "$1" 2>/dev/null; }
      is_there "$1" "$2" && kill -INT "$1"
      for i in 1 2 3 4 5 6 7 8; do is_there "$1" "$2" || exit 0; sleep 1; done
      kill -QUIT "$1"
      """;

  private final Process shell;

  private Watchdog(Process shell) {
    this.shell = shell;
  }

  /** Watches over the server of this data directory. */
  static Watchdog over(DataDirectory data) throws IOException {
    long pid = data.server().orElseThrow(() -> new IOException("The server ended at once")).pid();
    return new Watchdog(
        new ProcessBuilder(
                "sh", "-c", SCRIPT, "postgres-watchdog", Long.toString(pid), data.path().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Watches no more; the server is left alone. */
  @Override
  public void close() {
    shell.destroyForcibly();
    shell.onExit().join();
  }
}
