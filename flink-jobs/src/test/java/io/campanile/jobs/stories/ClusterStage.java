package io.campanile.jobs.stories;

import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.file.EventFilesSource;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.time.EventTimeStrategy;
import io.campanile.connectors.types.IngestedSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.TriggerPipeline;
import io.campanile.jobs.Uids;
import io.campanile.jobs.local.LocalCluster;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that watches a directory, as a live job does: the first half of the events comes in one
 * file, the other half in the next.
 */
final class ClusterStage implements Stage {

  /** What happens between the halves. */
  enum Middle {
    NOTHING,
    SAVEPOINT,
    KILL
  }

  private static final String END = "the-end";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path directory;
  private final LocalCluster cluster;
  private final Middle middle;
  private @Nullable RunningJob running;
  private int played;
  private int killed;
  private long read;

  ClusterStage(Middle middle) throws Exception {
    this.middle = middle;
    this.directory = Files.createTempDirectory("stories-");
    this.cluster = LocalCluster.start(Files.createDirectory(directory.resolve("flink")), 2, 1);
  }

  @Override
  public List<OutputRecord> play(PatternFiles patterns, List<Event> events, long endMillis)
      throws Exception {
    played++;
    Path inbox = Files.createDirectory(directory.resolve("inbox-" + played));
    try (CollectedRecords records = new CollectedRecords()) {
      running = start(patterns, inbox, records, Optional.empty());
      read = cluster.metrics().counter("events_read");
      int half = events.size() / 2;
      write(inbox, "1", events.subList(0, half));
      if (middle == Middle.SAVEPOINT) {
        running = restarted(patterns, inbox, records);
      } else if (middle == Middle.KILL) {
        until(this::checkpoint, "a checkpoint");
      }
      write(inbox, "2", events.subList(half, events.size()));
      if (middle == Middle.KILL) {
        // The oldest that is alive; each holds one of the two parts of every step.
        cluster.kill(killed++);
        cluster.startTaskManager();
        awaitRead(events.size() - half);
      }
      write(inbox, "3", List.of(end(endMillis), end(endMillis + 86_400_000)));
      await(() -> records.all().stream().anyMatch(r -> r.key().equals(END)), "the end");
      until(this::checkpoint, "a checkpoint");
      return records.all().stream().filter(r -> !r.key().equals(END)).toList();
    } finally {
      RunningJob job = running;
      if (job != null) {
        job.cancel();
        await(() -> isOver(job), "the end of the job");
      }
    }
  }

  private RunningJob restarted(PatternFiles patterns, Path inbox, CollectedRecords records)
      throws Exception {
    String[] savepoint = {""};
    until(
        () -> {
          savepoint[0] = job().stopWithSavepoint(directory.resolve("savepoints"));
          return savepoint[0];
        },
        "a savepoint");
    return start(patterns, inbox, records, Optional.of(savepoint[0]));
  }

  private RunningJob job() {
    return Objects.requireNonNull(running);
  }

  private String checkpoint() throws Exception {
    job().checkpoint();
    return "";
  }

  private static boolean isOver(RunningJob job) {
    try {
      return job.status().isGloballyTerminalState();
    } catch (ExecutionException | InterruptedException e) {
      return true;
    }
  }

  private RunningJob start(
      PatternFiles patterns, Path inbox, CollectedRecords records, Optional<String> savepoint)
      throws Exception {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(20));
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
    flink.setString("restart-strategy.type", "fixed-delay");
    flink.setString("restart-strategy.fixed-delay.delay", "50 ms");
    flink.setString("restart-strategy.fixed-delay.attempts", "100");
    savepoint.ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(2);
    TriggerPipeline.records(
            env.fromSource(
                    EventFilesSource.watched(
                        "inbox",
                        new org.apache.flink.core.fs.Path(inbox.toUri()),
                        Duration.ofMillis(20),
                        CsvMappings.NONE),
                    EventTimeStrategy.files(Duration.ZERO, Duration.ofMillis(100)),
                    "inbox",
                    IngestedSerializer.TYPE)
                .setParallelism(1)
                .uid(Uids.source("inbox")),
            JobOptions.forHistory(patterns, Engine.CEP),
            false)
        .sinkTo(records.sink())
        .uid(Uids.SINK);
    return cluster.submit(env);
  }

  /** A file is complete when it appears; nothing in it is ahead of its time. */
  private void write(Path inbox, String name, List<Event> events) throws IOException {
    Path written = inbox.resolve(name + ".tmp");
    Files.write(written, events.stream().map(EventLines::of).toList());
    Instant time = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(Long.parseLong(name));
    Files.setLastModifiedTime(written, FileTime.from(time));
    Files.move(written, inbox.resolve(name + ".jsonl"), StandardCopyOption.ATOMIC_MOVE);
    awaitRead(events.size());
  }

  /** One file after the other: two that are found at once are read in any order. */
  private void awaitRead(int more) {
    read += more;
    await(() -> cluster.metrics().counter("events_read") >= read, "events to be read");
  }

  private static Event end(long timeMillis) {
    return new Event(
        "end-" + timeMillis, EventType.TRACK, "Customer Exported", END, null, timeMillis, Map.of());
  }

  /** Something that cannot be done before every task runs. */
  private static void until(Callable<String> action, String what) {
    await(
        () -> {
          try {
            String unused = action.call();
            return true;
          } catch (Exception e) {
            return false;
          }
        },
        what);
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited in vain for " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(ClusterStage::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
