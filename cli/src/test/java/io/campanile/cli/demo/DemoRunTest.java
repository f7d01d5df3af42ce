package io.campanile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real broker; only the job is a stand-in. */
class DemoRunTest {

  @TempDir Path directory;

  private final List<EchoJob> jobs = new ArrayList<>();
  private final List<Path> workDirs = new ArrayList<>();
  private final Recording terminal = new Recording();

  @BeforeEach
  void makePatterns() throws IOException {
    Files.createDirectory(directory.resolve("campaigns"));
  }

  @AfterEach
  void deleteWhatAFailureKept() throws IOException {
    for (Path workDir : workDirs) {
      if (Files.exists(workDir)) {
        try (Stream<Path> files = Files.walk(workDir)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  @Test
  void showsWhatComesOutAndLeavesNothingBehind() throws Exception {
    new DemoRun(options(20, Optional.empty()), this::start, terminal).run();

    assertThat(terminal.actions).hasSizeGreaterThanOrEqualTo(20);
    assertThat(terminal.actions).allMatch(action -> action.decidedAt().isAfter(DemoOptions.START));
    Snapshot last = terminal.snapshots.get(terminal.snapshots.size() - 1);
    assertThat(last.counts().allActions()).isEqualTo(terminal.actions.size());
    assertThat(last.simulatedTime()).isAfter(DemoOptions.START);
    assertThat(last.fates().used()).isPositive().isLessThanOrEqualTo(last.eventsSent());
    assertThatEverythingIsGone();
  }

  @Test
  @Tag("slow")
  void endsWhenItsTimeIsUp() throws Exception {
    new DemoRun(options(0, Optional.of(Duration.ofSeconds(4))), this::start, terminal).run();

    assertThat(terminal.said).anyMatch(line -> line.startsWith("Ended after 4 s"));
    assertThatEverythingIsGone();
  }

  @Test
  @Tag("slow")
  void hasADatabaseThatIsGoneAfterwards() throws Exception {
    new DemoRun(options(0, Optional.of(Duration.ofSeconds(20))), this::start, terminal).run();

    DatabaseSettings database = jobs.get(0).database().orElseThrow();
    DemoDatabase.Status status = terminal.snapshots.get(terminal.snapshots.size() - 1).database();
    assertThat(status.isUp()).isTrue();
    assertThat(status.text())
        .isEqualTo(
            database
                .url()
                .replace("jdbc:", "")
                .replace("//localhost", "//campanile:campanile@localhost"));
    assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "campanile", "campanile"))
        .isInstanceOf(SQLException.class);
    assertThatEverythingIsGone();
  }

  @Test
  @Tag("slow")
  void saysWhyItBrokeDownAndKeepsTheLogs() {
    DemoRun run = new DemoRun(options(0, Optional.empty()), this::startAndFail, terminal);

    assertThatThrownBy(run::run)
        .isInstanceOf(DemoFailedException.class)
        .hasMessageStartingWith("The job failed: ")
        .hasMessageContaining("no slot is free")
        .hasMessageContaining("The logs are kept in ");

    Path workDir = workDirs.get(0);
    assertThat(workDir.resolve("kafka/broker.log")).exists();
    assertThat(jobs.get(0).isClosed()).isTrue();
    assertThat(brokersOf(workDir)).isEmpty();
  }

  private void assertThatEverythingIsGone() {
    assertThat(jobs.get(0).isClosed()).isTrue();
    Path workDir = workDirs.get(0);
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
    workDirs.add(given.workDir().resolveSibling(""));
    jobs.add(EchoJob.start(given));
    return jobs.get(0);
  }

  private EmbeddedJob startAndFail(EmbeddedJob.Settings given) {
    EmbeddedJob started = start(given);
    jobs.get(0).fail("no slot is free");
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
