package io.campanile.jobs.database;

import io.campanile.connectors.database.DatabaseFailedException;
import io.campanile.connectors.database.DatabaseMigrations;
import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.connectors.database.DatabaseSink;
import io.campanile.connectors.kafka.OutputKafkaSource;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.jobs.Uids;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfig.Database;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From the topics of records to the tables. It keeps nothing but the offsets up to which all is in
 * the tables, and Kafka keeps those for its consumer group too: it can be stopped and started
 * again, from nothing else, as one likes.
 */
public final class DatabaseJob {

  /** Dead letters are no customer's, and hold whatever was sent. */
  private static final List<Stream> STREAMS =
      Arrays.stream(Stream.values()).filter(stream -> stream != Stream.DEAD_LETTERS).toList();

  private DatabaseJob() {}

  /** How Flink is to run the job, before what the configuration file says under {@code flink}. */
  public static Configuration flink(LiveConfig config) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, "campanile-database");
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpoints().interval());
    // None completes while the database is away, and that is no reason to begin again.
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    config
        .checkpoints()
        .directory()
        .ifPresent(
            directory -> {
              flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
              flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, beside(directory));
            });
    config.flink().forEach(flink::setString);
    return flink;
  }

  /** Beside that of the job that sends: who looks for its newest must not find one of these. */
  private static String beside(String directory) {
    return directory.replaceAll("/+$", "") + "-database";
  }

  /**
   * Sees that the tables are those that this version writes. The job does so itself, and waits for
   * a database that is away; this is for who wants to know at once.
   *
   * @return how many steps it took; 0 where nothing had to be done
   * @throws DatabaseFailedException when they are not, and may not be changed, or cannot be
   */
  public static int prepare(Database database) throws DatabaseFailedException {
    DatabaseMigrations migrations = new DatabaseMigrations(database.settings());
    if (database.migrate()) {
      return migrations.migrate();
    }
    migrations.check();
    return 0;
  }

  /** Adds the job to an environment. */
  public static void build(
      StreamExecutionEnvironment env, LiveConfig.Kafka kafka, Database database) {
    env.setParallelism(database.parallelism());
    OutputKafkaSource topics =
        new OutputKafkaSource(
            kafka.bootstrapServers(),
            kafka.topicPrefix(),
            STREAMS,
            database.groupId(),
            kafka.properties());
    DataStream<OutputRecord> records =
        env.fromSource(
                topics.source(),
                WatermarkStrategy.noWatermarks(),
                "records",
                OutputRecordSerializer.TYPE)
            .uid(Uids.DATABASE_SOURCE);
    write(records, database.settings(), database.migrate());
  }

  /** From records, in the order of their topics, to the tables. */
  static void write(DataStream<OutputRecord> records, DatabaseSettings settings, boolean migrates) {
    records
        // One writer for all that concerns a customer: nobody waits for another one's rows.
        .keyBy(OutputRecord::key, Types.STRING)
        .sinkTo(new DatabaseSink(settings, migrates))
        .name("database")
        .uid(Uids.DATABASE);
  }
}
