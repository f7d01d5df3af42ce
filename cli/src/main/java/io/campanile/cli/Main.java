package io.campanile.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "campanile",
    mixinStandardHelpOptions = true,
    version = "campanile 0.1.0",
    description = "Behavioural triggers on Apache Flink.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the input was found wanting",
      "2:wrong usage",
      "3:the environment failed"
    },
    commandListHeading = "%nCommands:%n")
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(new FlinkEngine()).execute(args));
  }

  /** The commands over an engine. */
  static CommandLine commandLine(Engine engine) {
    CommandLine commands = new CommandLine(new Main());
    commands.addSubcommand(new RunCommand(engine));
    commands.addSubcommand(new InitCommand());
    commands.addSubcommand(new ValidateCommand());
    commands.addSubcommand(new TestCommand());
    commands.addSubcommand(new ReplayCommand(engine));
    commands.addSubcommand(new DiffCommand(engine));
    commands.addSubcommand(new ExplainCommand());
    commands.addSubcommand(new PublishCommand());
    commands.addSubcommand(new ReleasesCommand());
    commands.addSubcommand(new DatabaseCommand());
    commands.addSubcommand(new TopicsCommand());
    commands.addSubcommand(new CheckCommand());
    commands.addSubcommand(new DeadLettersCommand());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setParameterExceptionHandler(Main::wrongUsage);
    commands.setExecutionExceptionHandler(Main::failed);
    return commands;
  }

  /**
   * Says what is wrong with a command line, and how it is written; all of the help would push that
   * out of sight. A misspelt option comes before the right one that is missing for it.
   */
  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> unmatched =
        command.getUnmatchedArguments().stream().filter(text -> text.startsWith("-")).toList();
    ParameterException told =
        e instanceof MissingParameterException && !unmatched.isEmpty()
            ? new UnmatchedArgumentException(command, unmatched)
            : e;
    err.println(told.getMessage());
    if (command.getParent() == null) {
      if (!UnmatchedArgumentException.printSuggestions(told, err)) {
        command.usage(err);
      }
    } else {
      UnmatchedArgumentException.printSuggestions(told, err);
      String name = command.getCommandSpec().qualifiedName();
      err.print(command.getHelp().fullSynopsis());
      err.println("`" + name + " --help` tells the rest.");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  /** What a command foresaw is told in a line; what it did not is no fault of the input. */
  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof CommandFailedException foreseen) {
      err.println(foreseen.getMessage());
      err.flush();
      return foreseen.exitCode();
    }
    err.println("campanile " + command.getCommandName() + " failed: " + e);
    e.printStackTrace(err);
    err.flush();
    return ExitCode.ENVIRONMENT;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command.");
  }
}
