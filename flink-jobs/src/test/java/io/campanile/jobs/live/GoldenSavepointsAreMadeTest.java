package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.limit.RateLimit;
import io.campanile.jobs.limit.RateLimits;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.model.Channel;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Makes the savepoints of a release, once: {@code -Dcampanile.savepoint=0.1.0}, as CONTRIBUTING.md
 * says. It overwrites none.
 */
@EnabledIfSystemProperty(named = "campanile.savepoint", matches = "\\d+\\.\\d+\\.\\d+")
class GoldenSavepointsAreMadeTest {

  private static final long LARGEST = 500_000;

  /** Years ahead: what waits for its channel's rate must not expire on the wall. */
  private static final Duration AHEAD =
      Duration.between(Histories.START, Instant.parse("2050-03-02T08:00:00Z"));

  private static final Instant START = Histories.START.plus(AHEAD);
  private static final Instant IN_FORCE = START.plus(Duration.ofHours(25));

  /** At night, when some actions wait for the morning. */
  private static final Instant STOP = START.plus(Duration.ofHours(39));

  private static final Instant TO_COME = START.plus(Duration.ofHours(49));

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void makesThatOfThisRelease(Engine engine) throws Exception {
    Path file = GoldenSavepoint.path(System.getProperty("campanile.savepoint", ""), engine);
    assertThat(file).as("a release's savepoint is never rewritten").doesNotExist();
    PatternFiles shipped = PatternDirectory.read(Path.of("../patterns")).withoutTests();
    Map<Instant, PatternFiles> releases =
        new TreeMap<>(Map.of(IN_FORCE, edited(shipped), TO_COME, shipped));
    List<TimedLine> history = history();
    int read =
        (int)
            IntStream.range(0, history.size())
                .takeWhile(i -> history.get(i).timeMillis() < STOP.toEpochMilli())
                .count();
    try (LiveRun run = new LiveRun(directory, shipped, engine)) {
      // The transactions of a savepoint can be ended by the brokers that know them, and no others.
      run.deliverAtLeastOnce();
      RateLimit rate = new RateLimit(1, Duration.ofDays(1));
      run.limit(RateLimits.of(Map.of(Channel.EMAIL, rate, Channel.PUSH, rate)));
      for (var release : releases.entrySet()) {
        run.publish(release.getValue(), release.getKey());
      }
      RunningJob job = run.start(Optional.empty());
      run.write(history.subList(0, read));
      run.awaitRead();
      // What the last event has let happen is done when another checkpoint has gone through.
      run.checkpoint(job);
      String savepoint = job.stopWithSavepoint(directory.resolve("savepoints"));
      List<String> sent = run.records(0);
      assertHoldsEverything(sent);
      GoldenSavepoint golden =
          new GoldenSavepoint(
              engine,
              shipped,
              releases,
              history.subList(0, read),
              history.subList(read, history.size()),
              sent,
              GoldenSavepoint.filesOf(Path.of(URI.create(savepoint))));
      golden.write(file);
    }
    assertThat(Files.size(file)).isLessThan(LARGEST);
  }

  /** What is under way, as far as the records tell. */
  private static void assertHoldsEverything(List<String> sent) {
    assertThat(sent)
        .as("deferred to the morning")
        .anyMatch(record -> record.contains("\"outcome\":\"deferred\""));
    for (String channel : List.of("email", "push")) {
      assertThat(sent.stream().filter(record -> isAction(record, channel)).count())
          .as("%s that did not wait for the rate", channel)
          .isPositive()
          .isLessThan(sent.stream().filter(record -> isSent(record, channel)).count());
    }
  }

  private static boolean isAction(String record, String channel) {
    return record.contains("\"variables\":") && isOf(record, channel);
  }

  private static boolean isSent(String record, String channel) {
    return record.contains("\"outcome\":\"sent\"") && isOf(record, channel);
  }

  private static boolean isOf(String record, String channel) {
    return record.contains("\"channel\":\"" + channel + "\"");
  }

  /** Three days of customers and their devices, in any order, and a crowd just before the stop. */
  private static List<TimedLine> history() {
    List<TimedLine> lines = new ArrayList<>();
    List<TimedLine> days = Histories.onDevices(Histories.threeDays(21, 80), 22);
    for (TimedLine line : Histories.shuffled(days, 23, LiveRun.LATENESS)) {
      lines.add(
          new TimedLine(
              line.key(),
              line.timeMillis() + AHEAD.toMillis(),
              line.json().replace("\"timestamp\":\"2026-", "\"timestamp\":\"2050-")));
    }
    int place =
        (int) lines.stream().filter(line -> line.timeMillis() < STOP.toEpochMilli()).count();
    for (int i = 0; i < 12; i++) {
      Instant time = STOP.minusSeconds(60 + i);
      String json =
          """
          {"messageId":"held-%d","userId":"c-%d","type":"track","timestamp":"%s","event":"Product Added",\
          "properties":{"product_id":"p-1","price":50}}"""
              .formatted(i, i, time);
      lines.add(place, new TimedLine("c-" + i, time.toEpochMilli(), json));
    }
    return lines;
  }

  /** One wait is shorter, one campaign is paused, one is gone. */
  private static PatternFiles edited(PatternFiles files) {
    TreeMap<String, String> texts = new TreeMap<>(files.texts());
    texts.computeIfPresent(
        "campaigns/cart-abandonment.yaml", (path, text) -> text.replace("for: 1h", "for: 20m"));
    texts.computeIfPresent(
        "campaigns/repeated-views.yaml",
        (path, text) -> text.replaceFirst("(?m)^campaign:.*$", "$0\nstatus: paused"));
    texts.remove("campaigns/checkout-abandonment.yaml");
    return new PatternFiles(texts);
  }
}
