package io.campanile.e2e.fault;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.database.EmbeddedDatabase;
import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.FlinkHome;
import io.campanile.e2e.JobTopics;
import io.campanile.e2e.ZooKeeperProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All that runs in production, each a process of its own: brokers, database, ZooKeeper, the cluster
 * of the job that sends, and that of the job that writes to the database.
 */
final class Plant implements Closeable {

  static final int PARTITIONS = 2;

  private static final String CONFIG =
      """
      patterns: patterns
      parallelism: %d
      # Longer than the broker is away: what was sent meanwhile is not late.
      silence: 90s
      kafka:
        bootstrap-servers: %s
      sources:
        - {name: web, topics: [events.web], lateness: 1s, idleness: 20s}
        - {name: tills, topics: [events.till], lateness: 3s, idleness: 20s}
      releases: {topic: releases, lead: 10s}
      database: {url: "%s", user: campanile, password: campanile}
      checkpoints: {interval: 1s, directory: "%s"}
      """;

  private static final int TASK_HEAP = 256;
  private static final int DATABASE_TASK_HEAP = 128;

  private final Path directory;
  private final FlinkHome home;
  private final List<Closeable> parts = new ArrayList<>();
  private final EmbeddedKafka kafka;
  private final EmbeddedDatabase database;
  private final ZooKeeperProcess zooKeeper;
  private int clusters;

  Plant(Path directory) throws Exception {
    this.directory = directory;
    this.home = FlinkHome.assembled();
    Path patterns = ShopPatterns.first(directory.resolve("patterns"));
    Files.createDirectories(patterns);
    try {
      kafka = EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
      keep(kafka::close);
      database = EmbeddedDatabase.start(directory.resolve("database"));
      keep(database::close);
      zooKeeper =
          ZooKeeperProcess.start(Files.createDirectories(directory.resolve("zookeeper")), home);
      keep(zooKeeper::close);
      makeTopics();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private void keep(Closeable part) {
    parts.add(0, part);
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  EmbeddedDatabase database() {
    return database;
  }

  Path checkpoints() {
    return directory.resolve("checkpoints");
  }

  private void makeTopics() throws Exception {
    JobTopics.make(
        kafka.bootstrapServers(),
        Stream.concat(
            Stream.of(
                JobTopics.topic(Traffic.WEB, Traffic.WEB_PARTITIONS),
                JobTopics.topic(Traffic.TILLS, Traffic.TILL_PARTITIONS)),
            JobTopics.records(PARTITIONS)));
  }

  /** The configuration of both jobs. */
  Path config(int parallelism) throws IOException {
    return Files.writeString(
        directory.resolve("campanile-" + parallelism + ".yaml"),
        CONFIG.formatted(
            parallelism, kafka.bootstrapServers(), database.url(), checkpoints().toUri()));
  }

  /** Starts the cluster of the job that sends, with two task managers. */
  FlinkCluster startLive(int parallelism, Optional<String> savepoint) throws IOException {
    Map<String, String> options = zooKeeper.options();
    // A job that was stopped is over for its cluster: one that goes on is a new one.
    options.put("high-availability.cluster-id", "/live-" + clusters);
    // On a machine that has too much to do, a job manager that is well may be silent for some
    // seconds.
    options.put("high-availability.zookeeper.client.session-timeout", "10000");
    options.put("taskmanager.numberOfTaskSlots", "2");
    options.put("taskmanager.load-balance.mode", "SLOTS");
    options.putAll(production());
    FlinkCluster cluster =
        cluster("live-" + clusters++, "LiveMain", config(parallelism), options, TASK_HEAP);
    IntStream.range(0, 2).forEach(index -> startTaskManager(cluster));
    cluster.startJobManager(savepoint);
    return cluster;
  }

  private static void startTaskManager(FlinkCluster cluster) {
    try {
      cluster.startTaskManager();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the cluster of the job that writes to the database. */
  FlinkCluster startDatabaseJob() throws IOException {
    FlinkCluster cluster =
        cluster("database-job", "DatabaseMain", config(2), production(), DATABASE_TASK_HEAP);
    cluster.startTaskManager();
    cluster.startJobManager(Optional.empty());
    return cluster;
  }

  /** As in the manifests, with shorter waits. */
  private static Map<String, String> production() {
    return Map.of(
        "execution.checkpointing.tolerable-failed-checkpoints", "3",
        "restart-strategy.type", "exponential-delay",
        "restart-strategy.exponential-delay.initial-backoff", "1 s",
        "restart-strategy.exponential-delay.max-backoff", "5 s");
  }

  private FlinkCluster cluster(
      String name, String mainClass, Path config, Map<String, String> options, int heap)
      throws IOException {
    FlinkCluster cluster =
        FlinkCluster.of(
            new FlinkCluster.Plan(
                Files.createDirectories(directory.resolve(name)),
                "io.campanile.jobs.start." + mainClass,
                List.of("--config", config.toString()),
                options,
                Map.of(),
                heap,
                Optional.empty()),
            home);
    keep(cluster::close);
    return cluster;
  }

  /** Ends every process, the last started first, whatever becomes of the others. */
  @Override
  public void close() throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (Closeable part : parts) {
      try {
        part.close();
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
