package io.campanile.cli;

import io.campanile.connectors.database.DatabaseFailedException;
import io.campanile.connectors.database.DatabaseMigrations;
import io.campanile.jobs.database.DatabaseJob;
import io.campanile.jobs.live.LiveConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code database}. */
@Command(
    name = "database",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Keeps the database that others read, as the section `database` of the configuration says.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile database migrate --config campanile.yaml",
      "  campanile database run --config campanile.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the configuration has problems",
      "2:wrong usage",
      "3:the database cannot be reached or is not as it should be, or the job failed"
    })
final class DatabaseCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: migrate or run.");
  }

  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Makes the tables, or brings them up to date, and ends.")
  int migrate(
      @Option(
              names = "--config",
              paramLabel = "FILE",
              required = true,
              description = "The configuration. Its user has to be one who may make tables.")
          Path file)
      throws CommandFailedException {
    return reported(
        file,
        (config, database) -> {
          int steps = new DatabaseMigrations(database.settings()).migrate();
          out().printf("Up to date, after %d steps: %s%n", steps, database.settings());
          out().flush();
        });
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Runs the job that writes the records of the topics to the database, until Ctrl-C. It goes"
            + " on where its consumer group was; to run it again, or twice, does no harm."
      })
  int run(
      @Option(
              names = "--config",
              paramLabel = "FILE",
              required = true,
              description = "The configuration.")
          Path file,
      @Option(
              names = "--for",
              paramLabel = "TIME",
              converter = DurationText.class,
              description = "Ends after so much time on your clock, such as 60s or 5m.")
          @Nullable Duration atMost)
      throws CommandFailedException {
    return reported(file, (config, database) -> run(config, database, Optional.ofNullable(atMost)));
  }

  private interface Work {
    void on(LiveConfig config, LiveConfig.Database database) throws Exception;
  }

  private int reported(Path file, Work work) throws CommandFailedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Optional<LiveConfig> config = ConfigFile.read(file, err);
      if (config.isEmpty()) {
        return ExitCode.WANTING;
      }
      if (config.get().database().isEmpty()) {
        err.println(file + ": the key `database` is missing.");
        return ExitCode.WANTING;
      }
      work.on(config.get(), config.get().database().get());
      return ExitCode.DONE;
    } catch (DatabaseFailedException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    } catch (RuntimeException | CommandFailedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(LiveConfig config, LiveConfig.Database database, Optional<Duration> atMost)
      throws Exception {
    int steps = DatabaseJob.prepare(database);
    Path directory = Files.createTempDirectory("campanile-");
    LocalJob job = LocalJob.database(config, database, directory);
    Runtime.getRuntime().addShutdownHook(new Thread(job::close, "job-end"));
    try {
      out()
          .printf(
              "Up to date, after %d steps: %s. Flink is at %s. Ctrl-C ends the job.%n",
              steps, database.settings(), job.webUi().map(Object::toString).orElse("nowhere"));
      out().flush();
      JobWatch.watch(job, atMost, () -> tell(job));
    } finally {
      job.close();
      ConfiguredRun.delete(directory);
    }
  }

  private void tell(LocalJob job) {
    Map<String, Long> counters = job.metrics().counters();
    out()
        .printf(
            Locale.ROOT,
            "%s; records: %,d stored, %,d erased, %,d refused, %,d passed over; %,d retries%n",
            LocalTime.now(ZoneId.systemDefault()).withNano(0),
            counters.getOrDefault("records_stored", 0L),
            counters.getOrDefault("records_erased", 0L),
            counters.getOrDefault("records_refused", 0L),
            counters.getOrDefault("records_passed_over", 0L),
            counters.getOrDefault("write_retries", 0L));
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
