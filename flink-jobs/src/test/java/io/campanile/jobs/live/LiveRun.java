package io.campanile.jobs.live;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.connectors.kafka.Delivery;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.connectors.kafka.release.ReleaseTopic;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.database.DatabaseJob;
import io.campanile.jobs.limit.RateLimits;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.model.ReleaseRecord;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The live job over one history, between the topics of a real broker, and the replay of the same
 * history that it is held against.
 */
final class LiveRun implements AutoCloseable {

  static final String EVENTS = "events";
  static final Duration LATENESS = Duration.ofMinutes(10);

  private static final Set<String> RECORDS =
      Arrays.stream(Stream.values()).map(Stream::topic).collect(Collectors.toSet());
  private static final Set<String> DECIDED =
      RECORDS.stream()
          .filter(topic -> !topic.equals("dead-letters") && !topic.equals("profiles"))
          .collect(Collectors.toSet());
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final AtomicLong RELEASES_ARE_AT = new AtomicLong();

  /** Until when no release is to come; static because the job takes its clock along as a copy. */
  private static long releasesAreAt() {
    return RELEASES_ARE_AT.get();
  }

  /** No release is to come up to this time. */
  static void releasesAreAt(Instant time) {
    RELEASES_ARE_AT.set(time.toEpochMilli());
  }

  /** No release is to come any more. */
  static void allReleasesAreThere() {
    RELEASES_ARE_AT.set(Long.MAX_VALUE - 1);
  }

  private final Path directory;
  private final PatternFiles patterns;
  private final JobOptions.Engine engine;
  private final EmbeddedKafka kafka;
  private final Topics topics;
  private final LocalCluster cluster;
  private Optional<RateLimits> rateLimits = Optional.empty();
  private Delivery delivery = new Delivery.ExactlyOnce("campanile", Duration.ofMinutes(10));
  private int written;

  LiveRun(Path directory, PatternFiles patterns, JobOptions.Engine engine) throws Exception {
    allReleasesAreThere();
    this.directory = directory;
    this.patterns = patterns;
    this.engine = engine;
    this.kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
    this.topics = new Topics(kafka.bootstrapServers());
    topics.create(Set.of(EVENTS));
    topics.create(RECORDS);
    this.cluster = LocalCluster.start(Files.createDirectories(directory.resolve("flink")), 2, 1);
  }

  LocalCluster cluster() {
    return cluster;
  }

  private LiveConfig config(int subtasks) {
    return new LiveConfig(
        "",
        engine,
        JobOptions.DEFAULT_DEDUPE_WINDOW,
        JobOptions.DEFAULT_TIME_TO_LIVE,
        Duration.ofMinutes(1),
        false,
        OptionalInt.of(subtasks),
        new LiveConfig.Kafka(kafka.bootstrapServers(), "campanile", "", delivery, Map.of()),
        List.of(
            new LiveConfig.Source(
                "web",
                new EventTopics.Named(List.of(EVENTS)),
                LATENESS,
                Duration.ofMinutes(1),
                true)),
        Optional.empty(),
        new LiveConfig.Checkpoints(
            Duration.ofSeconds(1),
            Optional.of(directory.resolve("checkpoints").toUri().toString())),
        Map.of(
            "restart-strategy.type",
            "fixed-delay",
            "restart-strategy.fixed-delay.delay",
            "100 ms",
            "restart-strategy.fixed-delay.attempts",
            "50"),
        LiveConfig.Releases.USUAL,
        rateLimits);
  }

  /** From now on jobs write without transactions, which belong to these brokers alone. */
  void deliverAtLeastOnce() {
    delivery = new Delivery.AtLeastOnce();
  }

  /** Lets the actions of each channel wait for its rate. */
  void limit(RateLimits limits) {
    rateLimits = Optional.of(limits);
  }

  /** Starts the job that writes the records to a database, beside the other. */
  RunningJob startDatabaseJob(DatabaseSettings settings) throws Exception {
    cluster.startTaskManager();
    int unused = DatabaseJob.prepare(database(settings, 1));
    return cluster.submit(databaseJob(settings, 1));
  }

  /** The database job with so many writers, not started. */
  StreamExecutionEnvironment databaseJob(DatabaseSettings settings, int writers) {
    LiveConfig config = config(2);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(DatabaseJob.flink(config));
    DatabaseJob.build(env, config.kafka(), database(settings, writers));
    return env;
  }

  private static LiveConfig.Database database(DatabaseSettings settings, int writers) {
    return new LiveConfig.Database(settings, true, "campanile-database", writers);
  }

  /** The topics of events and records. */
  Topics topics() {
    return topics;
  }

