package io.campanile.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Watches a job that never ends by itself, and tells how it is getting on. */
final class JobWatch {

  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private JobWatch() {}

  /**
   * Watches until the time is up.
   *
   * @param atMost how long, or empty for ever
   * @param tell tells how the job is getting on
   * @throws CommandFailedException when the job has ended
   */
  static void watch(LocalJob job, Optional<Duration> atMost, Runnable tell)
      throws CommandFailedException, InterruptedException {
    CompletableFuture<Void> ended = job.ended();
    long startNanos = System.nanoTime();
    while (atMost.isEmpty() || System.nanoTime() - startNanos < atMost.get().toNanos()) {
      try {
        long waitMillis =
            atMost
                .map(most -> Math.min(most.toMillis(), TELL_EVERY.toMillis()))
                .orElse(TELL_EVERY.toMillis());
        ended.get(waitMillis, TimeUnit.MILLISECONDS);
        throw new CommandFailedException(ExitCode.ENVIRONMENT, "The job ended by itself.");
      } catch (TimeoutException e) {
        tell.run();
      } catch (ExecutionException e) {
        throw new CommandFailedException(ExitCode.ENVIRONMENT, "The job failed: " + rootMessage(e));
      }
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
