package io.campanile.cli;

import io.campanile.cli.demo.DemoClock;
import io.campanile.cli.demo.EmbeddedJob;
import io.campanile.cli.demo.EventFates;
import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.connectors.kafka.Delivery;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.connectors.time.SourceClock;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.database.DatabaseJob;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfig.Source;
import io.campanile.jobs.live.LiveJob;
import io.campanile.jobs.local.LocalCluster;
import io.campanile.jobs.local.LocalMetrics;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job on a cluster inside this JVM. */
final class LocalJob implements EmbeddedJob {

  private static final int SUBTASKS = 2;

  private final LiveConfig config;
  private final LocalCluster cluster;
  private final URI webUi;
  private final CompletableFuture<Void> ended;

  private LocalJob(
      LiveConfig config, LocalCluster cluster, URI webUi, CompletableFuture<Void> ended) {
    this.config = config;
    this.cluster = cluster;
    this.webUi = webUi;
    this.ended = ended;
  }

  /** The job of the demonstration: everything as in production, but for the pace of time. */
  static LocalJob demonstration(EmbeddedJob.Settings settings) throws Exception {
    Path directory = settings.workDir();
    LiveConfig config =
        new LiveConfig(
            settings.patterns().toString(),
            JobOptions.Engine.CEP,
            JobOptions.DEFAULT_DEDUPE_WINDOW,
            JobOptions.DEFAULT_TIME_TO_LIVE,
            Duration.ofMinutes(1),
            false,
            OptionalInt.of(SUBTASKS),
            new LiveConfig.Kafka(
                settings.bootstrapServers(),
                "campanile",
                "",
                new Delivery.ExactlyOnce("campanile", Duration.ofMinutes(10)),
                Map.of()),
            settings.eventTopics().stream().map(LocalJob::source).toList(),
            Optional.empty(),
            new LiveConfig.Checkpoints(
                Duration.ofSeconds(2),
                Optional.of(directory.resolve("checkpoints").toUri().toString())),
            Map.of(),
            LiveConfig.Releases.USUAL,
            Optional.empty());
    // Time is simulated: the clock on the wall says nothing about it.
    return start(
        config,
        PatternDirectory.read(settings.patterns()),
        WallClock.none(),
        DemoClock::nowMillis,
        Files.createDirectories(directory.resolve("flink")),
        1);
  }

  private static Source source(String topic) {
    // Tills report hours later: nobody waits for them.
    boolean waitedFor = !topic.endsWith("offline");
    return new Source(
        topic,
        new EventTopics.Named(List.of(topic)),
        Duration.ofMinutes(2),
        Duration.ofSeconds(5),
        waitedFor);
  }

  /** Starts a job as it is configured. */
  static LocalJob start(
      LiveConfig config, PatternFiles patterns, WallClock wallClock, Path directory)
      throws Exception {
    return start(config, patterns, wallClock, wallClock::nowMillis, directory, 0);
  }

  private static LocalJob start(
      LiveConfig config,
      PatternFiles patterns,
      WallClock wallClock,
      SourceClock releasesClock,
      Path directory,
      int slotsBesides)
      throws Exception {
    int subtasks = config.parallelism().orElse(Runtime.getRuntime().availableProcessors());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(LiveJob.flink(config));
    LiveJob.build(env, config, patterns, wallClock, releasesClock);
    return start(env, config, directory, subtasks + slotsBesides);
  }

  /** Starts the job that writes to a database. */
  static LocalJob database(LiveConfig config, LiveConfig.Database database, Path directory)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(DatabaseJob.flink(config));
    DatabaseJob.build(env, config.kafka(), database);
    return start(env, config, directory, database.parallelism());
  }

  private static LocalJob start(
      StreamExecutionEnvironment env, LiveConfig config, Path directory, int slots)
      throws Exception {
    LocalCluster cluster = LocalCluster.start(directory, 1, slots);
    try {
      LocalCluster.RunningJob job = cluster.submit(env);
      return new LocalJob(config, cluster, cluster.webUi(), job.ended());
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  @Override
  public Optional<URI> webUi() {
    return Optional.of(webUi);
  }

  /** What the job counts. */
  LocalMetrics metrics() {
    return cluster.metrics();
  }

  @Override
  public EventFates fates() {
    Map<String, Long> counters = cluster.metrics().counters();
    return new EventFates(
        counters.getOrDefault("events_used", 0L),
        counters.getOrDefault("events_duplicate", 0L),
        counters.getOrDefault("events_late", 0L),
        counters.getOrDefault("events_dead", 0L));
  }

  @Override
  public void writeInto(DatabaseSettings settings) throws Exception {
    LiveConfig.Database database = new LiveConfig.Database(settings, true, "campanile-database", 1);
    int unused = DatabaseJob.prepare(database);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(DatabaseJob.flink(config));
    DatabaseJob.build(env, config.kafka(), database);
    LocalCluster.RunningJob unusedJob = cluster.submit(env);
  }

  @Override
  public long stored() {
    return cluster.metrics().counter("records_stored");
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void close() {
    cluster.close();
  }
}
