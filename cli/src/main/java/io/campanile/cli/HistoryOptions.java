package io.campanile.cli;

import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.jobs.csv.CsvMappingReader;
import io.campanile.patterns.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The history that a command runs over. */
final class HistoryOptions {

  @Option(
      names = "--events",
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description =
          "Files of events, one JSON object a line, or CSV with --mapping; .gz is unpacked. May be"
              + " given several times.")
  private List<Path> events = List.of();

  @Option(
      names = "--mapping",
      paramLabel = "[GLOB=]FILE",
      description =
          "What the columns of CSV files mean. For the files whose names fit GLOB; without it, for"
              + " .csv, .tsv and .txt. May be given several times; the first that fits counts.")
  private List<String> mappings = List.of();

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = InstantText.class,
      description =
          "Event time at which it ends, such as 2026-03-31T00:00:00Z. Without it, every wait runs to"
              + " its end.")
  private @Nullable Instant until;

  /** The files, each of which is there. */
  List<Path> events() throws CommandFailedException {
    for (Path file : events) {
      if (!Files.isRegularFile(file)) {
        throw new CommandFailedException(
            ExitCode.USAGE, "No such file of events: " + file.toAbsolutePath());
      }
    }
    return events;
  }

  /** What the files are called, without their directories. */
  List<String> names() {
    return events.stream().map(file -> file.getFileName().toString()).toList();
  }

  /** Where it ends; empty where every wait runs to its end. */
  Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /** The mappings; empty where one is wrong, which is told. */
  Optional<CsvMappings> mappings(PrintWriter err) {
    Problems problems = new Problems();
    List<CsvMappings.Entry> entries = new ArrayList<>();
    for (String option : mappings) {
      int separator = option.indexOf('=');
      String glob = separator < 0 ? CsvMappings.USUAL_NAMES : option.substring(0, separator);
      Optional<CsvMapping> mapping =
          new CsvMappingReader(problems).read(Path.of(option.substring(separator + 1)));
      mapping.ifPresent(found -> entries.add(new CsvMappings.Entry(glob, found)));
    }
    problems.errors().forEach(err::println);
    problems.warnings().forEach(err::println);
    return problems.errors().isEmpty() ? Optional.of(new CsvMappings(entries)) : Optional.empty();
  }
}
