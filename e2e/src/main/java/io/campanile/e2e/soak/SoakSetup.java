package io.campanile.e2e.soak;

import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.JobTopics;
import io.campanile.e2e.ReporterPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Topics, patterns and configuration of a run, in its directory. */
final class SoakSetup {

  private static final int PARTITIONS = 2;
  private static final List<String> EVENTS = List.of("events.web", "events.app", "events.till");

  /** Old records go soon, so that only the job can grow. */
  private static final Map<String, String> SHORT =
      Map.of("retention.bytes", "25000000", "segment.bytes", "5000000");

  /** What the job has not read yet must not go. */
  private static final Map<String, String> LONGER =
      Map.of("retention.bytes", "250000000", "segment.bytes", "25000000");

  /** Idleness and silence are times of our clock: a slow machine is not a silent shop. */
  private static final String CONFIG =
      """
      patterns: patterns
      time-to-live: %dh
      silence: 1h
      kafka: {bootstrap-servers: "%s"}
      sources:
        - {name: web, topics: [events.web, events.app], lateness: 10m, idleness: 20m}
        - {name: till, topics: [events.till], waited-for: false}
      rate-limits: {sms: 500/s}
      checkpoints: {interval: 10s, directory: "%s"}
      """;

  private static final int HEAP_MEBIBYTES = 512;

  private static final Pattern DAYS = Pattern.compile("(\\b)(\\d{1,4})(d\\b)");
  private static final Pattern CEL_HOURS = Pattern.compile("(duration\\(\")(\\d{1,6})(h\"\\))");

  private SoakSetup() {}

  static void makeTopics(String servers) throws ExecutionException, InterruptedException {
    JobTopics.make(
        servers,
        Stream.concat(
            EVENTS.stream().map(name -> JobTopics.topic(name, PARTITIONS).configs(LONGER)),
            JobTopics.records(PARTITIONS).map(topic -> topic.configs(SHORT))));
  }

  /** Writes patterns and configuration, and returns the file. */
  static Path configuration(SoakPlan plan, String servers) throws IOException {
    copyPatterns(plan.patterns(), plan.directory().resolve("patterns"), plan.stay());
    return Files.writeString(
        plan.directory().resolve("campanile.yaml"),
        CONFIG.formatted(
            plan.stay().toHours(), servers, plan.directory().resolve("checkpoints").toUri()));
  }

  /**
   * The shop is weeks behind our clock, so that its actions would all be taken for too late; what
   * {@code repeat: never} remembers for ever, on purpose, would look like a leak; and a customer
   * for whom something is still to come is not forgotten, so that nothing may come much later.
   */
  private static void copyPatterns(Path from, Path to, Duration longest) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.filter(file -> isPattern(from.relativize(file))).toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file).toString());
      var unused = Files.createDirectories(copy.toAbsolutePath().getParent());
      String text = Files.readString(file);
      Files.writeString(
          copy,
          shortened(text, longest)
              .replaceAll("(?m)^grace: .*$", "grace: 365d")
              .replaceAll("(?m)^repeat: never$", "repeat: every " + longest.toHours() + "h"));
    }
  }

  /** The text in which no time, in days or in CEL's hours, is longer than this. */
  static String shortened(String text, Duration longest) {
    String days = replace(text, DAYS, longest.toDays());
    return replace(days, CEL_HOURS, longest.toHours());
  }

  private static String replace(String text, Pattern time, long most) {
    return time.matcher(text)
        .replaceAll(
            found ->
                found.group(1)
                    + Math.min(Long.parseLong(found.group(2)), Math.max(1, most))
                    + found.group(3));
  }

  /** The directory of patterns that ships is a module of the build, too. */
  private static boolean isPattern(Path file) {
    return file.toString().endsWith(".yaml")
        && !file.startsWith("src")
        && !file.startsWith("target");
  }

  /** One job manager, one task manager, RocksDB. */
  static FlinkCluster.Plan cluster(SoakPlan plan, Path config, ReporterPorts ports) {
    Map<String, String> options = new HashMap<>(ports.options());
    options.put("state.backend.type", "rocksdb");
    options.put("execution.checkpointing.num-retained", "1");
    options.put("execution.checkpointing.tolerable-failed-checkpoints", "3");
    // The machine may be busy with something else.
    options.put("heartbeat.timeout", "5 min");
    options.put("pekko.ask.timeout", "60 s");
    return new FlinkCluster.Plan(
        plan.directory().resolve("cluster"),
        "io.campanile.jobs.start.LiveMain",
        List.of("--config", config.toString()),
        options,
        Map.of(),
        HEAP_MEBIBYTES,
        Optional.empty());
  }
}
