package io.campanile.e2e.soak;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.FlinkHome;
import io.campanile.e2e.ReporterPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the jar that is deployed for hours, with a shop that is faster than life, and judges whether
 * memory, state and open files stay flat. Writes {@code samples.csv} and {@code verdict.md}; ends
 * with 0 where they do, with 1 where they do not.
 */
public final class SoakRun {

  private static final Duration START = Duration.ofMinutes(3);

  private SoakRun() {}

  /** Runs; {@link SoakPlan} tells the arguments. */
  public static void main(String[] arguments) throws Exception {
    Verdict verdict = run(SoakPlan.of(arguments), Clock.systemUTC());
    System.out.println(verdict.markdown());
    if (!verdict.holds()) {
      System.exit(1);
    }
  }

  /** Runs, and judges. */
  static Verdict run(SoakPlan plan, Clock clock) throws Exception {
    ReporterPorts ports = ReporterPorts.free();
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(
            plan.directory().resolve("kafka"),
            Map.of("log.retention.check.interval.ms", "20000"))) {
      SoakSetup.makeTopics(kafka.bootstrapServers());
      Path config = SoakSetup.configuration(plan, kafka.bootstrapServers());
      try (FlinkCluster cluster =
          FlinkCluster.of(SoakSetup.cluster(plan, config, ports), FlinkHome.assembled())) {
        cluster.startTaskManager();
        cluster.startJobManager(Optional.empty());
        cluster.awaitRunning(START);
        Verdict verdict =
            watch(
                plan, clock, kafka.bootstrapServers(), new Probe(cluster, plan.directory(), ports));
        Files.writeString(plan.directory().resolve("verdict.md"), verdict.markdown());
        return verdict;
      }
    }
  }

  private static Verdict watch(SoakPlan plan, Clock clock, String servers, Probe probe)
      throws Exception {
    Instant start = clock.instant();
    Instant end = start.plus(plan.time());
    Pace pace = new Pace(end, plan.times());
    PassingShoppers shop = new PassingShoppers(plan.customers(), plan.stay(), pace.at(start));
    Path csv = plan.directory().resolve("samples.csv");
    tell(csv, Sample.csvHeader());
    List<Sample> samples = new ArrayList<>();
    try (ShopLoad load = ShopLoad.start(servers, shop, pace, clock)) {
      Instant next = start.plus(plan.every());
      while (!next.isAfter(end)) {
        awaitTime(next, clock);
        load.check();
        Instant now = clock.instant();
        Sample sample = probe.sample(Duration.between(start, now).toSeconds(), pace.at(now));
        samples.add(sample);
        tell(csv, sample.csvLine());
        next = next.plus(plan.every());
      }
    }
    return Verdict.of(samples);
  }

  private static void tell(Path csv, String line) throws IOException {
    Files.writeString(csv, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.println(line);
  }

  private static void awaitTime(Instant time, Clock clock) {
    long millis = Duration.between(clock.instant(), time).toMillis();
    while (millis > 0) {
      LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
      millis = Duration.between(clock.instant(), time).toMillis();
    }
  }
}
