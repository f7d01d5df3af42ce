package io.campanile.jobs.live;

import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.file.EventFilesSource;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.kafka.EventKafkaSource;
import io.campanile.connectors.kafka.OutputKafkaSink;
import io.campanile.connectors.time.EventTimeStrategy;
import io.campanile.connectors.types.IngestedSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.TriggerPipeline;
import io.campanile.jobs.Uids;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.live.LiveConfig.Input;
import io.campanile.jobs.live.LiveConfig.Source;
import io.campanile.patterns.PatternFiles;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job that runs day and night, between the topics of Kafka. */
public final class LiveJob {

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
   * @param patterns the checked release to follow
   * @param wallClock the machine's, but for demonstrations
   */
  public static void build(
      StreamExecutionEnvironment env,
      LiveConfig config,
      PatternFiles patterns,
      WallClock wallClock) {
    config.parallelism().ifPresent(env::setParallelism);
    JobOptions options =
        new JobOptions(
            patterns,
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
    TriggerPipeline.records(sources(env, config), options, false)
        .sinkTo(sink.sink())
        .name("records")
        .uid(Uids.SINK);
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
              ? EventTimeStrategy.live(source.lateness(), source.idleness())
              : EventTimeStrategy.notWaitedFor();
      ingested = env.fromSource(files, watermarks, source.name(), IngestedSerializer.TYPE);
    }
    return ingested.uid(Uids.source(source.name()));
  }
}
