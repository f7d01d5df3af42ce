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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live job gives what the replay of the same history gives, whatever happens to it on the way.
 */
class LiveJobTest {

  private static final Path SHIPPED = Path.of("../patterns");

  @TempDir private Path directory;

  @Test
  void givesWhatTheReplayGives() throws Exception {
    List<TimedLine> history = Histories.threeDays(1, 60);
    assertEqualToReplay(history, history, Engine.CEP, (run, job) -> job);
  }

  @Test
  void givesWhatTheReplayGivesWhenVisitorsLogIn() throws Exception {
    List<TimedLine> history = Histories.onDevices(Histories.threeDays(8, 60), 9);
    assertEqualToReplay(
        history,
        Histories.shuffled(history, 10, LiveRun.LATENESS),
        Engine.CHAIN,
        (run, job) -> job);
  }

  @Test
  @Tag("slow")
  void doesNotCareForTheOrderWithinTheAllowedLateness() throws Exception {
    List<TimedLine> history = Histories.threeDays(2, 60);
    List<TimedLine> shuffled = Histories.shuffled(history, 3, LiveRun.LATENESS);
    assertThat(shuffled).isNotEqualTo(history);
    assertEqualToReplay(history, shuffled, Engine.CHAIN, (run, job) -> job);
  }

  @Test
  @Tag("slow")
  void losesAndRepeatsNothingWhenATaskManagerIsKilled() throws Exception {
    List<TimedLine> history = Histories.threeDays(4, 60);
    assertEqualToReplay(
        history,
        Histories.shuffled(history, 5, LiveRun.LATENESS),
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
  void goesOnFromASavepointAsIfNothingHadBeen() throws Exception {
    List<TimedLine> history = Histories.threeDays(6, 60);
    assertEqualToReplay(
        history,
        Histories.shuffled(history, 7, LiveRun.LATENESS),
        Engine.CEP,
        (run, job) -> {
          String savepoint = job.stopWithSavepoint(directory.resolve("savepoints"));
          return run.start(Optional.of(savepoint));
        });
  }

  @Test
  @Tag("slow")
  void losesAndRepeatsNothingThroughALimit() throws Exception {
    List<TimedLine> history = Histories.threeDays(11, 60);
    RateLimit oneAnHour = new RateLimit(1, Duration.ofHours(1));
    assertEqualToReplay(
        history,
        history,
        Engine.CHAIN,
        Optional.of(RateLimits.of(Map.of(Channel.EMAIL, oneAnHour, Channel.PUSH, oneAnHour))),
        (run, job) -> {
          run.checkpoint(job);
          run.cluster().kill(0);
          run.cluster().startTaskManager();
          return job;
        });
  }

  /** Something that happens to a job in the middle. */
  private interface Fault {
    RunningJob strike(LiveRun run, RunningJob job) throws Exception;
  }

  private void assertEqualToReplay(
      List<TimedLine> history, List<TimedLine> sent, Engine engine, Fault fault) throws Exception {
    assertEqualToReplay(history, sent, engine, Optional.empty(), fault);
  }

  private void assertEqualToReplay(
      List<TimedLine> history,
      List<TimedLine> sent,
      Engine engine,
      Optional<RateLimits> limits,
      Fault fault)
      throws Exception {
    PatternFiles patterns = PatternDirectory.read(SHIPPED);
    TimedLine end = Histories.end(history);
    List<String> expected =
        LiveRun.replay(
            directory.resolve("replay"),
            Stream.concat(history.stream(), Stream.of(end)).toList(),
            patterns,
            engine);
    assertThat(expected).as("records of the replay").hasSizeGreaterThan(history.size() / 10);
    try (LiveRun run = new LiveRun(directory, patterns, engine)) {
      limits.ifPresent(run::limit);
      RunningJob job = run.start(Optional.empty());
      int middle = sent.size() / 2;
      run.write(sent.subList(0, middle));
      run.awaitRead();
      job = fault.strike(run, job);
      run.write(sent.subList(middle, sent.size()));
      run.writeEnd(end);
      run.awaitRead();
      run.records(expected.size());
      String unused = job.stopWithSavepoint(directory.resolve("savepoints"));
      List<String> records = run.records(expected.size());
      assertThat(without(records, expected)).as("records that the replay does not give").isEmpty();
      assertThat(without(expected, records)).as("records that only the replay gives").isEmpty();
      assertThat(run.deadLetters()).isEmpty();
    }
  }

  /** What is left of some when others are taken away, each as often as it is there. */
  private static List<String> without(List<String> some, List<String> others) {
    List<String> left = new ArrayList<>(some);
    others.forEach(left::remove);
    return left;
  }
}
