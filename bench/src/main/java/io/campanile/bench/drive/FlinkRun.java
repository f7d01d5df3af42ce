package io.campanile.bench.drive;

import io.campanile.connectors.types.EventSerializer;
import io.campanile.jobs.local.LocalCluster;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.model.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job whose whole work happens in one thread: the script's. */
public final class FlinkRun implements AutoCloseable {

  /** Adds what is measured behind the source. */
  @FunctionalInterface
  public interface Pipeline {

    /**
     * Adds it.
     *
     * @param stage the name that a function finds its {@link Matches} by
     */
    void add(DataStream<Event> events, String stage);
  }

  private final Stage stage;
  private final Path checkpoints;
  private final LocalCluster cluster;
  private final RunningJob job;

  private FlinkRun(Stage stage, Path checkpoints, LocalCluster cluster, RunningJob job) {
    this.stage = stage;
    this.checkpoints = checkpoints;
    this.cluster = cluster;
    this.job = job;
  }

  /** Starts a cluster and on it a job, whose script begins at once. */
  public static FlinkRun start(
      Path directory, StateKind state, Script script, Matches matches, Pipeline pipeline)
      throws Exception {
    Stage stage = Stage.open(script, matches);
    Path checkpoints = Files.createDirectories(directory.resolve("checkpoints"));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(state, checkpoints));
    env.setParallelism(1);
    pipeline.add(source(env, stage), stage.name());
    int tasks = env.getStreamGraph(false).getJobGraph().getNumberOfVertices();
    if (tasks != 1) {
      throw new IllegalStateException("All is to run in one thread, found " + tasks + " tasks");
    }
    LocalCluster cluster =
        LocalCluster.start(Files.createDirectories(directory.resolve("flink")), 1, 1);
    return new FlinkRun(stage, checkpoints, cluster, cluster.submit(env));
  }

  @SuppressWarnings("deprecation") // See ScriptedSource.
  private static DataStream<Event> source(StreamExecutionEnvironment env, Stage stage) {
    return env.addSource(new ScriptedSource(stage.name()), "script", EventSerializer.TYPE);
  }

  private static Configuration configuration(StateKind state, Path checkpoints) {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(StateBackendOptions.STATE_BACKEND, state.backend());
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    // As the deployed job has it.
    flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    return flink;
  }

  /** Runs a job until its script has ended. */
  public static void play(
      Path directory, StateKind state, Script script, Matches matches, Pipeline pipeline)
      throws Exception {
    try (FlinkRun run = start(directory, state, script, matches, pipeline)) {
      run.awaitScript();
    }
  }

  /** The matches of a stage, for a function of its job. */
  public static Matches matches(String stage) {
    return Stage.named(stage).matches();
  }

  /** Returns when the script has ended; throws where it or its job failed. */
  public void awaitScript() throws Exception {
    CompletableFuture.anyOf(stage.played(), job.ended()).get();
  }

  /** Takes a checkpoint; returns when it is complete. */
  public void checkpoint() throws Exception {
    job.checkpoint();
  }

  /** What the files of all checkpoints that are kept take, bytes. */
  public long checkpointBytes() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  @Override
  public void close() {
    stage.close();
    try {
      job.cancel();
    } catch (Exception e) {
      throw new IllegalStateException("The job could not be cancelled", e);
    } finally {
      cluster.close();
    }
  }
}
