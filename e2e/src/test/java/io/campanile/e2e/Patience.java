package io.campanile.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do. */
public final class Patience {

  /** For how long. */
  public static final Duration LIMIT = Duration.ofSeconds(90);

  private static final Duration PAUSE = Duration.ofMillis(300);

  private Patience() {}

  /** Returns when it is so; an answer that fails, as of a process that is not there yet, is no. */
  public static void await(String what, Callable<Boolean> condition) throws Exception {
    await(what, LIMIT, condition);
  }

  /** The same for as long as it says. */
  public static void await(String what, Duration limit, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<IOException> last = Optional.empty();
    while (System.nanoTime() < deadline) {
      try {
        if (condition.call()) {
          return;
        }
      } catch (IOException e) {
        last = Optional.of(e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("Waited in vain for " + what, last.orElse(null));
  }
}
