package io.campanile.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The whole thing on one machine: a broker, the job, a shop that feeds it and a terminal that shows
 * what comes out. Everything it started is ended again, however it ends.
 */
public final class DemoRun {

  private static final long INTERRUPTED_WAIT_SECONDS = 30;

  private final DemoOptions options;
  private final JobStarter starter;
  private final Terminal terminal;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch cleanedUp = new CountDownLatch(1);

  /** Starts the job. */
  @FunctionalInterface
  public interface JobStarter {
    /** Returns once the job runs, or has begun to; throws where it cannot. */
    EmbeddedJob start(EmbeddedJob.Settings settings) throws Exception;
  }

  /** A run that has not begun yet, and can be begun once. */
  public DemoRun(DemoOptions options, JobStarter starter, Terminal terminal) {
    this.options = options;
    this.starter = starter;
    this.terminal = terminal;
  }

  /** Asks the run to end; returns at once. */
  public void stop() {
    stop.countDown();
  }

  /**
   * Runs until something ends it: the time, the number of actions, {@link #stop}, or Ctrl-C.
   *
   * @throws DemoFailedException when it could not start or broke down; the working directory with
   *     the logs is kept then, and the message says where
   */
  public void run() throws DemoFailedException {
    Thread hook = new Thread(this::endWithTheProcess, "demo-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      new DemoStage(options, starter, terminal, stop).play();
    } finally {
      cleanedUp.countDown();
      forget(hook);
    }
  }

  /** The JVM halts as soon as its hooks are through, so this one waits for the clean-up. */
  private void endWithTheProcess() {
    stop.countDown();
    try {
      if (!cleanedUp.await(INTERRUPTED_WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "Not everything had ended after " + INTERRUPTED_WAIT_SECONDS + " s; leaving anyway.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook with it.
    }
  }
}
