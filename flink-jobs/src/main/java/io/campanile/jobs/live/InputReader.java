package io.campanile.jobs.live;

import static io.campanile.jobs.live.LiveOption.EVERY;
import static io.campanile.jobs.live.LiveOption.FILES;
import static io.campanile.jobs.live.LiveOption.MAPPING;
import static io.campanile.jobs.live.LiveOption.TOPICS;
import static io.campanile.jobs.live.LiveOption.TOPIC_PATTERN;

import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.jobs.csv.CsvMappingReader;
import io.campanile.jobs.live.LiveConfig.Input;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Reads where the events of a source are: topics, or a directory. */
final class InputReader {

  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private final Problems problems;
  private final Path configFile;

  /**
   * A reader.
   *
   * @param configFile what paths are relative to
   */
  InputReader(Problems problems, String configFile) {
    this.problems = problems;
    this.configFile = Path.of(configFile).toAbsolutePath();
  }

  Optional<Input> read(YamlMap source) {
    long kinds = Stream.of(TOPICS, TOPIC_PATTERN, FILES).filter(o -> source.has(o.key())).count();
    if (kinds != 1) {
      source.error("A source has one of `topics`, `topic-pattern` and `files`.");
      return Optional.empty();
    }
    Optional<CsvMapping> mapping = mapping(source);
    if (source.has(MAPPING.key()) && mapping.isEmpty()) {
      return Optional.empty();
    }
    return source.has(FILES.key()) ? files(source, mapping) : topics(source, mapping);
  }

  private Optional<CsvMapping> mapping(YamlMap source) {
    Optional<YamlScalar> file = source.scalar(MAPPING.key(), "a mapping file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Path path = configFile.resolveSibling(file.get().text());
    if (!Files.isRegularFile(path)) {
      file.get().error("There is no file `" + path + "`.");
      return Optional.empty();
    }
    return new CsvMappingReader(problems).read(path);
  }

  private Optional<Input> files(YamlMap source, Optional<CsvMapping> mapping) {
    Duration every =
        source.duration(EVERY.key(), DurationRange.POSITIVE).orElse(Duration.ofMinutes(1));
    return source
        .scalar(FILES.key(), "a directory, or a URI of one")
        .flatMap(this::directory)
        .map(directory -> new Input.Files(directory, every, mapping));
  }

  /** What begins like a URI is Flink's to resolve; a path is relative to the configuration. */
  private Optional<String> directory(YamlScalar scalar) {
    if (URI_SCHEME.matcher(scalar.text()).matches()) {
      return Optional.of(URI.create(scalar.text().replace(" ", "%20")).toString());
    }
    Path directory = configFile.resolveSibling(scalar.text());
    if (!Files.isDirectory(directory)) {
      scalar.error("There is no directory `" + directory + "`.");
      return Optional.empty();
    }
    return Optional.of(directory.toUri().toString());
  }

  private Optional<Input> topics(YamlMap source, Optional<CsvMapping> mapping) {
    if (source.has(EVERY.key())) {
      source.errorAt(EVERY.key(), "`every` belongs to `files`; topics are read at once.");
    }
    if (mapping.isPresent() && mapping.get().format().hasHeader()) {
      source.errorAt(
          MAPPING.key(),
          "A record of a topic has no header, expected `columns` under `format` of the mapping.");
      return Optional.empty();
    }
    Optional<EventTopics> topics =
        source.has(TOPIC_PATTERN.key())
            ? source.scalar(TOPIC_PATTERN.key(), "a regular expression").flatMap(this::matching)
            : named(source);
    return topics.map(found -> new Input.Topics(found, mapping));
  }

  private static Optional<EventTopics> named(YamlMap source) {
    List<String> names =
        source
            .list(TOPICS.key(), "a list of topics")
            .map(list -> list.scalars("a topic").stream().map(YamlScalar::text).toList())
            .orElse(List.of());
    if (names.isEmpty()) {
      source.errorAt(TOPICS.key(), "`topics` names no topic, expected at least one.");
      return Optional.empty();
    }
    return Optional.of(new EventTopics.Named(names));
  }

  private Optional<EventTopics> matching(YamlScalar pattern) {
    try {
      return Optional.of(new EventTopics.Matching(Pattern.compile(pattern.text()).pattern()));
    } catch (PatternSyntaxException e) {
      pattern.error("`topic-pattern` is no regular expression: " + e.getDescription() + ".");
      return Optional.empty();
    }
  }
}
