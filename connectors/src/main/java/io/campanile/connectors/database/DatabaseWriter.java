package io.campanile.connectors.database;

import io.campanile.connectors.output.OutputRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Gathers records and writes them: when there are enough, after the interval, and at each
 * checkpoint. Everything happens in the task's own thread. While the database cannot be reached
 * that thread waits here, and with it everything in front of it; nothing is lost, and nothing is
 * read that could not be held.
 */
final class DatabaseWriter implements SinkWriter<OutputRecord> {

  private final DatabaseSettings settings;
  private final ProcessingTimeService clock;
  private final RecordReader reader = new RecordReader();
  private final Tables tables;
  private final Session session;
  private final Retention retention;
  private final boolean migrates;
  private final boolean deletesOldRows;
  private final List<Change> gathered = new ArrayList<>();

  private boolean isPrepared;

  private final Counter stored;
  private final Counter erased;
  private final Counter refused;
  private final Counter passedOver;

  /**
   * A writer that has not connected yet.
   *
   * @param migrates whether it makes the tables before it writes, or only looks whether they are
   *     right
   * @param deletesOldRows whether it is the one, of several, that does
   */
  DatabaseWriter(
      DatabaseSettings settings,
      boolean migrates,
      ProcessingTimeService clock,
      MetricGroup metrics,
      boolean deletesOldRows) {
    this.settings = settings;
    this.migrates = migrates;
    this.clock = clock;
    this.tables = new Tables(settings.schema());
    this.session = new Session(settings, metrics);
    this.retention = new Retention(settings.schema(), settings.retention());
    this.deletesOldRows = deletesOldRows;
    this.stored = metrics.counter("records_stored");
    this.erased = metrics.counter("records_erased");
    this.refused = metrics.counter("records_refused");
    this.passedOver = metrics.counter("records_passed_over");
    writeAfterTheInterval();
  }

  private void writeAfterTheInterval() {
    var unused =
        clock.registerTimer(
            clock.getCurrentProcessingTime() + settings.interval().toMillis(),
            now -> {
              flush(false);
              if (deletesOldRows) {
                deleteOldRows(now);
              }
              writeAfterTheInterval();
            });
  }

  @Override
  public void write(OutputRecord record, Context context) throws IOException, InterruptedException {
    gathered.add(reader.read(record));
    if (gathered.size() >= settings.batchRows()) {
      flush(false);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (!gathered.isEmpty()) {
      prepare();
      make(List.copyOf(gathered));
      gathered.clear();
    }
  }

  /** Here, not where the job is started: the database may be away when it is. */
  private void prepare() throws IOException, InterruptedException {
    if (isPrepared) {
      return;
    }
    DatabaseMigrations migrations = new DatabaseMigrations(settings);
    try {
      isPrepared = session.untilItSucceeds(connection -> migrations.prepare(migrates));
    } catch (SQLException e) {
      throw new IOException("The tables could not be made", e);
    }
  }

  /** Makes changes; where one of them cannot be made, all others. */
  private void make(List<Change> changes) throws IOException, InterruptedException {
    try {
      Tables.Outcome outcome =
          session.untilItSucceeds(connection -> tables.change(connection, changes));
      stored.inc(outcome.stored());
      erased.inc(outcome.erased());
      refused.inc(outcome.refused());
      passedOver.inc(outcome.passedOver());
    } catch (SQLException e) {
      if (changes.size() > 1) {
        int middle = changes.size() / 2;
        make(changes.subList(0, middle));
        make(changes.subList(middle, changes.size()));
      } else {
        make(List.of(refusal(changes.get(0), e)));
      }
    }
  }

  private static Change refusal(Change change, SQLException reason) throws IOException {
    if (change instanceof Change.Row row) {
      return new Change.Refusal(row.place(), String.valueOf(reason.getMessage()));
    }
    throw new IOException("The database refuses what it should always hold", reason);
  }

  private void deleteOldRows(long nowMillis) throws IOException, InterruptedException {
    try {
      boolean unused =
          session.untilItSucceeds(connection -> retention.deleteIfDue(connection, nowMillis));
    } catch (SQLException e) {
      throw new IOException("Rows could not be deleted", e);
    }
  }

  @Override
  public void close() {
    // What is gathered is read again: no checkpoint knows of it.
    session.close();
  }
}
