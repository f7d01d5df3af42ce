package io.campanile.cli;

import io.campanile.cli.letters.LetterFilter;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.Problem;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both commands of dead letters are told. */
final class LetterOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "The configuration of the live job.")
  private Path config = Path.of("");

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only these: UNREADABLE, INVALID, … May be given several times.")
  private List<String> codes = List.of();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only of this source. May be given several times.")
  private List<String> sources = List.of();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Only of this topic. May be given several times.")
  private List<String> topics = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantText.class,
      description = "Only what arrived at or after it, such as 2026-03-01T00:00:00Z.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = InstantText.class,
      description = "Only what arrived before it.")
  private @Nullable Instant until;

  /** Which letters are meant. */
  LetterFilter filter() {
    return new LetterFilter(
        codes, sources, topics, Optional.ofNullable(since), Optional.ofNullable(until));
  }

  /** The configuration; the patterns do not matter here. */
  LiveConfig config() throws CommandFailedException {
    Problems problems = new Problems();
    String text;
    try {
      text = Files.readString(config);
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.USAGE, "The configuration cannot be read: " + config.toAbsolutePath());
    }
    return new LiveConfigReader(problems, new Secrets(System.getenv()))
        .read(config.toString(), text)
        .orElseThrow(
            () ->
                new CommandFailedException(
                    ExitCode.WANTING,
                    problems.errors().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining(System.lineSeparator()))));
  }
}
