package io.campanile.cli;

import io.campanile.cli.release.Shelf;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.Finding;
import io.campanile.jobs.topics.TopicCheck;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.StateRecoveryOptions;

/** {@code run --config}: the live job against the user's Kafka, on a cluster inside this JVM. */
final class ConfiguredRun {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path file;
  private final Optional<Path> restoreFrom;
  private final Optional<Duration> atMost;
  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A run that has not begun.
   *
   * @param file the configuration
   * @param restoreFrom a savepoint or checkpoint, or a directory that holds checkpoints: the newest
   *     is taken
   * @param atMost when to end, or empty for Ctrl-C
   */
  ConfiguredRun(
      Path file,
      Optional<Path> restoreFrom,
      Optional<Duration> atMost,
      PrintWriter out,
      PrintWriter err) {
    this.file = file;
    this.restoreFrom = restoreFrom;
    this.atMost = atMost;
    this.out = out;
    this.err = err;
  }

  /** Runs until it is ended, or fails. */
  int run() throws Exception {
    Optional<LiveConfig> read = read();
    if (read.isEmpty()) {
      return ExitCode.WANTING;
    }
    LiveConfig config = read.get();
    Optional<PatternFiles> patterns = patterns(config);
    if (patterns.isEmpty()) {
      return ExitCode.WANTING;
    }
    List<Finding> findings = TopicCheck.check(config);
    findings.forEach(err::println);
    if (findings.stream().anyMatch(Finding::isError)) {
      return ExitCode.WANTING;
    }
    Path directory = Files.createTempDirectory("campanile-");
    LocalJob job = LocalJob.start(config, patterns.get(), WallClock.system(), directory);
    Thread hook = new Thread(job::close, "job-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      out.printf(
          "Flink is at %s. Ctrl-C ends the job; its last checkpoint is kept.%n",
          job.webUi().map(Object::toString).orElse("nowhere"));
      JobWatch.watch(job, atMost, () -> tell(job));
      return ExitCode.DONE;
    } finally {
      job.close();
      delete(directory);
    }
  }

  /** What the job begins with; empty where it has problems, which have been told. */
  private Optional<PatternFiles> patterns(LiveConfig config) throws CommandFailedException {
    if (config.patterns().isEmpty()) {
      tellOfReleases(config, "Nothing happens before the first release.");
      return Optional.of(PatternFiles.none());
    }
    CheckedPatterns checked =
        CheckedPatterns.read(file.toAbsolutePath().resolveSibling(config.patterns()));
    if (checked.patterns().isEmpty()) {
      checked.report().forEach(err::println);
      return Optional.empty();
    }
    tellOfReleases(
        config,
        "Release %s with %d campaigns, until the first one is published."
            .formatted(
                checked.patterns().get().release(), checked.patterns().get().campaigns().size()));
    return Optional.of(checked.files());
  }

  private void tellOfReleases(LiveConfig config, String withoutAny) {
    ReleaseLog log = new ReleaseLog(config.releases().topic(config.kafka()), PATIENCE);
    try {
      Shelf shelf = Shelf.of(log.read());
      out.println(
          shelf
              .inForce(Instant.now())
              .map(release -> "Release " + release.releaseId() + " is in force, as published.")
              .orElse(withoutAny));
    } catch (IOException e) {
      err.println("warning: " + e.getMessage());
    }
  }

  private Optional<LiveConfig> read() throws CommandFailedException, IOException {
    Optional<LiveConfig> config = ConfigFile.read(file, err);
    return config.isPresent() ? Optional.of(restoring(config.get())) : Optional.empty();
  }

  private LiveConfig restoring(LiveConfig config) throws CommandFailedException, IOException {
    if (restoreFrom.isEmpty()) {
      return config;
    }
    Map<String, String> flink = new LinkedHashMap<>(config.flink());
    flink.put(
        StateRecoveryOptions.SAVEPOINT_PATH.key(), newest(restoreFrom.get()).toUri().toString());
    return config.withFlink(flink);
  }

  private static Path newest(Path directory) throws CommandFailedException, IOException {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailedException(
          ExitCode.USAGE, "No such savepoint or checkpoint: " + directory.toAbsolutePath());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(found -> found.endsWith("_metadata"))
          .max(Comparator.comparing(found -> found.toFile().lastModified()))
          .map(Path::getParent)
          .orElseThrow(
              () ->
                  new CommandFailedException(
                      ExitCode.USAGE,
                      "No savepoint or checkpoint is complete in " + directory.toAbsolutePath()));
    }
  }

  private void tell(LocalJob job) {
    Map<String, Long> counters = new TreeMap<>(job.metrics().counters());
    out.printf(
        Locale.ROOT,
        "%s; events: %,d used, %,d duplicate, %,d late, %,d dead; triggers: %,d accepted, %,d suppressed;"
            + " actions: %,d sent, %,d dropped, %,d cancelled%n",
        LocalTime.now(ZoneId.systemDefault()).withNano(0),
        count(counters, "events_used"),
        count(counters, "events_duplicate"),
        count(counters, "events_late"),
        count(counters, "events_dead"),
        count(counters, "triggers_accepted"),
        count(counters, "triggers_suppressed"),
        count(counters, "actions_sent"),
        count(counters, "actions_dropped"),
        count(counters, "actions_cancelled"));
    out.flush();
  }

  private static long count(Map<String, Long> counters, String name) {
    return counters.getOrDefault(name, 0L);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
