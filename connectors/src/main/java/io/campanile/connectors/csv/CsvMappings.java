package io.campanile.connectors.csv;

import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which files are CSV, and by which mapping; all others are JSON lines.
 *
 * @param entries the first whose pattern fits counts
 */
public record CsvMappings(List<Entry> entries) implements Serializable {

  /** Names that CSV files usually have. */
  public static final String USUAL_NAMES = "*.{csv,tsv,txt,csv.gz,tsv.gz,txt.gz}";

  /** No file is CSV. */
  public static final CsvMappings NONE = new CsvMappings(List.of());

  /**
   * Files of one mapping.
   *
   * @param glob what the files' names look like, such as {@code orders-*.csv}
   */
  public record Entry(String glob, CsvMapping mapping) implements Serializable {}

  /** Copies what could change. */
  public CsvMappings {
    entries = List.copyOf(entries);
  }

  /** Every file, whatever its name, by one mapping. */
  public static CsvMappings all(CsvMapping mapping) {
    return new CsvMappings(List.of(new Entry("*", mapping)));
  }

  /** The mapping for a file; empty where it is no CSV. */
  public Optional<CsvMapping> of(String fileName) {
    return entries.stream()
        .filter(
            entry ->
                FileSystems.getDefault()
                    .getPathMatcher("glob:" + entry.glob)
                    .matches(Path.of(fileName)))
        .map(Entry::mapping)
        .findFirst();
  }
}
