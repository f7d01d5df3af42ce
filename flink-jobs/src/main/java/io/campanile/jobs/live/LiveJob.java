package io.campanile.jobs.live;

import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.file.EventFilesSource;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.kafka.EventKafkaSource;
import io.campanile.connectors.kafka.OutputKafkaSink;
import io.campanile.connectors.kafka.release.ReleaseSource;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.time.EventTimeStrategy;
import io.campanile.connectors.time.SourceClock;
import io.campanile.connectors.types.IngestedSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.TriggerPipeline;
import io.campanile.jobs.Uids;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.live.LiveConfig.Input;
import io.campanile.jobs.live.LiveConfig.Source;
import io.campanile.jobs.release.ReleaseCheckFunction;
import io.campanile.patterns.PatternFiles;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that runs day and night, between the topics of Kafka. */
public final class LiveJob {

  /** Shorter than events are late, so that no event waits for it. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private LiveJob() {}

  /** How Flink is to run the job, before what the configuration file says under {@code flink}. */
  public static Configuration flink(LiveConfig config) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.NAME, "campanile");
    // Every type that enters state or crosses the network has a serializer of its own.
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // Whoever comes for the first time is looked for in every file, and most who come back are in
    // one of many.
    flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    // What RocksDB tells of itself, in four files for each step and slot: else up to 25 MB each.
    flink.set(RocksDBConfigurableOptions.LOG_MAX_FILE_SIZE, MemorySize.ofMebiBytes(1));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpoints().interval());
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    config
        .checkpoints()
        .directory()
        .ifPresent(
            directory -> {
              flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
              flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
            });
    config.flink().forEach(flink::setString);
    return flink;
  }

  /**
   * Adds the job to an environment.
   *
   * @param patterns the checked release to begin with; none may be in it
   * @param wallClock the machine's, but for demonstrations
   */
  public static void build(
      StreamExecutionEnvironment env,
      LiveConfig config,
      PatternFiles patterns,
      WallClock wallClock) {
    WallClock published = wallClock.exists() ? wallClock : WallClock.system();
    build(env, config, patterns, wallClock, published::nowMillis);
  }

  /**
   * The same where time is simulated.
   *
   * @param releasesClock the clock that those who publish go by
   */
  public static void build(
      StreamExecutionEnvironment env,
      LiveConfig config,
      PatternFiles patterns,
      WallClock wallClock,
      SourceClock releasesClock) {
    config.parallelism().ifPresent(env::setParallelism);
    JobOptions options =
        new JobOptions(
            patterns.withoutTests(),
            config.engine(),
            config.dedupeWindow(),
            config.timeToLive(),
            new Idle.FollowWallClock(config.silence()),
            wallClock,
            config.omitsAddresses(),
            JobOptions.RUN_TO_THE_END);
    OutputKafkaSink sink =
        new OutputKafkaSink(
            config.kafka().bootstrapServers(),
            config.kafka().topicPrefix(),
            config.kafka().delivery(),
            config.kafka().properties());
    DataStream<OutputRecord> records =
        TriggerPipeline.records(
            sources(env, config), releases(env, config, releasesClock), options);
    config
        .rateLimits()
        .map(limits -> limits.apply(records))
        .orElse(records)
        .sinkTo(sink.sink())
        .name("records")
        .uid(Uids.SINK);
  }

  /** One subtask reads and checks releases for all, so that all have the same. */
  private static DataStream<byte[]> releases(
      StreamExecutionEnvironment env, LiveConfig config, SourceClock clock) {
    ReleaseSource source =
        new ReleaseSource(config.releases().topic(config.kafka()), LOOK_EVERY, clock);
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "releases", Types.STRING)
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid(Uids.RELEASES)
        .process(new ReleaseCheckFunction())
        .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
        .name("release-check")
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid(Uids.RELEASE_CHECK);
  }

  private static DataStream<Ingested> sources(StreamExecutionEnvironment env, LiveConfig config) {
    return config.sources().stream()
        .map(source -> source(env, config, source))
        .reduce(DataStream::union)
        .orElseThrow(() -> new IllegalArgumentException("A job needs at least one source"));
  }

  private static DataStream<Ingested> source(
      StreamExecutionEnvironment env, LiveConfig config, Source source) {
    SingleOutputStreamOperator<Ingested> ingested;
    if (source.input() instanceof Input.Topics input) {
      EventKafkaSource kafka =
          new EventKafkaSource(
              source.name(),
              config.kafka().bootstrapServers(),
              input.topics(),
              config.kafka().groupId(),
              config.kafka().properties(),
              source.lateness(),
              source.idleness(),
              source.waitedFor(),
              input.mapping());
      ingested =
          env.fromSource(
              kafka.source(), kafka.watermarks(), source.name(), IngestedSerializer.TYPE);
    } else {
      Input.Files input = (Input.Files) source.input();
      FileSource<Ingested> files =
          EventFilesSource.watched(
              source.name(),
              new Path(input.directory()),
              input.every(),
              input.mapping().map(CsvMappings::all).orElse(CsvMappings.NONE));
      WatermarkStrategy<Ingested> watermarks =
          source.waitedFor()
              ? EventTimeStrategy.files(source.lateness(), source.idleness())
              : EventTimeStrategy.notWaitedFor();
      ingested = env.fromSource(files, watermarks, source.name(), IngestedSerializer.TYPE);
    }
    return ingested.uid(Uids.source(source.name()));
  }
}