  /** Publishes a release. */
  void publish(PatternFiles files, Instant effectiveFrom) throws IOException {
    new ReleaseLog(releases(), PATIENCE)
        .publish(
            new ReleaseRecord(
                ReleaseRecord.SCHEMA_VERSION,
                "r-" + effectiveFrom,
                effectiveFrom,
                effectiveFrom,
                null,
                null,
                files.texts()),
            effectiveFrom);
  }

  /** Puts something into the topic of releases that is none. */
  void publish(String key, String text) {
    topics.writeTo(releases().name(), 0, key, text);
  }

  private ReleaseTopic releases() {
    return new ReleaseTopic(kafka.bootstrapServers(), "releases", Map.of());
  }

  /** Starts the job, from a savepoint where one is given. */
  RunningJob start(Optional<String> savepoint) throws Exception {
    return start(savepoint, 2);
  }

  /** The same with so many subtasks. */
  RunningJob start(Optional<String> savepoint, int subtasks) throws Exception {
    return cluster.submit(liveJob(savepoint, subtasks));
  }

  /** The same, not started. */
  StreamExecutionEnvironment liveJob(Optional<String> savepoint, int subtasks) {
    LiveConfig config = config(subtasks);
    Configuration flink = LiveJob.flink(config);
    savepoint.ifPresent(path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    LiveJob.build(env, config, patterns, WallClock.none(), LiveRun::releasesAreAt);
    return env;
  }

  void write(List<TimedLine> lines) {
    topics.write(EVENTS, lines);
    written += lines.size();
  }

  /** Fills the topic with what a job that is to go on from a savepoint has read already. */
  void writeWhatWasRead(List<TimedLine> lines) {
    topics.write(EVENTS, lines);
  }

  /** Lets time run to its end. */
  void writeEnd(TimedLine line) {
    topics.writeEverywhere(EVENTS, line);
    written += Topics.PARTITIONS;
  }

  /**
   * Waits until as many events have been read as were written; more are read again after a failure.
   */
  void awaitRead() {
    await(() -> cluster.metrics().counter("events_read") >= written, "events read");
  }

  /** Takes a checkpoint, as soon as every task runs. */
  void checkpoint(RunningJob job) throws ExecutionException, InterruptedException {
    boolean taken =
        awaited(
            () -> {
              try {
                job.checkpoint();
                return true;
              } catch (ExecutionException | InterruptedException e) {
                return false;
              }
            });
    if (!taken) {
      throw new AssertionError(
          "Waited in vain for a checkpoint: " + job.lastFailure().orElse("no task has failed"));
    }
  }

  /**
   * The committed records, sorted, once there are as many as expected, or patience is at its end.
   */
  List<String> records(int expected) {
    boolean unusedComplete =
        awaited(() -> sorted(topics.readCommitted(DECIDED)).size() >= expected);
    return sorted(topics.readCommitted(DECIDED));
  }

  List<String> deadLetters() {
    return sorted(topics.readCommitted(Set.of("dead-letters")));
  }

  static void await(BooleanSupplier condition, String what) {
    if (!awaited(condition)) {
      throw new AssertionError("Waited in vain for " + what);
    }
  }

  private static boolean awaited(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return true;
  }

  /** What a replay of these lines gives: triggers, decisions, actions and segments, sorted. */
  static List<String> replay(
      Path directory, List<TimedLine> lines, PatternFiles patterns, JobOptions.Engine engine)
      throws Exception {
    return replay(directory, lines, JobOptions.forHistory(patterns, engine));
  }

  /** The same with these options. */
  static List<String> replay(Path directory, List<TimedLine> lines, JobOptions options)
      throws Exception {
    Path events = Files.createDirectories(directory).resolve("events.jsonl");
    Files.write(events, lines.stream().map(TimedLine::json).toList());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setParallelism(2);
    Path out = directory.resolve("out");
    ReplayJob.build(env, List.of(events), out, options);
    var unused = env.execute();
    List<String> records = new ArrayList<>();
    for (String file :
        List.of("triggers.jsonl", "decisions.jsonl", "actions.jsonl", "segments.jsonl")) {
      records.addAll(readLines(out.resolve(file)));
    }
    return sorted(records);
  }

  private static List<String> readLines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  /** Without what concerns the event at the end: in the live job nothing comes after it. */
  private static List<String> sorted(List<String> records) {
    List<String> sorted = new ArrayList<>(records);
    sorted.removeIf(record -> record.contains("\"customerId\":\"the-end\""));
    Collections.sort(sorted);
    return sorted;
  }

  @Override
  public void close() throws IOException {
    cluster.close();
    topics.close();
    kafka.close();
  }
}
