package io.campanile.cli;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    System.exit(commandLine(engine()).execute(args));
  }

  /**
   * The pipeline, where this build has one.
   *
   * <p>TO JOIN THE PIPELINE: return an {@link Engine} here. Without one, the commands {@code run}
   * and {@code replay} are not there, rather than there and hollow.
   */
  private static Optional<Engine> engine() {
    return Optional.empty();
  }

  /** The commands, as far as there is an engine for them. */
  static CommandLine commandLine(Optional<Engine> engine) {
    CommandLine commands = new CommandLine(new Main());
    engine.ifPresent(present -> commands.addSubcommand(new RunCommand(present)));
    commands.addSubcommand(new ValidateCommand());
    engine.ifPresent(present -> commands.addSubcommand(new ReplayCommand(present)));
    commands.addSubcommand(new ExplainCommand());
    commands.setExecutionExceptionHandler(Main::environmentFailed);
    return commands;
  }

  /** What a command did not foresee is no fault of the input. */
  private static int environmentFailed(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
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
