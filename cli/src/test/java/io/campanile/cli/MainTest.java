package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.cli.demo.EmbeddedJob;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.tally.ReplayTally;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

  private static final String CAMPAIGN =
      """
      campaign: look-again
      trigger:
        steps:
          - {event: Product Viewed, times: 3}
      actions:
        - {channel: push, template: look-again}
      """;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Engine.ReplayRequest> replays = new ArrayList<>();
  private Path campaign = Path.of("");

  @BeforeEach
  void writePatterns() throws IOException {
    campaign = Files.createDirectory(directory.resolve("campaigns")).resolve("look-again.yaml");
    Files.writeString(campaign, CAMPAIGN);
  }

  @Test
  void validateSaysThatADirectoryIsValid() {
    assertThat(run("validate", directory.toString())).isEqualTo(0);
    assertThat(out.toString()).startsWith(directory + " is valid: 1 campaign, release ");
  }

  @Test
  void validateTellsWhereTheProblemIs() throws IOException {
    Files.writeString(campaign, CAMPAIGN.replace("push", "pusch"));

    assertThat(run("validate", directory.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains(campaign + ":6:15: ")
        .contains("  6 |   - {channel: pusch, template: look-again}\n    |               ^\n")
        .endsWith("1 problem in 1 file of " + directory + "\n");
  }

  @Test
  void validateTellsAMissingDirectoryFromAWrongOne() {
    assertThat(run("validate", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("No such directory: ");
    assertThat(run("validate", directory.resolve("campaigns").toString())).isEqualTo(1);
    assertThat(run("validate")).isEqualTo(2);
  }

  @Test
  void refusesWrongUsage() throws IOException {
    assertThat(run()).isEqualTo(2);
    assertThat(run("runn")).isEqualTo(2);
    assertThat(run("run", "--speed", "0")).isEqualTo(2);
    assertThat(run("run", "--customers", "0")).isEqualTo(2);
    err.getBuffer().setLength(0);
    assertThat(run("run", "--for", "60")).isEqualTo(2);
    assertThat(err.toString()).contains("the unit is missing, write `60s`, `60m`, `60h` or `60d`.");
  }

  @Test
  void saysWhatIsWrongWithACommandLineAndNotAllOfTheHelp() {
    assertThat(run("replay", "--events", "march.jsonl")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Missing required options: '--patterns=DIR[@TIME]', '--out=DIR'\nUsage: ")
        .endsWith("`campanile replay --help` tells the rest.\n")
        .doesNotContain("Exit codes");
  }

  @Test
  void aMisspeltOptionIsToldBeforeTheOneThatIsMissingForIt() {
    assertThat(run("replay", "--pattern", "p", "--events", "e", "--out", "o")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("Unknown option: '--pattern'")
        .contains("Possible solutions: --patterns");
  }

  @Test
  void aCommandLineWithoutACommandShowsThemAll() {
    run();
    assertThat(err.toString()).startsWith("Missing command.").contains("Commands:", "explain");
    err.getBuffer().setLength(0);
    run("valdate", "patterns");
    assertThat(err.toString()).contains("Did you mean: campanile validate");
  }

  @Test
  void runRefusesPatternsWithProblemsBeforeItStartsAnything() throws IOException {
    Files.writeString(campaign, CAMPAIGN.replace("push", "pusch"));

    assertThat(run("run", "--patterns", directory.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("1 problem in 1 file");
  }

  @Test
  void replayHandsOnWhatItWasAskedFor() throws IOException {
    Path events = Files.createFile(directory.resolve("events.jsonl"));
    Path more = Files.createFile(directory.resolve("more.jsonl"));
    Path results = directory.resolve("new/out");

    int exitCode =
        run(
            "replay",
            "--patterns",
            directory.toString(),
            "--events",
            events.toString(),
            "--events",
            more.toString(),
            "--out",
            results.toString(),
            "--until",
            "2026-03-31T02:00:00+02:00");

    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isEqualTo(0);
    assertThat(results).isDirectory();
    assertThat(replays)
        .containsExactly(
            new Engine.ReplayRequest(
                directory,
                List.of(events, more),
                results,
                Optional.of(Instant.parse("2026-03-31T00:00:00Z")),
                JobOptions.Engine.CEP));
    assertThat(out.toString())
        .startsWith("1,000 events: 5 triggers, 4 decisions, 3 actions, 2 dead")
        .contains("look at " + results.resolve("report.html"));
    assertThat(results.resolve("report.html")).isRegularFile();
  }

  @Test
  void replayNamesTheFileThatIsMissing() {
    assertThat(
            run(
                "replay",
                "--patterns",
                directory.toString(),
                "--events",
                "nowhere.jsonl",
                "--out",
                directory.resolve("out").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("No such file of events").contains("nowhere.jsonl");
    assertThat(replays).isEmpty();
  }

  @Test
  void anUnforeseenFailureIsTheEnvironments() throws IOException {
    Path events = Files.createFile(directory.resolve("fail.jsonl"));

    assertThat(
            run(
                "replay",
                "--patterns",
                directory.toString(),
                "--events",
                events.toString(),
                "--out",
                directory.toString()))
        .isEqualTo(3);
    assertThat(err.toString()).contains("campanile replay failed").contains("the disk is full");
  }

  private int run(String... args) {
    CommandLine commands = Main.commandLine(new Recorder());
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(args);
  }

  /** Does nothing but remember what it was asked. */
  private final class Recorder implements Engine {
    @Override
    public EmbeddedJob startEmbedded(EmbeddedJob.Settings settings) {
      throw new IllegalStateException("No test starts a job");
    }

    @Override
    public Replayed replay(ReplayRequest request, Consumer<Progress> progress) throws IOException {
      if (request.events().get(0).endsWith("fail.jsonl")) {
        throw new IOException("the disk is full");
      }
      replays.add(request);
      return new Replayed(new ReplayCounts(1_000, 5, 4, 3, 2, 1), new ReplayTally());
    }

    @Override
    public Difference compare(CompareRequest request, Consumer<Progress> progress) {
      throw new IllegalStateException("No test of this class compares");
    }
  }
}
