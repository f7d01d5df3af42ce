package io.campanile.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.connectors.database.DatabaseSink;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.database.EmbeddedDatabase;
import io.campanile.model.TriggerRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator in the sink's own chain fails while a checkpoint is taken, when the rows are in the
 * database already and the checkpoint is not: with a transaction that is to be committed by the
 * checkpoint, this is where rows come twice.
 */
@Tag("slow")
class FailureInASnapshotTest {

  private static final int RECORDS = 5_000;

  @TempDir private Path directory;

  @Test
  void leavesEachRowOnce() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
      DatabaseSettings settings =
          DatabaseSettings.of(database.url(), EmbeddedDatabase.NAME, EmbeddedDatabase.NAME);
      Fails.LEFT.set(3);
      run(settings);
      assertThat(Fails.LEFT).as("it has failed as often as it should").hasValue(0);
      assertThat(counts(database)).isEqualTo(RECORDS + " rows of " + RECORDS + " triggers");
    }
  }

  private static void run(DatabaseSettings settings) throws Exception {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(1);
    DataGeneratorSource<OutputRecord> source =
        new DataGeneratorSource<>(
            FailureInASnapshotTest::trigger,
            RECORDS,
            RateLimiterStrategy.perSecond(RECORDS / 3.0),
            OutputRecordSerializer.TYPE);
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "triggers")
        .keyBy(OutputRecord::key, Types.STRING)
        .map(new Fails())
        .returns(OutputRecordSerializer.TYPE)
        .sinkTo(new DatabaseSink(settings, true));
    var unused = env.execute();
  }

  private static OutputRecord trigger(long number) {
    Instant now = Instant.ofEpochSecond(1_772_442_000 + number);
    return OutputRecords.of(
        new TriggerRecord(
            1,
            "t-" + number,
            "campaign",
            "release",
            "c-" + number % 100,
            "",
            now,
            List.of("m-" + number),
            TriggerRecord.Outcome.ACCEPTED,
            null,
            List.of()));
  }

  private static String counts(EmbeddedDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) || ' rows of ' || count(distinct trigger_id) || ' triggers'"
                    + " from campanile.triggers")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  /** Hands everything on, and fails in some snapshots. */
  private static final class Fails
      implements MapFunction<OutputRecord, OutputRecord>, CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    /** Static, because a restart makes it anew. */
    private static final AtomicInteger LEFT = new AtomicInteger();

    private boolean hasRecords;

    @Override
    public OutputRecord map(OutputRecord record) {
      hasRecords = true;
      return record;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      if (hasRecords && LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("A failure in a snapshot");
      }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
      // Nothing is kept.
    }
  }
}
