package io.campanile.cli;

import io.campanile.cli.trial.ExpectWriter;
import io.campanile.cli.trial.JunitXml;
import io.campanile.cli.trial.TestResult;
import io.campanile.cli.trial.TestRun;
import io.campanile.cli.trial.Timeline;
import io.campanile.jobs.JobOptions;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.cases.TestFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test DIR}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the *.test.yaml beside the campaigns, on the same engine as a job, and shows what was not"
          + " as expected as a timeline: a line with - was expected and did not come, one with +"
          + " came and was not expected.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile test patterns",
      "  campanile test patterns patterns/campaigns/cart-abandonment.test.yaml --show",
      "  campanile test patterns --filter cart --update"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of them passed",
      "1:a test failed, or the directory has problems",
      "2:wrong usage; there is no such directory or file",
      "3:something could not be read or written"
    })
final class TestCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "DIR", description = "Directory of patterns.")
  private Path directory = Path.of(".");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files of tests in it; default: all.")
  private List<Path> files = List.of();

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only tests with this text in their names, or in their campaigns'.")
  private String filter = "";

  @Option(names = "--show", description = "Shows the timeline of tests that passed, too.")
  private boolean show;

  @Option(
      names = "--update",
      description =
          "Writes what came of a failing test into its `expect`, to be looked at; the rest of the"
              + " file stays as it is.")
  private boolean update;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes the results as JUnit XML, for build servers.")
  private @Nullable Path junit;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      defaultValue = "cep",
      description = "What follows sequences: cep or chain; both find the same. Default: cep.")
  private JobOptions.Engine engine = JobOptions.Engine.CEP;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Paint paint = Paint.ofTerminal();

  @Override
  public Integer call() throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      long start = System.nanoTime();
      if (update && junit != null) {
        throw new CommandFailedException(
            ExitCode.USAGE, "--update writes expectations and no results: leave out --junit.");
      }
      CheckedPatterns checked = CheckedPatterns.read(directory);
      if (checked.patterns().isEmpty()) {
        checked.report(paint).forEach(err::println);
        return ExitCode.WANTING;
      }
      checkFiles(checked);
      checkFilter(checked);
      TestRun run = run(checked, checked.patterns().get());
      if (update) {
        update(run);
        return ExitCode.DONE;
      }
      tell(run, System.nanoTime() - start);
      if (junit != null) {
        JunitXml.write(junit, directory, run.results());
      }
      return run.failed().isEmpty() ? ExitCode.DONE : ExitCode.WANTING;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private TestRun run(CheckedPatterns checked, Patterns patterns) {
    return TestRun.of(patterns, checked.checked(), engine, this::isChosen);
  }

  private boolean isChosen(TestFile file, TestCase test) {
    boolean named = files.isEmpty() || files.stream().anyMatch(path -> isSame(path, file.path()));
    return named && (file.campaign().contains(filter) || test.name().contains(filter));
  }

  private boolean isSame(Path named, String path) {
    Path file = directory.resolve(path).toAbsolutePath().normalize();
    return file.equals(named.toAbsolutePath().normalize())
        || file.endsWith(named.normalize())
        || file.endsWith(named.normalize() + ".test.yaml");
  }

  private void checkFiles(CheckedPatterns checked) throws CommandFailedException {
    for (Path named : files) {
      if (checked.checked().tests().stream().noneMatch(file -> isSame(named, file.path()))) {
        throw new CommandFailedException(
            ExitCode.USAGE, named + " is no file of tests in " + directory + ".");
      }
    }
  }

  private void checkFilter(CheckedPatterns checked) throws CommandFailedException {
    boolean any =
        checked.checked().tests().stream()
            .anyMatch(file -> file.cases().stream().anyMatch(test -> isChosen(file, test)));
    if (!filter.isEmpty() && !any) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "No test has `" + filter + "` in its name, or in its campaign's; capitals count.");
    }
  }

  private void tell(TestRun run, long nanos) {
    PrintWriter out = spec.commandLine().getOut();
    Timeline timeline = new Timeline(paint);
    for (TestResult result : run.results()) {
      if (show || !result.passed()) {
        out.println(heading(result.passed() ? paint.green("passed") : paint.red("FAILED"), result));
        timeline.lines(result.comparison()).forEach(out::println);
        out.println();
      }
    }
    int failed = run.failed().size();
    long campaigns =
        run.results().stream().map(result -> result.file().campaign()).distinct().count();
    String tests = counted(run.results().size(), "test") + " of " + counted(campaigns, "campaign");
    out.printf(
        Locale.ROOT,
        "%s, in %.1f s%n",
        failed == 0
            ? paint.green(tests + " passed")
            : paint.red(failed + " of " + tests + " failed"),
        nanos / 1e9);
    if (!run.untested().isEmpty() && filter.isEmpty() && files.isEmpty()) {
      out.println("Without a test: " + String.join(", ", run.untested()));
    }
  }

  private String heading(String what, TestResult result) {
    String place = directory.resolve(result.file().path()) + ":" + result.test().line();
    return what + " " + paint.bold(result.test().name()) + " " + paint.dim("(" + place + ")");
  }

  private void update(TestRun run) throws IOException, CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<Path, List<TestResult>> byFile =
        run.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> directory.resolve(result.file().path()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    long updated = 0;
    for (Map.Entry<Path, List<TestResult>> file : byFile.entrySet()) {
      List<TestResult> failed =
          file.getValue().stream().filter(result -> !result.passed()).toList();
      if (!failed.isEmpty()) {
        String text = Files.readString(file.getKey());
        Files.writeString(file.getKey(), ExpectWriter.update(text, failed));
        failed.forEach(result -> out.println(heading("updated", result)));
        updated += failed.size();
      }
    }
    out.println(
        updated == 0
            ? "Every test is as expected; nothing was written."
            : counted(updated, "test") + " updated. Look at what was written before you keep it.");
  }

  private static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
