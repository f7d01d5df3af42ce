package io.campanile.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.model.TriggerRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseWriterTest {

  private static TestTables tables;

  private final Clock clock = new Clock();
  private final Metrics metrics = new Metrics();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    tables = new TestTables(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    tables.close();
  }

  @BeforeEach
  void empty() throws Exception {
    tables.empty();
  }

  @Test
  void writesWhenThereAreEnoughOrTheIntervalIsOver() throws Exception {
    DatabaseWriter writer = writer(tables.settings(), 3);
    write(writer, "t-1", "t-2");
    assertThat(triggers()).isEmpty();
    write(writer, "t-3", "t-4");
    assertThat(triggers()).containsExactly("t-1", "t-2", "t-3");
    clock.turnTo(1_000);
    assertThat(triggers()).containsExactly("t-1", "t-2", "t-3", "t-4");
    write(writer, "t-5");
    clock.turnTo(2_000);
    assertThat(triggers()).hasSize(5);
    writer.close();
  }

  @Test
  void writesBeforeACheckpointAndNothingWhenItIsClosed() throws Exception {
    DatabaseWriter writer = writer(tables.settings(), 100);
    write(writer, "t-1");
    writer.flush(false);
    write(writer, "t-2");
    writer.close();
    assertThat(triggers()).containsExactly("t-1");
  }

  @Test
  void findsTheOneThatPostgresCannotHoldAndWritesAllOthers() throws Exception {
    DatabaseWriter writer = writer(tables.settings(), 100);
    write(writer, "t-1", "t-2", tooLong(), "t-3", "t-4");
    writer.flush(false);
    assertThat(triggers()).containsExactly("t-1", "t-2", "t-3", "t-4");
    assertThat(tables.query("select place || ': ' || problem from refused_records"))
        .singleElement()
        .asString()
        .startsWith("triggers-0-17: ")
        .contains("index row");
    assertThat(metrics.count("records_stored")).isEqualTo(4);
    assertThat(metrics.count("records_refused")).isEqualTo(1);
    assertThat(metrics.count("write_retries")).isZero();
    writer.close();
  }

  @Test
  void waitsUntilTheDatabaseIsBack() throws Exception {
    DatabaseWriter writer = writer(tables.settings(), 1);
    write(writer, "t-1");
    tables.database().kill();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try {
                write(writer, "t-2", "t-3");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    while (metrics.count("write_retries") < 5) {
      assertThat(writing).isNotDone();
      Thread.onSpinWait();
    }
    tables.database().restart();
    writing.get(30, TimeUnit.SECONDS);
    assertThat(triggers()).containsExactly("t-1", "t-2", "t-3");
    assertThat(metrics.outageSeconds()).isZero();
    writer.close();
  }

  @Test
  void endsAtOnceWhenTheTaskDoesWhileItWaits() throws Exception {
    DatabaseSettings nowhere = DatabaseSettings.of("jdbc:postgresql://localhost:1/none", "a", "b");
    DatabaseWriter writer = writer(nowhere, 1);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread task =
        new Thread(
            () -> {
              try {
                write(writer, "t-1");
              } catch (Exception e) {
                ended.complete(e);
              }
            });
    task.start();
    while (metrics.count("write_retries") < 1) {
      Thread.onSpinWait();
    }
    task.interrupt();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    writer.close();
  }

  @Test
  void failsWhereSomebodyHasToDoSomething() {
    DatabaseSettings settings = tables.settings();
    DatabaseWriter writer =
        writer(DatabaseSettings.of(settings.url(), settings.user(), "top-secret"), 1);
    assertThatThrownBy(() -> write(writer, "t-1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot write to the database jdbc:postgresql://localhost")
        .hasMessageNotContaining("top-secret")
        .hasRootCauseInstanceOf(SQLException.class);
    writer.close();
  }

  @Test
  void makesTheTablesWhereItMay() throws Exception {
    DatabaseWriter writer = writer(tables.settings(), "made_by_the_writer", true, 1);
    write(writer, "t-1");
    assertThat(tables.query("select trigger_id from made_by_the_writer.triggers"))
        .containsExactly("t-1");
    writer.close();
  }

  @Test
  void saysWhatIsMissingWhereItMayNot() {
    DatabaseWriter writer = writer(tables.settings(), "made_by_nobody", false, 1);
    assertThatThrownBy(() -> write(writer, "t-1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("schema made_by_nobody is not up to date")
        .hasMessageContaining("campanile database migrate");
    writer.close();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "08006, PASSING",
        "57P01, PASSING",
        "53300, PASSING",
        "40P01, PASSING",
        "25006, PASSING",
        "none, PASSING",
        "22021, DATA",
        "23502, DATA",
        "54000, DATA",
        "28P01, LASTING",
        "42P01, LASTING"
      })
  void knowsWhatPasses(@Nullable String state, Fault fault) {
    assertThat(Fault.of(new SQLException("", state))).isEqualTo(fault);
  }

  private DatabaseWriter writer(DatabaseSettings settings, int batchRows) {
    return writer(settings, settings.schema(), false, batchRows);
  }

  private DatabaseWriter writer(
      DatabaseSettings settings, String schema, boolean migrates, int batchRows) {
    DatabaseSettings smaller =
        new DatabaseSettings(
            settings.url(),
            settings.user(),
            settings.password(),
            schema,
            settings.properties(),
            batchRows,
            settings.interval(),
            settings.retention());
    return new DatabaseWriter(smaller, migrates, clock, metrics, true);
  }

  @SuppressWarnings("NullAway") // The writer does not look at the context.
  private static void write(DatabaseWriter writer, String... ids) throws Exception {
    for (String id : ids) {
      writer.write(trigger(id), null);
    }
  }

  /** Longer than an index can hold, and not to be compressed. */
  private static String tooLong() {
    return new Random(1)
        .ints(10_000, 'a', 'z')
        .mapToObj(Character::toString)
        .collect(Collectors.joining("", "t-", ""));
  }

  private static OutputRecord trigger(String id) {
    OutputRecord record =
        OutputRecords.of(
            new TriggerRecord(
                1,
                id,
                "campaign",
                "release",
                "c-1",
                "",
                Instant.EPOCH,
                List.of(),
                TriggerRecord.Outcome.ACCEPTED,
                null,
                List.of()));
    return new OutputRecord(
        record.stream(), record.key(), "triggers-0-17", 0, record.timeMillis(), record.json());
  }

  private static List<String> triggers() throws SQLException {
    return tables.query("select trigger_id from triggers order by 1");
  }

  /** A clock that is turned by hand. */
  private static final class Clock implements ProcessingTimeService {
    private long nowMillis;
    private long atMillis;
    private @Nullable ProcessingTimeCallback next;

    @Override
    public long getCurrentProcessingTime() {
      return nowMillis;
    }

    @Override
    @SuppressWarnings("NullAway") // Nobody asks for the future.
    public ScheduledFuture<?> registerTimer(long timeMillis, ProcessingTimeCallback target) {
      atMillis = timeMillis;
      next = target;
      return null;
    }

    void turnTo(long timeMillis) throws Exception {
      nowMillis = timeMillis;
      if (next != null && atMillis <= nowMillis) {
        next.onProcessingTime(nowMillis);
      }
    }
  }

  private static final class Metrics extends UnregisteredMetricsGroup {
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(name, key -> new SimpleCounter());
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(name, gauge);
      return gauge;
    }

    long count(String name) {
      return counter(name).getCount();
    }

    long outageSeconds() {
      Gauge<?> gauge = gauges.get("outage_seconds");
      return gauge == null ? -1 : (Long) gauge.getValue();
    }
  }
}
