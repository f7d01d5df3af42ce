package io.campanile.cli.demo;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of a run. It is started beside all else, and nothing waits for it: where there can
 * be none, the run goes on without.
 */
final class DemoDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoDatabase.class);
  private static final int SHOWN_COLUMNS = 160;

  private final Path directory;
  private final CompletableFuture<EmbeddedJob> job = new CompletableFuture<>();
  private final Thread thread = new Thread(this::start, "demo-database");
  private volatile Status status = new Status(false, "starting ...");
  private volatile @Nullable EmbeddedDatabase server;

  private DemoDatabase(Path directory) {
    this.directory = directory;
  }

  /**
   * How it is.
   *
   * @param isUp whether records are written to it
   * @param text where it is, for {@code psql}; or why there is none
   */
  record Status(boolean isUp, String text) {}

  /** Begins to start one. */
  static DemoDatabase start(Path directory) {
    DemoDatabase database = new DemoDatabase(directory);
    database.thread.setDaemon(true);
    database.thread.start();
    return database;
  }

  /** Has the job write its records there, as soon as both run. */
  void attach(EmbeddedJob started) {
    job.complete(started);
  }

  Status status() {
    return status;
  }

  private void start() {
    try {
      EmbeddedDatabase started = EmbeddedDatabase.start(directory);
      server = started;
      String name = EmbeddedDatabase.NAME;
      job.get().writeInto(DatabaseSettings.of(started.url(), name, name));
      status =
          new Status(
              true,
              String.format(
                  Locale.ROOT, "postgresql://%1$s:%1$s@localhost:%2$d/%1$s", name, started.port()));
    } catch (ExecutionException | InterruptedException e) {
      // The run ends before it has begun.
      status = new Status(false, "none");
    } catch (Exception e) {
      LOG.warn("No database", e);
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      status = new Status(false, Texts.cut("none: " + reason, SHOWN_COLUMNS));
    }
  }

  @Override
  public void close() throws IOException {
    boolean unused = job.completeExceptionally(new CompletionException("ended", null));
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // A server that is just being started is ended all the same.
        interrupted = true;
      }
    }
    EmbeddedDatabase started = server;
    if (started != null) {
      started.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
