package io.campanile.cli;

import io.campanile.patterns.lint.SeenEvents;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate DIR}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks a directory of patterns: every problem of every file, each with its file, line and"
          + " column, the line itself, and what to write instead. The code in brackets is explained"
          + " in docs/reference/problems/README.md. A warning is something that is allowed, but hardly"
          + " meant.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile validate patterns",
      "  campanile validate patterns --strict --events march.jsonl.gz"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the directory is valid",
      "1:it has problems; or, with --strict, warnings",
      "2:wrong usage; there is no such directory",
      "3:it could not be read"
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "Directory with campaigns/ in it, and policy.yaml where there is one.")
  private Path directory = Path.of(".");

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "text",
      description =
          "text (the default) for people, json for programs, github to show problems beside the"
              + " lines of a pull request.")
  private ProblemFormat format = ProblemFormat.TEXT;

  @Option(names = "--strict", description = "Warnings are problems too.")
  private boolean strict;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Files of real events, one JSON object a line; .gz is unpacked. Names of events, properties"
              + " and traits that they never show are warned of.")
  private List<Path> events = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Optional<SeenEvents> seen =
          events.isEmpty() ? Optional.empty() : Optional.of(EventSample.of(events));
      CheckedPatterns checked = CheckedPatterns.read(directory, seen);
      format.of(checked, Paint.ofTerminal()).forEach(out::println);
      boolean wanting =
          checked.patterns().isEmpty()
              || (strict && !ProblemReport.all(checked.checked()).isEmpty());
      return wanting ? ExitCode.WANTING : ExitCode.DONE;
    } finally {
      out.flush();
    }
  }
}
