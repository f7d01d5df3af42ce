package io.campanile.cli;

import io.campanile.cli.demo.EmbeddedJob;
import io.campanile.connectors.file.SortedJsonLinesSink;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.local.LocalMetrics;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.jobs.replay.Sums;
import io.campanile.patterns.PatternDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions.CompressionCodec;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The engine: Flink inside this JVM. */
final class FlinkEngine implements Engine {

  /** What sorting a history may use; the rest goes to disk. */
  private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(512);

  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(128);
  private static final long PROGRESS_MILLIS = 500;

  @Override
  public EmbeddedJob startEmbedded(EmbeddedJob.Settings settings) throws Exception {
    return LocalJob.demonstration(settings);
  }

  @Override
  public Replayed replay(ReplayRequest request, Consumer<Progress> progress) throws Exception {
    JobOptions options =
        JobOptions.forHistory(PatternDirectory.read(request.patterns()), request.engine())
            .with(request.changes());
    History history = new History();
    ReplayJob.buildSummedUp(
        history.env,
        request.events(),
        request.mappings(),
        request.out(),
        until(request.omitsAddresses() ? options.withoutAddresses() : options, request.until()));
    JobExecutionResult result = history.run(progress);
    return new Replayed(counts(history.metrics.counters()), ReplayJob.tally(result));
  }

  @Override
  public Difference compare(CompareRequest request, Consumer<Progress> progress) throws Exception {
    JobOptions before = JobOptions.forHistory(request.before(), JobOptions.Engine.CHAIN);
    JobOptions after = JobOptions.forHistory(request.after(), JobOptions.Engine.CHAIN);
    History history = new History();
    ReplayJob.buildComparison(
        history.env,
        request.events(),
        request.mappings(),
        until(before, request.until()),
        until(after, request.until()));
    return ReplayJob.difference(history.run(progress));
  }

  private static JobOptions until(JobOptions options, Optional<Instant> until) {
    return options.until(until.map(Instant::toEpochMilli).orElse(JobOptions.RUN_TO_THE_END));
  }

  /** A job over history in this JVM, that is being built and then run. */
  private static final class History {
    private final LocalMetrics metrics;
    private final StreamExecutionEnvironment env;

    History() {
      Configuration flink = new Configuration();
      flink.set(PipelineOptions.GENERIC_TYPES, false);
      flink.set(PipelineOptions.OBJECT_REUSE, true);
      flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORT_MEMORY);
      flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
      flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
      // Nothing goes over a network, and packing takes longer than the disk.
      flink.set(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC, CompressionCodec.NONE);
      metrics = LocalMetrics.register(flink);
      env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    }

    /** Runs it to its end, and sees that nothing was lost. */
    JobExecutionResult run(Consumer<Progress> progress) throws Exception {
      CompletableFuture<JobExecutionResult> result = env.executeAsync().getJobExecutionResult();
      while (!isDone(result)) {
        progress.accept(progressOf(metrics.counters()));
      }
      List<String> faults = Sums.faults(metrics.counters());
      if (!faults.isEmpty()) {
        throw new IllegalStateException(
            "The counts do not add up, which is a fault of Campanile: " + String.join(" ", faults));
      }
      return result.get();
    }
  }

  private static boolean isDone(CompletableFuture<JobExecutionResult> result)
      throws ExecutionException, InterruptedException {
    try {
      result.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static Progress progressOf(Map<String, Long> counters) {
    ReplayCounts counts = counts(counters);
    return new Progress(
        counts.events(),
        sum(counters, "events_used", "events_duplicate", "events_late", "events_erased"),
        counts.triggers()
            + counts.decisions()
            + counts.actions()
            + sum(counters, "segments_entered", "segments_left"),
        sum(counters, SortedJsonLinesSink.RECORDS_WRITTEN));
  }

  private static ReplayCounts counts(Map<String, Long> counters) {
    return new ReplayCounts(
        sum(counters, "events_read"),
        sum(counters, "triggers_accepted", "triggers_suppressed"),
        sum(counters, "actions_sent", "actions_dropped", "actions_cancelled", "actions_deferred"),
        sum(counters, "actions_sent"),
        sum(counters, "events_dead"),
        sum(counters, "events_duplicate"));
  }

  private static long sum(Map<String, Long> counters, String... names) {
    long sum = 0;
    for (String name : names) {
      sum += counters.getOrDefault(name, 0L);
    }
    return sum;
  }
}
