package io.campanile.cli;

import io.campanile.cli.letters.Letter;
import io.campanile.cli.letters.LetterList;
import io.campanile.cli.letters.LetterTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows dead letters: when, where, what is wrong. The records themselves, which may hold"
          + " personal data, are shown with --format json only.",
      ""
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  campanile dead-letters list --config campanile.yaml --code INVALID --limit 20",
      "  campanile dead-letters list --config campanile.yaml --source tills --format json > letters.jsonl"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the configuration has problems",
      "2:wrong usage",
      "3:the brokers do not answer"
    })
final class ListLettersCommand implements Callable<Integer> {

  @Mixin private LetterOptions options = new LetterOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json for the letters as they are, one a line. Default: text.")
  private Format format = Format.TEXT;

  @Spec private CommandSpec spec = CommandSpec.create();

  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws CommandFailedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      LetterList list = LetterList.of(new LetterTopics(options.config()), options.filter(), limit);
      for (Letter letter : list.letters()) {
        out.println(format == Format.JSON ? letter.json() : list.line(letter));
      }
      if (format == Format.TEXT) {
        list.summary().forEach(out::println);
      }
      return ExitCode.DONE;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.ENVIRONMENT;
    } finally {
      out.flush();
    }
  }
}
