package io.campanile.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate DIR}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description =
        "Checks a directory of patterns: every problem of every file, each with its file, line and"
            + " column, the line itself, and what to write instead.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the directory is valid",
      "1:it has problems",
      "2:wrong usage; there is no such directory",
      "3:it could not be read"
    })
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      description = "Directory with campaigns/ in it, and policy.yaml where there is one.")
  private Path directory = Path.of(".");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      CheckedPatterns checked = CheckedPatterns.read(directory);
      checked.report().forEach(out::println);
      return checked.patterns().isPresent() ? ExitCode.DONE : ExitCode.WANTING;
    } catch (CommandFailedException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return e.exitCode();
    } finally {
      out.flush();
    }
  }
}
