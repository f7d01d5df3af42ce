package io.campanile.cli;

import io.campanile.cli.release.ReleaseTable;
import io.campanile.cli.release.Shelf;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.jobs.live.LiveConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code releases}. */
@Command(
    name = "releases",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the releases that were published: which one is in force, which come, which are past.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = "  campanile releases --config campanile.yaml",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the configuration has problems",
      "2:wrong usage",
      "3:the brokers do not answer"
    })
final class ReleasesCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration of the job: where its brokers are, and its releases.")
  private Path config = Path.of("");

  @Option(
      names = "--last",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many are listed. Default: ${DEFAULT-VALUE}.")
  private int last;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Optional<LiveConfig> read = ConfigFile.read(config, err);
      if (read.isEmpty()) {
        return ExitCode.WANTING;
      }
      LiveConfig live = read.get();
      Shelf shelf = Shelf.of(new ReleaseLog(live.releases().topic(live.kafka()), PATIENCE).read());
      ReleaseTable.lines(shelf, Instant.now(), Math.max(1, last)).forEach(out::println);
      shelf.refused().forEach(refused -> out.println("warning: " + refused));
      return ExitCode.DONE;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    } finally {
      out.flush();
      err.flush();
    }
  }
}
