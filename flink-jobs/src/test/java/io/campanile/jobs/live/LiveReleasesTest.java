package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.live.Topics.TimedLine;
import io.campanile.jobs.local.LocalCluster.RunningJob;
import io.campanile.jobs.release.Release;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Campaigns change while the live job runs, between the topics of a real broker: it gives what the
 * replay with the same releases gives.
 */
class LiveReleasesTest {

  private static final Path SHIPPED = Path.of("../patterns");
  private static final Instant FIRST = Histories.START.plus(Duration.ofHours(25));
  private static final Instant SECOND = Histories.START.plus(Duration.ofHours(49));

  @TempDir private Path directory;

  @Test
  void takeEffectWhileTheJobRuns() throws Exception {
    assertEqualToReplay(Engine.CEP, (run, job) -> job);
  }

  @Test
  @Tag("slow")
  void takeEffectWhileATaskManagerIsKilled() throws Exception {
    assertEqualToReplay(
        Engine.CEP,
        (run, job) -> {
          run.checkpoint(job);
          run.cluster().kill(0);
          run.cluster().startTaskManager();
          return job;
        });
  }

  @Test
  @Tag("slow")
  void takeEffectWhileTheJobGoesOnWithOtherSubtasks() throws Exception {
    assertEqualToReplay(
        Engine.CHAIN,
        (run, job) -> {
          String savepoint = job.stopWithSavepoint(directory.resolve("savepoints"));
          return run.start(Optional.of(savepoint), 1);
        });
  }

  /** Something that happens to a job while a release is on its way. */
  private interface Fault {
    RunningJob strike(LiveRun run, RunningJob job) throws Exception;
  }

  private void assertEqualToReplay(Engine engine, Fault fault) throws Exception {
    PatternFiles shipped = PatternDirectory.read(SHIPPED);
    PatternFiles edited = edited(shipped);
    List<TimedLine> history = Histories.threeDays(11, 60);
    List<TimedLine> sent = Histories.shuffled(history, 12, LiveRun.LATENESS);
    TimedLine end = Histories.end(history);
    JobOptions options =
        JobOptions.forHistory(shipped, engine)
            .with(
                List.of(
                    Release.published(FIRST.toEpochMilli(), edited),
                    Release.published(SECOND.toEpochMilli(), shipped)));
    List<String> expected =
        LiveRun.replay(
            directory.resolve("replay"),
            Stream.concat(history.stream(), Stream.of(end)).toList(),
            options);
    assertThat(expected)
        .anyMatch(record -> record.contains("\"reason\":\"REMOVED\""))
        .anyMatch(record -> record.contains("\"reason\":\"PAUSED\""));
    try (LiveRun run = new LiveRun(directory, shipped, engine)) {
      LiveRun.releasesAreAt(FIRST.minusMillis(1));
      RunningJob job = run.start(Optional.empty());
      int middle = sent.size() / 2;
      run.write(sent.subList(0, middle));
      run.awaitRead();
      run.publish(edited, FIRST);
      run.publish("2026-03-01T00:00:00.000Z", "this is no release");
      run.publish(new PatternFiles(new TreeMap<>(broken())), FIRST.plus(Duration.ofHours(1)));
      LiveRun.releasesAreAt(SECOND.minusMillis(1));
      job = fault.strike(run, job);
      run.write(sent.subList(middle, sent.size()));
      run.publish(shipped, SECOND);
      LiveRun.allReleasesAreThere();
      run.writeEnd(end);
      run.awaitRead();
      run.records(expected.size());
      String unused = job.stopWithSavepoint(directory.resolve("savepoints"));
      assertThat(run.records(expected.size())).isEqualTo(expected);
    }
  }

  private static Map<String, String> broken() {
    return Map.of("campaigns/broken.yaml", "campaign: other");
  }

  /** One wait is shorter, one campaign is paused, one is gone. */
  private static PatternFiles edited(PatternFiles files) {
    TreeMap<String, String> texts = new TreeMap<>(files.texts());
    edit(texts, "cart-abandonment", "for: 1h", "for: 20m");
    edit(texts, "repeated-views", "(?m)^campaign:.*$", "$0\nstatus: paused");
    texts.remove("campaigns/checkout-abandonment.yaml");
    texts.remove("campaigns/checkout-abandonment.test.yaml");
    return new PatternFiles(texts);
  }

  private static void edit(Map<String, String> texts, String campaign, String old, String now) {
    texts.computeIfPresent(
        "campaigns/" + campaign + ".yaml", (path, text) -> text.replaceFirst(old, now));
  }
}
