package io.campanile.connectors.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is made anew when it is lost, for as long as it takes. */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final DatabaseSettings settings;
  private final DataSource source;
  private final Counter retries;
  private @Nullable Connection connection;

  /** Since when nothing could be written, by the JVM's clock; 0 while all is well. */
  private volatile long outageSinceNanos;

  Session(DatabaseSettings settings, MetricGroup metrics) {
    this.settings = settings;
    this.source = settings.dataSource();
    this.retries = metrics.counter("write_retries");
    Gauge<Long> outage = this::outageSeconds;
    var unused = metrics.gauge("outage_seconds", outage);
  }

  /** Something that is done in one transaction, and can be done again. */
  interface Work<T> {
    T in(Connection connection) throws SQLException, IOException;
  }

  /**
   * Does some work, again and again while what hinders it passes.
   *
   * @throws SQLException when a value cannot be stored
   * @throws IOException when somebody has to do something
   * @throws InterruptedException when the task ends
   */
  <T> T untilItSucceeds(Work<T> work) throws SQLException, IOException, InterruptedException {
    Duration wait = FIRST_WAIT;
    while (true) {
      try {
        T done = work.in(connected());
        noteSuccess();
        return done;
      } catch (SQLException e) {
        switch (Fault.of(e)) {
          case DATA -> throw e;
          case LASTING -> throw new IOException("Cannot write to " + settings, e);
          case PASSING -> noteFailure(e);
        }
      }
      close();
      // Ends at once when the task is cancelled.
      boolean unused = new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  private Connection connected() throws SQLException {
    Connection current = connection;
    if (current == null) {
      current = source.getConnection();
      connection = current;
    }
    return current;
  }

  private void noteSuccess() {
    if (outageSinceNanos != 0) {
      LOG.info("{} can be written to again, after {} s", settings, outageSeconds());
      outageSinceNanos = 0;
    }
  }

  private void noteFailure(SQLException e) {
    retries.inc();
    if (outageSinceNanos == 0) {
      outageSinceNanos = System.nanoTime();
      LOG.warn("{} cannot be written to; it is tried until it can", settings, e);
    }
  }

  private long outageSeconds() {
    long since = outageSinceNanos;
    return since == 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
  }

  /** Gives the connection up; the next work makes a new one. */
  void close() {
    Connection current = connection;
    connection = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.debug("A connection that was lost could not be closed", e);
      }
    }
  }
}
