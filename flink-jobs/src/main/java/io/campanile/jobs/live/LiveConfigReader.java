package io.campanile.jobs.live;

import static io.campanile.jobs.live.LiveOption.*;

import io.campanile.connectors.kafka.Delivery;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.limit.RateLimit;
import io.campanile.jobs.limit.RateLimits;
import io.campanile.jobs.live.LiveConfig.Checkpoints;
import io.campanile.jobs.live.LiveConfig.Kafka;
import io.campanile.jobs.live.LiveConfig.Releases;
import io.campanile.jobs.live.LiveConfig.Source;
import io.campanile.jobs.live.LiveOption.Section;
import io.campanile.model.Channel;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Place;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlFile;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the configuration file of a live job; all problems at once. */
public final class LiveConfigReader {

  private static final int MAX_PARALLELISM = 32_768;

  private final Problems problems;
  private final Secrets secrets;
  private InputReader inputs;

  /**
   * A reader.
   *
   * @param problems where what is wrong is noted
   * @param secrets where what must not stand in the file is found
   */
  public LiveConfigReader(Problems problems, Secrets secrets) {
    this.problems = problems;
    this.secrets = secrets;
    this.inputs = new InputReader(problems, "");
  }

  /** The configuration; empty where a problem was noted. */
  public Optional<LiveConfig> read(String file, String text) {
    inputs = new InputReader(problems, file);
    Optional<YamlValue> root = YamlFile.read(file, text, problems);
    if (root.isEmpty()) {
      if (problems.errors().isEmpty()) {
        problems.error(Place.startOf(file), "The file is empty, expected `kafka` and `sources`.");
      }
      return Optional.empty();
    }
    Optional<LiveConfig> config = root.get().asMap("the options of a live job").map(this::config);
    return problems.errors().isEmpty() ? config : Optional.empty();
  }

