package io.campanile.cli;

import io.campanile.cli.letters.LetterTopics;
import io.campanile.cli.letters.MendedLetters;
import io.campanile.cli.letters.Resending;
import io.campanile.jobs.live.LiveConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dead-letters resend}. */
@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends dead letters to the topics and partitions that they came from, as they were or mended,"
          + " with a header that says where they come from. A letter is sent again once, and one"
          + " that would be a dead letter again is left alone.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile dead-letters list --config campanile.yaml --source tills --format json > letters.jsonl",
      "  # mend `raw` in letters.jsonl, then",
      "  campanile dead-letters resend --config campanile.yaml --edit letters.jsonl --dry-run",
      "  campanile dead-letters resend --config campanile.yaml --edit letters.jsonl"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of them were sent, or had been before",
      "1:some would be dead letters again, or are not there; the others were sent",
      "2:wrong usage",
      "3:the brokers do not answer, or refuse"
    })
final class ResendLettersCommand implements Callable<Integer> {

  @Mixin private LetterOptions options = new LetterOptions();

  @Option(
      names = "--edit",
      paramLabel = "FILE",
      description =
          "Sends what this file says instead: letters as `list --format json` writes them, a line"
              + " each, whose `raw` was mended. Only letters of the file are sent.")
  private @Nullable Path edit;

  @Option(names = "--all", description = "Sends every dead letter there is.")
  private boolean all;

  @Option(names = "--again", description = "Sends also what was sent again already.")
  private boolean again;

  @Option(
      names = "--unchecked",
      description =
          "Sends also what would be a dead letter again, as far as can be seen from here.")
  private boolean unchecked;

  @Option(names = "--dry-run", description = "Says what would be sent, and sends nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (options.filter().isEmpty() && edit == null && !all) {
      throw new ParameterException(
          spec.commandLine(),
          "Which dead letters? Expected --code, --source, --topic, --since, --until, --edit or --all.");
    }
    try {
      LiveConfig config = options.config();
      Optional<MendedLetters> mended =
          edit == null ? Optional.empty() : Optional.of(MendedLetters.read(edit));
      Resending resending =
          new Resending(
              config, new LetterTopics(config), options.filter(), mended, again, unchecked, dryRun);
      Resending.Outcome outcome = resending.run();
      outcome.lines().forEach(out::println);
      return outcome.isWhole() ? ExitCode.DONE : ExitCode.WANTING;
    } catch (MendedLetters.UnreadableException e) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    } finally {
      out.flush();
    }
  }
}
