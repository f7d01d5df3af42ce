package io.campanile.jobs.start;

import io.campanile.jobs.live.Secrets;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Checks a configuration where the job is about to run, with the secrets and the network that it
 * will have: {@code --config FILE}. Ends with 1 and every problem where the job could not run.
 */
public final class CheckMain {

  private CheckMain() {}

  /** Checks, tells, and ends the process. */
  public static void main(String[] arguments) {
    Path file = LiveMain.file(arguments);
    Preflight preflight = Preflight.of(file, new Secrets(System.getenv()));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    preflight.lines().forEach(out::println);
    System.exit(preflight.isWell() ? 0 : 1);
  }
}
