package io.campanile.bench.scenario;

import io.campanile.bench.load.CampaignSet;
import io.campanile.bench.load.EventShape;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.broker.EmbeddedKafka;
import io.campanile.connectors.kafka.Delivery;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveJob;
import io.campanile.jobs.local.LocalCluster;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.patterns.PatternFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * From Kafka to Kafka with 100 campaigns, JSON and network included, beside a job that only copies
 * the same bytes. The broker shares the machine with both. Each job runs twice over all events, and
 * the second time counts: the compiler, which takes as much of the machine as the job for half a
 * minute, is through by then, as it is in a job that runs day and night.
 */
public record EndToEnd(Engine engine, Traffic traffic) implements Scenario {

  private static final int CAMPAIGNS = 100;
  private static final List<String> RUNS = List.of("warm-up", "measured");

  /** Of a run's events, those in which it gets going. */
  private static final double BEGINNING = 0.2;

  private static final Duration LATENESS = Duration.ofSeconds(1);
  private static final Duration IDLENESS = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Override
  public String id() {
    return traffic.idOf("end-to-end:" + engine.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public Outcome run(Size size, Path directory) throws Exception {
    EventShape shape = EventShape.shop(size.customers(), traffic);
    Map<String, Double> figures = new LinkedHashMap<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"))) {
      String servers = kafka.bootstrapServers();
      figures.put("bytesPerEvent", KafkaInput.write(servers, shape, size.kafkaEvents()));
      PatternFiles patterns = CampaignSet.shop(CAMPAIGNS, shape).patterns();
      figures.put(
          "copyPerSecond",
          warmRate(
              size,
              servers,
              directory.resolve("copy"),
              (env, config) -> CopyBytes.build(env, servers)));
      figures.put(
          "eventsPerSecond",
          warmRate(
              size,
              servers,
              directory.resolve("campanile"),
              (env, config) -> LiveJob.build(env, config, patterns, WallClock.none())));
    }
    return Outcome.of(id(), figures);
  }

  /** Runs a job again and again; how fast it was the last time. */
  private double warmRate(
      Size size,
      String servers,
      Path directory,
      BiConsumer<StreamExecutionEnvironment, LiveConfig> job)
      throws Exception {
    double rate = 0;
    for (String run : RUNS) {
      LiveConfig config = config(servers, run, directory.resolve(run));
      rate = rate(size, config, directory.resolve(run), env -> job.accept(env, config));
    }
    return rate;
  }

  /**
   * How a job is run.
   *
   * @param group whose place in the topic it goes on from: a new one begins at the beginning
   */
  private LiveConfig config(String servers, String group, Path directory) {
    return new LiveConfig(
        "generated",
        engine,
        JobOptions.DEFAULT_DEDUPE_WINDOW,
        JobOptions.DEFAULT_TIME_TO_LIVE,
        LATENESS,
        false,
        OptionalInt.of(1),
        new LiveConfig.Kafka(servers, group, "", new Delivery.AtLeastOnce(), Map.of()),
        List.of(
            new LiveConfig.Source(
                "events",
                new EventTopics.Named(List.of(KafkaInput.TOPIC)),
                LATENESS,
                IDLENESS,
                true)),
        Optional.empty(),
        new LiveConfig.Checkpoints(
            Duration.ofSeconds(10),
            Optional.of(directory.resolve("checkpoints").toUri().toString())),
        Map.of(),
        LiveConfig.Releases.USUAL,
        Optional.empty());
  }

  private static double rate(
      Size size, LiveConfig config, Path directory, Consumer<StreamExecutionEnvironment> job)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(LiveJob.flink(config));
    env.setParallelism(1);
    job.accept(env);
    try (LocalCluster cluster = LocalCluster.start(Files.createDirectories(directory), 1, 1)) {
      RunningJob running = cluster.submit(env);
      long first = awaitRead(cluster, running, (long) (BEGINNING * size.kafkaEvents()));
      long start = System.nanoTime();
      long last = awaitRead(cluster, running, size.kafkaEvents());
      double seconds = (System.nanoTime() - start) / 1e9;
      running.cancel();
      return (last - first) / seconds;
    }
  }

  /** Returns how many events have been read, when they are this many. */
  private static long awaitRead(LocalCluster cluster, RunningJob running, long events)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long read = cluster.metrics().counter(CopyBytes.EVENTS_READ);
    while (read < events) {
      if (System.nanoTime() > deadline || running.ended().isDone()) {
        throw new IllegalStateException(
            "Expected " + events + " events, found " + read + "; the job is " + running.status());
      }
      LockSupport.parkNanos(5_000_000);
      read = cluster.metrics().counter(CopyBytes.EVENTS_READ);
    }
    return read;
  }
}
