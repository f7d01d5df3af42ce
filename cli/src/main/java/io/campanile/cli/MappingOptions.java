package io.campanile.cli;

import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.jobs.csv.CsvMappingReader;
import io.campanile.patterns.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What says how files of CSV become events. */
final class MappingOptions {

  @Option(
      names = "--mapping",
      paramLabel = "[GLOB=]FILE",
      description =
          "What the columns of CSV files mean. For the files whose names fit GLOB; without it, for"
              + " .csv, .tsv and .txt. May be given several times; the first that fits counts.")
  private List<String> mappings = List.of();

  /** The mappings; empty where one is wrong, which is told. */
  Optional<CsvMappings> read(PrintWriter err) {
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
