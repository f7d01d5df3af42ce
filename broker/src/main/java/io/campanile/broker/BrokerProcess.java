package io.campanile.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of the broker's JVM. */
final class BrokerProcess implements AutoCloseable {

  private static final int CLOSE_SECONDS = 12;
  private static final int LOG_LINES_SHOWN = 15;

  private final Process process;

  private BrokerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts {@code command} and waits for its line {@code READY}; nothing is left running where that
   * does not come.
   */
  static BrokerProcess start(List<String> command, Path log, Duration timeout) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    BrokerProcess broker = new BrokerProcess(builder.start());
    String whatWentWrong = broker.waitUntilReady(timeout);
    if (!whatWentWrong.isEmpty()) {
      broker.kill();
      throw new IOException(
          "The broker " + whatWentWrong + ". The end of its log, " + log + ":\n" + endOf(log));
    }
    return broker;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Closes the broker's stdin, which asks it to end, and kills it where it does not. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // The pipe is broken: it is gone already, or will not hear us. Either way, kill is right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /** What went wrong, or empty. */
  private String waitUntilReady(Duration timeout) {
    try {
      boolean ready = firstLine().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return ready ? "" : "ended before it was ready";
    } catch (TimeoutException e) {
      return "was not ready after " + timeout.toSeconds() + " s";
    } catch (ExecutionException e) {
      return "could not be read (" + e.getCause() + ")";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was not waited for, because the thread was interrupted";
    }
  }

  /** Completes with whether the line {@code READY} came before the end of stdout. */
  private CompletableFuture<Boolean> firstLine() {
    CompletableFuture<Boolean> ready = new CompletableFuture<>();
    Thread reader = new Thread(() -> readStdout(ready), "broker-stdout");
    reader.setDaemon(true);
    reader.start();
    return ready;
  }

  /** Reads to the end, so that a broker that prints more is never held up by a full pipe. */
  private void readStdout(CompletableFuture<Boolean> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(BrokerMain.READY)) {
          ready.complete(true);
        }
      }
      ready.complete(false);
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static String endOf(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "(empty)";
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }
}
