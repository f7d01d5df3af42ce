package io.campanile.cli;

import io.campanile.cli.report.ReplayReport;
import io.campanile.cli.report.ReplayedRelease;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.jobs.JobOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs patterns over the events of files, in event time, whatever the order of the lines, and"
          + " writes what would have happened: report.html, a page to look at, and triggers.jsonl,"
          + " decisions.jsonl, actions.jsonl, profiles.jsonl, segments.jsonl and"
          + " dead-letters.jsonl, sorted by time, then id. Two runs give the same bytes.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = "  campanile replay --patterns patterns --events march.jsonl.gz --out /tmp/march",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the patterns have problems",
      "2:wrong usage; a file is missing",
      "3:it could not be run to its end"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final String REPORT = "report.html";

  @Option(
      names = "--patterns",
      paramLabel = "DIR[@TIME]",
      required = true,
      converter = DatedPatterns.Text.class,
      description =
          "Directory of patterns. Further ones are releases that follow it, each with the event time"
              + " from which it is in force, such as spring@2026-03-20T00:00:00Z.")
  private List<DatedPatterns> patterns = List.of();

  @Mixin private final HistoryOptions history = new HistoryOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Directory for the records; made where it is missing.")
  private Path out = Path.of("");

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "cep",
      description = "What follows sequences: cep or chain; both find the same. Default: cep.")
  private JobOptions.Engine followedBy = JobOptions.Engine.CEP;

  @Option(
      names = "--omit-addresses",
      description = "Leaves the addresses of customers out of what is written.")
  private boolean omitAddresses;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Engine engine;

  ReplayCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    List<Path> events = history.events();
    Optional<DatedPatterns.Checked> checked = DatedPatterns.check(patterns, err);
    if (checked.isEmpty()) {
      return ExitCode.WANTING;
    }
    Optional<CsvMappings> mappings = history.mappings(err);
    if (mappings.isEmpty()) {
      return ExitCode.WANTING;
    }
    makeOut();
    ProgressLine progress = ProgressLine.of(err, events);
    Engine.Replayed replayed =
        engine.replay(
            new Engine.ReplayRequest(
                checked.get().first(),
                events,
                out,
                history.until(),
                followedBy,
                mappings.get(),
                omitAddresses,
                checked.get().changes()),
            progress::show);
    progress.end();
    report(checked.get().releases(), replayed);
    tell(replayed.counts());
    return ExitCode.DONE;
  }

  private void makeOut() throws CommandFailedException {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.ENVIRONMENT, "Cannot make the directory " + out.toAbsolutePath() + ": " + e);
    }
  }

  private void report(List<ReplayedRelease> releases, Engine.Replayed replayed) throws IOException {
    ReplayReport.write(
        out.resolve(REPORT),
        new ReplayReport.Replayed(
            patterns.stream().map(DatedPatterns::toString).collect(Collectors.joining(", ")),
            history.names(),
            replayed.counts().deadLetters(),
            replayed.counts().duplicates()),
        releases,
        replayed.tally());
  }

  private void tell(Engine.ReplayCounts counts) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(
        String.format(
            Locale.ROOT,
            "%s: %s, %s, %s, %s.%nWritten to %s; look at %s",
            many(counts.events(), "event"),
            many(counts.triggers(), "trigger"),
            many(counts.decisions(), "decision"),
            many(counts.actions(), "action"),
            many(counts.deadLetters(), "dead letter"),
            out,
            out.resolve(REPORT)));
    writer.flush();
  }

  private static String many(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }
}
