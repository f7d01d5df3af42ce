package io.campanile.jobs.csv;

import io.campanile.connectors.csv.CsvFormat;
import io.campanile.connectors.csv.CsvTimes;
import io.campanile.connectors.csv.CsvType;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code format} of a mapping file, and what cells may say for themselves instead. */
final class FormatReader {

  private static final List<String> KEYS =
      List.of(
          "delimiter",
          "quote",
          "encoding",
          "columns",
          "nothing",
          "decimal",
          "thousands",
          "time",
          "time-zone");
  private static final Map<String, Character> SIGNS = Map.of("tab", '\t', "\\t", '\t');

  private final Optional<YamlMap> map;
  private final CsvType.Amount number;
  private final CsvType.Time time;

  FormatReader(Optional<YamlMap> map) {
    this.map = map;
    map.ifPresent(format -> format.allow(KEYS));
    char decimal = sign("decimal", '.');
    String thousands =
        map.flatMap(format -> format.scalar("thousands", "one character"))
            .flatMap(FormatReader::oneCharacter)
            .map(String::valueOf)
            .orElse("");
    if (thousands.equals(String.valueOf(decimal))) {
      map.ifPresent(
          format ->
              format.errorAt(
                  "thousands", "`thousands` and `decimal` are the same, expected two signs."));
    }
    this.number = new CsvType.Amount(decimal, thousands);
    this.time =
        new CsvType.Time(
            map.flatMap(format -> timeFormat(format, "time")).orElse(CsvTimes.ISO),
            map.flatMap(format -> timeZone(format, "time-zone")).orElse("UTC"));
  }

  CsvFormat format() {
    char delimiter = sign("delimiter", ',');
    char quote = sign("quote", '"');
    if (delimiter == quote) {
      map.ifPresent(
          format ->
              format.errorAt("quote", "`quote` and `delimiter` are the same, expected two signs."));
    }
    return new CsvFormat(
        delimiter, quote, encoding(), List.copyOf(texts("columns")), Set.copyOf(texts("nothing")));
  }

  CsvType.Amount number() {
    return number;
  }

  CsvType.Whole whole() {
    return new CsvType.Whole(number.thousands());
  }

  CsvType.Time time() {
    return time;
  }

  private char sign(String key, char otherwise) {
    return map.flatMap(format -> format.scalar(key, "one character"))
        .flatMap(FormatReader::oneCharacter)
        .orElse(otherwise);
  }

  private static Optional<Character> oneCharacter(YamlScalar scalar) {
    String text = scalar.text();
    if (SIGNS.containsKey(text)) {
      return Optional.of('\t');
    }
    if (text.length() != 1 || text.charAt(0) > 0x7E || text.charAt(0) == '\n') {
      scalar.error(
          scalar.label() + " is `" + scalar.shown() + "`, expected one character, or `tab`.");
      return Optional.empty();
    }
    return Optional.of(text.charAt(0));
  }

  private String encoding() {
    return map.flatMap(format -> format.scalar("encoding", "such as `UTF-8` or `windows-1252`"))
        .flatMap(FormatReader::charset)
        .orElse("UTF-8");
  }

  private static Optional<String> charset(YamlScalar scalar) {
    try {
      Charset charset = Charset.forName(scalar.text());
      if (CsvFormat.isSplittable(charset)) {
        return Optional.of(charset.name());
      }
      scalar.error("Files in `" + scalar.shown() + "` cannot be read. Save them as UTF-8.");
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      scalar.error(
          "The encoding `"
              + scalar.shown()
              + "` is not known. Expected a name such as `UTF-8`, `ISO-8859-1` or `windows-1252`.");
    }
    return Optional.empty();
  }

  private Set<String> texts(String key) {
    Set<String> texts = new LinkedHashSet<>();
    map.flatMap(format -> format.list(key, "a list of texts"))
        .ifPresent(
            list -> {
              for (YamlScalar scalar : list.scalars("a text")) {
                if (!texts.add(scalar.text().strip())) {
                  scalar.error("`" + scalar.shown() + "` stands in this list twice.");
                }
              }
            });
    return texts;
  }

  /** How times are written, at a key. */
  static Optional<String> timeFormat(YamlMap map, String key) {
    return map.scalar(key, "a format such as `dd.MM.yyyy HH:mm`")
        .flatMap(
            scalar -> {
              try {
                CsvTimes.check(scalar.text());
                return Optional.of(scalar.text());
              } catch (IllegalArgumentException e) {
                scalar.error(
                    scalar.label()
                        + " is `"
                        + scalar.shown()
                        + "`, expected `iso`, `epoch-seconds`, `epoch-millis`, or letters such as"
                        + " `dd.MM.yyyy HH:mm`: "
                        + e.getMessage()
                        + ".");
                return Optional.<String>empty();
              }
            });
  }

  /** The time zone of times that name none, at a key. */
  static Optional<String> timeZone(YamlMap map, String key) {
    return map.scalar(key, "the name of a time zone, such as `Europe/London`")
        .flatMap(
            scalar -> {
              if (ZoneId.getAvailableZoneIds().contains(scalar.text())) {
                return Optional.of(scalar.text());
              }
              scalar.error(
                  "The time zone `"
                      + scalar.shown()
                      + "` is not known."
                      + Nearest.to(scalar.text(), new TreeSet<>(ZoneId.getAvailableZoneIds()))
                          .map(near -> " Did you mean `" + near + "`?")
                          .orElse(" Expected a name such as `Europe/London` or `UTC`."));
              return Optional.<String>empty();
            });
  }
}
