package io.campanile.cli;

import io.campanile.cli.demo.DemoFailedException;
import io.campanile.cli.demo.DemoOptions;
import io.campanile.cli.demo.DemoRun;
import io.campanile.cli.demo.Terminal;
import io.campanile.cli.demo.Terminals;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the embedded demonstration: a Kafka broker, the Flink job and a simulated shop, all on"
          + " this machine, and shows what happens. Ctrl-C ends everything that was started. With"
          + " --config, runs the job against your own Kafka.",
      "",
      "The shop opens on Monday, 2 March 2026, 07:00 UTC. The same seed and number of customers give"
          + " the same events.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile run",
      "  campanile run --config campanile.yaml",
      "  campanile run --speed 3600 --for 60s --plain",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended by --for or --until-actions",
      "1:the patterns have problems",
      "2:wrong usage",
      "3:something could not be started, or broke down",
      "130:ended by Ctrl-C"
    })
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Runs the job against your own Kafka, as this file says, instead of the demonstration.")
  private @Nullable Path config;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "With --config: goes on from a savepoint or checkpoint; of several in the directory, the"
              + " newest.")
  private @Nullable Path from;

  @Option(
      names = "--patterns",
      paramLabel = "DIR",
      description = "Directory of patterns. Default: the ones that ship.")
  private @Nullable Path patterns;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "600",
      description = "Simulated seconds a second. Default: ${DEFAULT-VALUE}, ten minutes a second.")
  private double speed;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many people visit the shop. Default: ${DEFAULT-VALUE}.")
  private int customers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Decides what they do. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Ends after so much time on your clock, such as 60s or 5m.")
  private @Nullable Duration atMost;

  @Option(
      names = "--until-actions",
      paramLabel = "N",
      defaultValue = "0",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Ends once so many actions were sent.")
  private long untilActions;

  @Option(
      names = "--plain",
      description = "Prints lines instead of redrawing the screen, as it does into a pipe.")
  private boolean plain;

  @Option(
      names = "--keep",
      description = "Keeps the working directory: logs, checkpoints and Kafka's data.")
  private boolean keep;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Engine engine;

  RunCommand(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (config != null) {
        return new ConfiguredRun(
                config,
                Optional.ofNullable(from),
                Optional.ofNullable(atMost),
                spec.commandLine().getOut(),
                err)
            .run();
      }
      Path directory = patterns == null ? Home.patterns() : patterns;
      DemoOptions options = options(directory);
      CheckedPatterns checked = CheckedPatterns.read(directory);
      if (checked.patterns().isEmpty()) {
        checked.report().forEach(err::println);
        return ExitCode.WANTING;
      }
      try (Terminal terminal = Terminals.open(plain)) {
        new DemoRun(options, engine::startEmbedded, terminal).run();
      }
      return ExitCode.DONE;
    } catch (DemoFailedException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    }
  }

  private DemoOptions options(Path directory) {
    try {
      return new DemoOptions(
          directory, seed, customers, speed, Optional.ofNullable(atMost), untilActions, keep);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
