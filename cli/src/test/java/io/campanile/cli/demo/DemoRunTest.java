package io.campanile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real broker; only the job is a stand-in. */
class DemoRunTest {

  @TempDir Path directory;

  private final AtomicReference<EchoJob> job = new AtomicReference<>();
  private final AtomicReference<EmbeddedJob.Settings> settings = new AtomicReference<>();
  private final Recording terminal = new Recording();

  @Test
  void showsWhatComesOutAndLeavesNothingBehind() throws Exception {
    new DemoRun(options(20, Optional.empty()), this::start, terminal).run();

    assertThat(terminal.actions).hasSizeGreaterThanOrEqualTo(20);
    assertThat(terminal.actions).allMatch(action -> action.decidedAt().isAfter(DemoOptions.START));
    Snapshot last = terminal.snapshots.get(terminal.snapshots.size() - 1);
    assertThat(last.counts().allActions()).isEqualTo(terminal.actions.size());
    assertThat(last.simulatedTime()).isAfter(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(last.fates().used()).isPositive().isLessThanOrEqualTo(last.eventsSent());
    assertThatEverythingIsGone();
  }

  @Test
  void endsWhenItsTimeIsUp() throws Exception {
    new DemoRun(options(0, Optional.of(Duration.ofSeconds(4))), this::start, terminal).run();

    assertThat(terminal.said).anyMatch(line -> line.startsWith("Ended after 4 s"));
    assertThatEverythingIsGone();
  }

  @Test
  void saysWhyItBrokeDownAndKeepsTheLogs() {
    DemoRun run = new DemoRun(options(0, Optional.empty()), this::startAndFail, terminal);

    assertThatThrownBy(run::run)
        .isInstanceOf(DemoFailedException.class)
        .hasMessageStartingWith("The job failed: ")
        .hasMessageContaining("no slot is free")
        .hasMessageContaining("The logs are kept in ");

    Path workDir = settings.get().workDir().resolveSibling("");
    assertThat(workDir.resolve("kafka/broker.log")).exists();
    assertThat(job.get().isClosed()).isTrue();
    assertThat(brokersOf(workDir)).isEmpty();
  }

  private void assertThatEverythingIsGone() {
    assertThat(job.get().isClosed()).isTrue();
    Path workDir = settings.get().workDir().resolveSibling("");
    assertThat(Files.exists(workDir)).isFalse();
    assertThat(brokersOf(workDir)).isEmpty();
  }

  private static List<ProcessHandle> brokersOf(Path workDir) {
    return ProcessHandle.current()
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(workDir.toString()))
        .toList();
  }

  private EmbeddedJob start(EmbeddedJob.Settings given) {
    settings.set(given);
    job.set(EchoJob.start(given));
    return job.get();
  }

  private EmbeddedJob startAndFail(EmbeddedJob.Settings given) {
    EmbeddedJob started = start(given);
    job.get().fail("no slot is free");
    return started;
  }

  private DemoOptions options(long untilActions, Optional<Duration> atMost) {
    return new DemoOptions(directory, 42, 5_000, 3_600, atMost, untilActions, false);
  }

  private static final class Recording implements Terminal {
    final List<String> said = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    final List<ActionLine> actions = new ArrayList<>();

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void show(Snapshot snapshot, List<ActionLine> news) {
      snapshots.add(snapshot);
      actions.addAll(news);
    }

    @Override
    public void close() {}
  }
}
