package io.campanile.cli.demo;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of a run. It is started once the job is, and nothing waits for it: the start stays
 * as quick as it is without, and where there can be none, the run goes on.
 */
final class DemoDatabase implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoDatabase.class);
  private static final int SHOWN_COLUMNS = 160;

  private final Path directory;
  private final EmbeddedJob job;
  private final Thread thread = new Thread(this::start, "demo-database");
  private volatile Status status = new Status(false, "starting ...");
  private volatile @Nullable EmbeddedDatabase server;

  private DemoDatabase(Path directory, EmbeddedJob job) {
    this.directory = directory;
    this.job = job;
  }

  /**
   * How it is.
   *
   * @param isUp whether records are written to it
   * @param text where it is, for {@code psql}; or why there is none
   */
  record Status(boolean isUp, String text) {}

  /** Begins to start one, to which the job then writes its records. */
  static DemoDatabase start(Path directory, EmbeddedJob job) {
    DemoDatabase database = new DemoDatabase(directory, job);
    database.thread.setDaemon(true);
    database.thread.start();
    return database;
  }

  Status status() {
    return status;
  }

  private void start() {
    try {
      EmbeddedDatabase started = EmbeddedDatabase.start(directory);
      server = started;
      String name = EmbeddedDatabase.NAME;
      job.writeInto(DatabaseSettings.of(started.url(), name, name));
      status =
          new Status(
              true,
              String.format(
                  Locale.ROOT, "postgresql://%1$s:%1$s@localhost:%2$d/%1$s", name, started.port()));
    } catch (Exception e) {
      LOG.warn("No database", e);
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      status = new Status(false, Texts.cut("none: " + reason, SHOWN_COLUMNS));
    }
  }

  @Override
  public void close() throws IOException {
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
