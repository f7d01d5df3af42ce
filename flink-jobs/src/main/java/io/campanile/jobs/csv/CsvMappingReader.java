package io.campanile.jobs.csv;

import io.campanile.connectors.csv.CsvFormat;
import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.csv.CsvType;
import io.campanile.connectors.csv.CsvValue;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.Place;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlFile;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a mapping file; all problems at once, each at its place. */
public final class CsvMappingReader {

  private static final List<String> KEYS =
      List.of(
          "format",
          "type",
          "event",
          "message-id",
          "user-id",
          "anonymous-id",
          "timestamp",
          "properties",
          "traits",
          "channel");
  private static final String COLUMN = "the name of a column, or `{column: …}`";

  private final Problems problems;

  /**
   * A reader.
   *
   * @param problems where what is wrong is noted
   */
  public CsvMappingReader(Problems problems) {
    this.problems = problems;
  }

  /** The mapping of a file on disk; empty where it cannot be read, or a problem was noted. */
  public Optional<CsvMapping> read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      problems.error(
          Place.startOf(file.toString()), "The mapping cannot be read; is the name right?");
      return Optional.empty();
    }
  }

  /** The mapping; empty where a problem was noted. */
  public Optional<CsvMapping> read(String file, String text) {
    int before = problems.errors().size();
    Optional<YamlValue> root = YamlFile.read(file, text, problems);
    if (root.isEmpty() && problems.errors().size() == before) {
      problems.error(
          Place.startOf(file), "The file is empty, expected `timestamp`, `user-id` and the like.");
    }
    Optional<CsvMapping> mapping =
        root.flatMap(value -> value.asMap("a mapping of columns")).map(this::mapping);
    return problems.errors().size() == before ? mapping : Optional.empty();
  }

  private CsvMapping mapping(YamlMap map) {
    map.allow(KEYS);
    FormatReader formats =
        new FormatReader(map.map("format", "a mapping such as `{delimiter: \";\"}`"));
    CsvFormat format = formats.format();
    CellReader cells = new CellReader(formats);
    boolean identify = map.choice("type", Map.of("track", false, "identify", true)).orElse(false);
    if (identify) {
      forbid(map, "event", "`identify` has no name: it says something of a customer.");
      forbid(map, "properties", "What `identify` says is called `traits`.");
    } else {
      map.require("event", "the event's name, such as `Order Completed`, or `{column: …}`");
      forbid(
          map, "traits", "What `track` says is called `properties`; traits need `type: identify`.");
    }
    boolean misspelt = map.isMisspelt("user-id") || map.isMisspelt("anonymous-id");
    if (!map.has("user-id") && !map.has("anonymous-id") && !misspelt) {
      map.error("No column says whose event it is, expected `user-id` or `anonymous-id`.");
    }
    CsvType.Time time = formats.time();
    CsvMapping mapping =
        new CsvMapping(
            format,
            identify ? "identify" : "track",
            map.get("event").flatMap(value -> cells.constantOrCell(value)),
            id(map, "message-id", cells),
            id(map, "user-id", cells),
            id(map, "anonymous-id", cells),
            map.require("timestamp", COLUMN)
                .flatMap(value -> cells.cell(value, time))
                .orElse(new CsvValue.Constant("")),
            map.map(identify ? "traits" : "properties", "a mapping from names to columns")
                .map(cells::fields)
                .orElse(new CsvValue.Fields(Map.of())),
            map.choice("channel", Map.of("offline", true, "online", false)).orElse(true));
    checkColumns(map, mapping);
    return mapping;
  }

  private static Optional<CsvValue> id(YamlMap map, String key, CellReader cells) {
    return map.get(key).flatMap(value -> cells.cell(value, new CsvType.Text()));
  }

  private static void forbid(YamlMap map, String key, String message) {
    if (map.has(key)) {
      map.errorAt(key, message);
    }
  }

  /** Where the mapping itself names the columns, the others must be among them. */
  private static void checkColumns(YamlMap map, CsvMapping mapping) {
    List<String> known = mapping.format().columns();
    if (!known.isEmpty()) {
      for (String column : mapping.columns()) {
        if (!known.contains(column)) {
          map.errorAt(
              "format",
              "`columns` does not name the column `%s`.%s"
                  .formatted(column, Nearest.hint(column, known)));
        }
      }
    }
  }
}
