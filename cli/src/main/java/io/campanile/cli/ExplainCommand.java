package io.campanile.cli;

import io.campanile.cli.explain.CustomerRecords;
import io.campanile.cli.explain.CustomerSearch;
import io.campanile.cli.explain.Explanation;
import io.campanile.cli.explain.ExplanationJson;
import io.campanile.cli.explain.NothingKnown;
import io.campanile.cli.explain.PlainText;
import io.campanile.cli.explain.RecordReader.UnexpectedRecordException;
import io.campanile.cli.explain.RecordTopics;
import io.campanile.cli.explain.RecordTopics.TopicsException;
import io.campanile.cli.explain.ReplayFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says why a customer got, or did not get, what: each trigger that fired, whether it was"
          + " accepted, and what became of each of its actions, with the numbers that decided.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile explain --customer u-17 --from /tmp/march",
      "  campanile explain --customer u-17 --from /tmp/march --at '2026-03-02 18:05'",
      "  campanile explain --customer u-17 --bootstrap-servers localhost:9092"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:nothing is known of the customer, or a record cannot be read",
      "2:wrong usage; there is no such directory, or no such topic",
      "3:it could not be read"
    })
final class ExplainCommand implements Callable<Integer> {

  @Option(
      names = "--customer",
      paramLabel = "ID",
      required = true,
      description = "The customer's id, as in the records.")
  private String customer = "";

  @Option(names = "--campaign", paramLabel = "NAME", description = "Tells of this campaign only.")
  private @Nullable String campaign;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = {
        "Tells what was decided at the last moment at or before this time, and what was waiting"
            + " then: 2026-03-02T18:05:00Z, or '2026-03-02 18:05' in the customer's zone."
      })
  private @Nullable String at;

  @ArgGroup(multiplicity = "1")
  private From from = new From();

  @Option(
      names = "--topic-prefix",
      paramLabel = "P",
      defaultValue = "",
      description = "What stands before the topics' names, such as `campanile.`.")
  private String topicPrefix = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; default: text.")
  private Format format = Format.TEXT;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Where the records are. */
  static final class From {
    @Option(
        names = "--from",
        paramLabel = "DIR",
        required = true,
        description = "A replay's output: the directory with triggers.jsonl and its siblings.")
    private @Nullable Path directory;

    @Option(
        names = "--bootstrap-servers",
        paramLabel = "HOST:PORT",
        required = true,
        description = "A running job's topics, as far as they are committed now.")
    private @Nullable String bootstrapServers;
  }

  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws CommandFailedException {
    try {
      CustomerSearch search = search();
      return tell(search);
    } finally {
      spec.commandLine().getOut().flush();
    }
  }

  private CustomerSearch search() throws CommandFailedException {
    CustomerSearch search = new CustomerSearch(customer);
    try {
      if (from.directory != null) {
        files(from.directory).search(search);
      } else if (from.bootstrapServers != null) {
        new RecordTopics(from.bootstrapServers, topicPrefix).search(search);
      }
      return search;
    } catch (UnexpectedRecordException e) {
      throw new CommandFailedException(ExitCode.WANTING, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.ENVIRONMENT, "Cannot read: " + e);
    } catch (TopicsException e) {
      throw new CommandFailedException(
          e.missing() ? ExitCode.USAGE : ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()));
    }
  }

  private static ReplayFiles files(Path directory) throws CommandFailedException {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "No such directory: " + directory.toAbsolutePath() + ". Expected a replay's --out.");
    }
    ReplayFiles files = new ReplayFiles(directory);
    List<String> missing = files.missing();
    if (!missing.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          directory.toAbsolutePath()
              + " has no "
              + String.join(", no ", missing)
              + ". Expected the directory that a replay wrote to with --out.");
    }
    return files;
  }

  private int tell(CustomerSearch search) throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    CustomerRecords records = search.records();
    if (records.isEmpty()) {
      NothingKnown.ofCustomer(search, customer).forEach(out::println);
      return ExitCode.WANTING;
    }
    if (campaign != null && !Explanation.campaigns(records).contains(campaign)) {
      NothingKnown.ofCampaign(records, campaign).forEach(out::println);
      return ExitCode.WANTING;
    }
    Explanation explanation = Explanation.of(records, Optional.ofNullable(campaign));
    if (at == null) {
      tell(PlainText.of(explanation), ExplanationJson.of(explanation));
    } else {
      Instant time = time(explanation, at);
      tell(PlainText.at(explanation, time), ExplanationJson.at(explanation, time));
    }
    return ExitCode.DONE;
  }

  private void tell(List<String> text, String json) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> text.forEach(out::println);
      case JSON -> out.println(json);
    }
  }

  /** Known only now, because a local time is the customer's. */
  private static Instant time(Explanation explanation, String text) throws CommandFailedException {
    return explanation
        .time(text)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    ExitCode.USAGE,
                    "Invalid value for option '--at': '"
                        + text
                        + "', expected a time such as 2026-03-02T18:05:00Z, or '2026-03-02 18:05'"
                        + " in the customer's zone"));
  }
}
