package io.campanile.jobs.csv;

import io.campanile.connectors.csv.CsvType;
import io.campanile.connectors.csv.CsvValue;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which column a field comes from, and what is made of it. */
final class CellReader {

  private static final List<String> KEYS =
      List.of("column", "columns", "between", "prefix", "words", "as", "time", "time-zone");
  private static final String CONSTANT = "constant";
  private static final int MAX_NAME_CHARS = 256;
  private static final String EXPECTED =
      "the name of a column, `{column: …}`, `{constant: …}`, an object of them or a list";

  private final FormatReader formats;

  CellReader(FormatReader formats) {
    this.formats = formats;
  }

  /** A text that stands there, or a column. */
  Optional<CsvValue> constantOrCell(YamlValue value) {
    if (value instanceof YamlScalar scalar && !scalar.isEmpty()) {
      return Optional.of(new CsvValue.Constant(scalar.text()));
    }
    return cell(value, new CsvType.Text());
  }

  /** A column, by its name or in all detail; what is made of it, unless it says so. */
  Optional<CsvValue> cell(YamlValue value, CsvType type) {
    if (value instanceof YamlMap map) {
      return detailed(map, type);
    }
    return value
        .asScalar("the name of a column, or `{column: …}`")
        .map(scalar -> new CsvValue.Cell(List.of(scalar.text().strip()), "", "", Map.of(), type));
  }

  private Optional<CsvValue> detailed(YamlMap map, CsvType otherwise) {
    map.allow(KEYS);
    if (map.has("column") == map.has("columns")) {
      map.error("Expected either `column` or `columns`.");
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    map.text("column").map(String::strip).ifPresent(names::add);
    map.list("columns", "a list of columns")
        .ifPresent(
            list -> list.scalars("a column").forEach(name -> names.add(name.text().strip())));
    boolean isTime = otherwise instanceof CsvType.Time;
    String between = map.text("between").orElse(isTime ? " " : "-");
    Optional<CsvType> type = type(map, otherwise);
    Map<String, String> words = new LinkedHashMap<>();
    map.map("words", "a mapping such as `{S: Order Completed}`")
        .ifPresent(
            all -> all.keys().forEach(word -> all.text(word).ifPresent(w -> words.put(word, w))));
    return names.isEmpty() || type.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CsvValue.Cell(names, between, map.text("prefix").orElse(""), words, type.get()));
  }

  private Optional<CsvType> type(YamlMap map, CsvType otherwise) {
    CsvType.Time usual = formats.time();
    CsvType.Time time =
        new CsvType.Time(
            FormatReader.timeFormat(map, "time").orElse(usual.format()),
            FormatReader.timeZone(map, "time-zone").orElse(usual.timeZone()));
    if (!map.has("as")) {
      return Optional.of(otherwise instanceof CsvType.Time || map.has("time") ? time : otherwise);
    }
    Map<String, CsvType> types = new LinkedHashMap<>();
    types.put("text", new CsvType.Text());
    types.put("number", formats.number());
    types.put("whole", formats.whole());
    types.put("flag", new CsvType.Flag());
    types.put("time", time);
    return map.choice("as", types);
  }

  /** The fields of an object. */
  CsvValue.Fields fields(YamlMap map) {
    Map<String, CsvValue> fields = new LinkedHashMap<>();
    for (String name : map.keys()) {
      if (name.isBlank() || name.length() > MAX_NAME_CHARS) {
        map.errorAt(name, "A name has from 1 to " + MAX_NAME_CHARS + " characters.");
      }
      map.get(name).flatMap(this::value).ifPresent(value -> fields.put(name, value));
    }
    return new CsvValue.Fields(fields);
  }

  private Optional<CsvValue> value(YamlValue value) {
    if (value instanceof YamlMap map) {
      if (map.has(CONSTANT)) {
        map.allow(CONSTANT);
        return map.scalar(CONSTANT, "a text, a number or a truth value")
            .flatMap(YamlScalar::constant)
            .map(CsvValue.Constant::new);
      }
      boolean isCell = map.has("column") || map.has("columns");
      return isCell ? cell(map, new CsvType.Text()) : Optional.of(fields(map));
    }
    if (value instanceof YamlList list) {
      List<CsvValue> items = new ArrayList<>();
      list.entries().forEach(item -> value(item).ifPresent(items::add));
      return Optional.of(new CsvValue.Items(items));
    }
    return value.asScalar(EXPECTED).flatMap(scalar -> cell(scalar, new CsvType.Text()));
  }
}
