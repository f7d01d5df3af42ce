package io.campanile.cli;

import io.campanile.jobs.live.Secrets;
import io.campanile.jobs.start.LiveSetup;
import io.campanile.jobs.topics.Finding;
import io.campanile.jobs.topics.StrimziTopics;
import io.campanile.jobs.topics.TopicCheck;
import io.campanile.jobs.topics.TopicCreation;
import io.campanile.jobs.topics.TopicPlan;
import io.campanile.jobs.topics.WantedTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code topics}. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says which topics a live job reads and writes, and whether the brokers have them as they"
          + " should be. Changes nothing without --create, and nothing that exists with it.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile topics --config campanile.yaml",
      "  campanile topics --config campanile.yaml --create --partitions 12 --replication 3",
      "  campanile topics --config campanile.yaml --format strimzi > topics.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job can run with these topics",
      "1:a topic is missing, or would lose records; the configuration has problems",
      "2:wrong usage",
      "3:the brokers do not answer, or refuse"
    })
final class TopicsCommand implements Callable<Integer> {

  private static final int MOST_PARTITIONS = 10_000;
  private static final int MOST_COPIES = 100;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration of the live job.")
  private Path config = Path.of("");

  @Option(names = "--create", description = "Makes the topics that are missing.")
  private boolean create;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Of each topic that is made, but for dead-letters and privacy, which have one. Default:"
              + " ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Copies of each topic that is made. Default: the brokers'.")
  private @Nullable Integer replication;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text, or strimzi for KafkaTopic resources, without asking the brokers. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      defaultValue = "kafka",
      description = "With --format strimzi: the Kafka resource's name. Default: ${DEFAULT-VALUE}.")
  private String cluster = "kafka";

  @Spec private CommandSpec spec = CommandSpec.create();

  enum Format {
    TEXT,
    STRIMZI
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    between("--partitions", partitions, MOST_PARTITIONS);
    OptionalInt copies = OptionalInt.empty();
    if (replication != null) {
      between("--replication", replication, MOST_COPIES);
      copies = OptionalInt.of(replication);
    }
    try {
      LiveSetup setup = LiveSetup.read(config, new Secrets(System.getenv()));
      if (format == Format.STRIMZI) {
        out.print(
            StrimziTopics.of(TopicPlan.of(setup.config()), cluster, partitions, copies.orElse(3)));
        return ExitCode.DONE;
      }
      return text(setup, copies, out);
    } catch (LiveSetup.WantingException e) {
      e.lines().forEach(err::println);
      return ExitCode.WANTING;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    } finally {
      out.flush();
    }
  }

  private int text(LiveSetup setup, OptionalInt copies, PrintWriter out) throws IOException {
    if (create) {
      List<String> made = TopicCreation.create(setup.config(), partitions, copies);
      made.forEach(name -> out.println("made " + name));
      if (made.isEmpty()) {
        out.println("Nothing is missing.");
      }
    }
    for (WantedTopic topic : TopicPlan.of(setup.config()).topics()) {
      out.println(
          "%-6s %-32s %s"
              .formatted(topic.use().name().toLowerCase(Locale.ROOT), topic.name(), wanted(topic)));
    }
    List<Finding> findings = TopicCheck.check(setup.config());
    findings.forEach(out::println);
    return findings.stream().anyMatch(Finding::isError) ? ExitCode.WANTING : ExitCode.DONE;
  }

  private static String wanted(WantedTopic topic) {
    return topic.settings().entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }

  private void between(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "Invalid value for option '" + option + "': " + value + ", expected 1 to " + most);
    }
  }
}
