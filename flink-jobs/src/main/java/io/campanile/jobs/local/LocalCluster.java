package io.campanile.jobs.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster inside this JVM: real job manager and task managers, without their processes. */
public final class LocalCluster implements AutoCloseable {

  /** RocksDB at Flink's default for tests is twenty times slower than with this much. */
  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(256);

  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(64);

  /** How long a job may take until all of its tasks run. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final MiniCluster cluster;
  private final LocalMetrics metrics;

  private LocalCluster(MiniCluster cluster, LocalMetrics metrics) {
    this.cluster = cluster;
    this.metrics = metrics;
  }

  /**
   * Starts one.
   *
   * @param directory for the files of the cluster
   * @param taskManagers how many
   * @param slots of each task manager
   */
  public static LocalCluster start(Path directory, int taskManagers, int slots) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(CoreOptions.TMP_DIRS, directory.toString());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
    LocalMetrics metrics = LocalMetrics.register(configuration);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
    return new LocalCluster(cluster, metrics);
  }

  /** Flink's own pages, where they are on the class path; else its REST interface. */
  public URI webUi() throws Exception {
    return cluster.getRestAddress().get();
  }

  /** What the jobs on this cluster count. */
  public LocalMetrics metrics() {
    return metrics;
  }

  /** Submits the job that an environment holds. */
  public RunningJob submit(StreamExecutionEnvironment env) throws Exception {
    JobGraph graph = env.getStreamGraph().getJobGraph();
    String restore = env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (restore != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(restore));
    }
    JobID id = cluster.submitJob(graph).get().getJobID();
    return new RunningJob(id);
  }

  /** Stops a task manager without a word to anybody, as kill -9 does. */
  public void kill(int taskManager) throws Exception {
    cluster.terminateTaskManager(taskManager).get();
  }

  /** Starts another task manager. */
  public void startTaskManager() throws Exception {
    cluster.startTaskManager();
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }

  /** A job on this cluster. */
  public final class RunningJob {
    private final JobID id;

    private RunningJob(JobID id) {
      this.id = id;
    }

    /** Completes when the job has ended; with an exception where it failed for good. */
    public CompletableFuture<Void> ended() {
      return cluster
          .requestJobResult(id)
          .thenAccept(
              result -> {
                if (result.getSerializedThrowable().isPresent()) {
                  throw new IllegalStateException(
                      "The job failed", result.getSerializedThrowable().get());
                }
              });
    }

    /** What the job is doing. */
    public JobStatus status() throws ExecutionException, InterruptedException {
      return cluster.getJobStatus(id).get();
    }

    /** Why the job began anew last, with its trace; empty where it never did. */
    public Optional<String> lastFailure() throws ExecutionException, InterruptedException {
      return Optional.ofNullable(cluster.getExecutionGraph(id).get().getFailureInfo())
          .map(ErrorInfo::getExceptionAsString);
    }

    /** Takes a checkpoint now, and returns when it is complete. */
    public void checkpoint() throws ExecutionException, InterruptedException {
      String unused = cluster.triggerCheckpoint(id).get();
    }

    /** Takes a savepoint and ends the job; time does not run to its end. Returns where it is. */
    public String stopWithSavepoint(Path directory)
        throws ExecutionException, InterruptedException {
      awaitAllTasks();
      return cluster
          .stopWithSavepoint(id, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
          .get();
    }

    /** A job that is just starting, again perhaps, would refuse to be stopped. */
    private void awaitAllTasks() throws ExecutionException, InterruptedException {
      long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
      while (!runsWhole() && System.nanoTime() < deadlineNanos) {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
    }

    private boolean runsWhole() throws ExecutionException, InterruptedException {
      boolean runs = status() == JobStatus.RUNNING;
      for (var task : cluster.getExecutionGraph(id).get().getAllExecutionVertices()) {
        runs &=
            task.getExecutionState() == ExecutionState.RUNNING
                || task.getExecutionState() == ExecutionState.FINISHED;
      }
      return runs;
    }

    /** Ends the job at once. */
    public void cancel() throws ExecutionException, InterruptedException {
      cluster.cancelJob(id).get();
    }
  }
}
