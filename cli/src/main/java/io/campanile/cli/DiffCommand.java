package io.campanile.cli;

import io.campanile.cli.diff.Diff;
import io.campanile.cli.diff.DiffFormat;
import io.campanile.cli.diff.Revision;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.jobs.compare.Difference;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff OLD NEW}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs two versions of the patterns over the same events, and tells what is different: which"
          + " campaigns would have sent more, fewer, at other times, or something else, why, and to"
          + " whom.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile diff main:patterns patterns --events march.jsonl.gz",
      "  campanile diff HEAD~1:patterns HEAD:patterns --events march.jsonl.gz --format markdown",
      "  campanile diff patterns ../other/patterns --events march.jsonl.gz --format html --out diff.html"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, whether or not anything is different",
      "1:one of the versions has problems",
      "2:wrong usage; a file, a directory or a revision is missing",
      "3:it could not be run to its end"
    })
final class DiffCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description =
          "A directory of patterns, or one of a git revision, written REVISION:DIRECTORY, the"
              + " directory counted from the top of the repository.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "What it is compared with.")
  private String after = "";

  @Mixin private final HistoryOptions history = new HistoryOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, html or markdown. Default: text.")
  private DiffFormat format = DiffFormat.TEXT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write it. Without it, to the terminal.")
  private @Nullable Path out;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Engine engine;

  DiffCommand(Engine engine) {
    this.engine = engine;
  }

  private record Version(String name, PatternFiles files, Patterns patterns) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try {
      List<Path> events = history.events();
      Optional<Version> old = version(before);
      Optional<Version> now = version(after);
      Optional<CsvMappings> mappings = history.mappings(err);
      if (old.isEmpty() || now.isEmpty() || mappings.isEmpty()) {
        return ExitCode.WANTING;
      }
      write(compare(old.get(), now.get(), events, mappings.get()));
      return ExitCode.DONE;
    } finally {
      err.flush();
    }
  }

  /** The checked version; empty where it has problems, which have been told. */
  private Optional<Version> version(String name) throws CommandFailedException {
    PatternFiles files = files(name);
    CheckedPatterns checked = CheckedPatterns.of(Path.of(name), files);
    if (checked.patterns().isEmpty()) {
      checked.report().forEach(spec.commandLine().getErr()::println);
    }
    return checked.patterns().map(patterns -> new Version(name, files, patterns));
  }

  private static PatternFiles files(String name) throws CommandFailedException {
    Optional<Revision> revision = Revision.of(name);
    if (Files.exists(Path.of(name)) || revision.isEmpty()) {
      return CheckedPatterns.files(Path.of(name));
    }
    try {
      return revision.get().read(Path.of(""));
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private Diff compare(Version old, Version now, List<Path> events, CsvMappings mappings)
      throws Exception {
    ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), events);
    Difference difference =
        engine.compare(
            new Engine.CompareRequest(old.files(), now.files(), events, history.until(), mappings),
            progress::show);
    progress.end();
    return Diff.of(
        old.name(), now.name(), old.patterns(), now.patterns(), history.names(), difference);
  }

  private void write(Diff diff) throws CommandFailedException, IOException {
    String text = format.write(diff);
    PrintWriter writer = spec.commandLine().getOut();
    if (out == null) {
      writer.print(text);
    } else {
      try {
        Files.writeString(out, text);
      } catch (IOException e) {
        throw new CommandFailedException(
            ExitCode.ENVIRONMENT, "Cannot write " + out.toAbsolutePath() + ": " + e);
      }
      writer.println("Written to " + out);
    }
    writer.flush();
  }
}