  private LiveConfig config(YamlMap top) {
    top.allow(LiveOption.keys(Section.TOP));
    String patterns = text(top, PATTERNS, "");
    Engine engine =
        top.choice(ENGINE.key(), Map.of("cep", Engine.CEP, "chain", Engine.CHAIN))
            .orElse(Engine.CEP);
    OptionalInt parallelism =
        top.wholeNumber(PARALLELISM.key(), 1, MAX_PARALLELISM)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty());
    Optional<YamlMap> kafka =
        top.require(KAFKA.key(), "the brokers").flatMap(value -> value.asMap("a mapping"));
    Optional<YamlList> sources =
        top.require(SOURCES.key(), "at least one source").flatMap(value -> value.asList("a list"));
    return new LiveConfig(
        patterns,
        engine,
        duration(top, DEDUPE_WINDOW, JobOptions.DEFAULT_DEDUPE_WINDOW),
        duration(top, TIME_TO_LIVE, JobOptions.DEFAULT_TIME_TO_LIVE),
        duration(top, SILENCE, Duration.ofMinutes(1)),
        top.choice(ADDRESSES.key(), Map.of("included", false, "omitted", true)).orElse(false),
        parallelism,
        kafka.map(this::kafka).orElse(new Kafka("", "", "", new Delivery.AtLeastOnce(), Map.of())),
        sources.map(this::sources).orElse(List.of()),
        top.map(DATABASE.key(), "a mapping")
            .flatMap(database -> new DatabaseConfigReader(secrets).read(database, groupId(kafka))),
        checkpoints(top.map(CHECKPOINTS.key(), "a mapping")),
        flink(top.map(FLINK.key(), "a mapping of Flink's options")),
        releases(top.map(RELEASES.key(), "a mapping")),
        top.map(RATE_LIMITS.key(), "a mapping of channels to limits such as `sms: 50/s`")
            .map(LiveConfigReader::rateLimits));
  }

  private static RateLimits rateLimits(YamlMap limits) {
    limits.allow(Arrays.stream(Channel.values()).map(Channel::wireName).toList());
    Map<Channel, RateLimit> read = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      limits
          .scalar(channel.wireName(), "a limit such as `50/s`")
          .ifPresent(
              text ->
                  RateLimit.read(text.text())
                      .ifPresentOrElse(
                          limit -> read.put(channel, limit),
                          () ->
                              text.error(
                                  "`%s` is no limit, expected a whole number up to %,d and `/s`, `/m` or `/h`, such as `50/s`."
                                      .formatted(text.text(), RateLimit.MOST))));
    }
    return RateLimits.of(read);
  }

  private Map<String, String> flink(Optional<YamlMap> options) {
    options.ifPresent(
        map -> {
          for (String name : map.keys()) {
            FlinkOptions.problem(name).ifPresent(problem -> map.errorAt(name, problem));
          }
        });
    return texts(options);
  }

  private static String groupId(Optional<YamlMap> kafka) {
    return kafka.map(map -> text(map, GROUP_ID, "campanile")).orElse("campanile");
  }

  private Kafka kafka(YamlMap kafka) {
    kafka.allow(LiveOption.keys(Section.KAFKA));
    String servers = required(kafka, BOOTSTRAP_SERVERS, "`host:port`");
    boolean exactlyOnce =
        kafka
            .choice(DELIVERY.key(), Map.of("exactly-once", true, "at-least-once", false))
            .orElse(true);
    String prefix = text(kafka, TRANSACTIONAL_ID_PREFIX, "campanile");
    Duration timeout = duration(kafka, TRANSACTION_TIMEOUT, Duration.ofMinutes(15));
    return new Kafka(
        servers,
        groupId(Optional.of(kafka)),
        text(kafka, TOPIC_PREFIX, ""),
        exactlyOnce ? new Delivery.ExactlyOnce(prefix, timeout) : new Delivery.AtLeastOnce(),
        texts(kafka.map(PROPERTIES.key(), "a mapping of Kafka's settings")));
  }

  private List<Source> sources(YamlList list) {
    List<Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (list.size() == 0) {
      list.error("`sources` is an empty list, expected at least one source.");
    }
    for (YamlMap source : list.maps("a source")) {
      source.allow(LiveOption.keys(Section.SOURCE));
      String name = required(source, SOURCE_NAME, "a name");
      if (!names.add(name)) {
        source.errorAt(SOURCE_NAME.key(), "The source `" + name + "` stands here a second time.");
      }
      inputs
          .read(source)
          .ifPresent(
              input ->
                  sources.add(
                      new Source(
                          name,
                          input,
                          source
                              .duration(LATENESS.key(), DurationRange.ANY)
                              .orElse(Duration.ofSeconds(10)),
                          duration(source, IDLENESS, Duration.ofSeconds(30)),
                          source
                              .flag(WAITED_FOR.key())
                              .orElse(input instanceof LiveConfig.Input.Topics))));
    }
    return sources;
  }

  private Checkpoints checkpoints(Optional<YamlMap> checkpoints) {
    checkpoints.ifPresent(map -> map.allow(LiveOption.keys(Section.CHECKPOINTS)));
    return new Checkpoints(
        checkpoints
            .flatMap(map -> map.duration(INTERVAL.key(), DurationRange.POSITIVE))
            .orElse(Duration.ofSeconds(10)),
        checkpoints.flatMap(map -> map.text(DIRECTORY.key())));
  }

  private static Releases releases(Optional<YamlMap> releases) {
    releases.ifPresent(map -> map.allow(LiveOption.keys(Section.RELEASES)));
    return new Releases(
        releases.flatMap(map -> map.text(RELEASES_TOPIC.key())),
        releases
            .flatMap(map -> map.duration(LEAD.key(), DurationRange.POSITIVE))
            .orElse(Releases.DEFAULT_LEAD));
  }

  private Map<String, String> texts(Optional<YamlMap> map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.ifPresent(
        present -> {
          for (String key : present.keys()) {
            present
                .scalar(key, "a text")
                .flatMap(secrets::resolve)
                .ifPresent(value -> texts.put(key, value));
          }
        });
    return texts;
  }

  private static String required(YamlMap map, LiveOption option, String expected) {
    return map.require(option.key(), expected)
        .flatMap(value -> value.asScalar(expected))
        .map(YamlScalar::text)
        .orElse("");
  }

  private static String text(YamlMap map, LiveOption option, String fallback) {
    return map.text(option.key()).orElse(fallback);
  }

  private static Duration duration(YamlMap map, LiveOption option, Duration fallback) {
    return map.duration(option.key(), DurationRange.POSITIVE).orElse(fallback);
  }
}
