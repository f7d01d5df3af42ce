package io.campanile.jobs.live;

import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.connectors.kafka.Delivery;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.connectors.kafka.release.ReleaseTopic;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.limit.RateLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a live job is configured with; {@link LiveOption} says what each means.
 *
 * @param patterns the directory as it stands in the file, or empty for none
 */
public record LiveConfig(
    String patterns,
    Engine engine,
    Duration dedupeWindow,
    Duration timeToLive,
    Duration silence,
    boolean omitsAddresses,
    OptionalInt parallelism,
    Kafka kafka,
    List<Source> sources,
    Optional<Database> database,
    Checkpoints checkpoints,
    Map<String, String> flink,
    Releases releases,
    Optional<RateLimits> rateLimits) {

  /** The same with other options of Flink. */
  public LiveConfig withFlink(Map<String, String> options) {
    return new LiveConfig(
        patterns,
        engine,
        dedupeWindow,
        timeToLive,
        silence,
        omitsAddresses,
        parallelism,
        kafka,
        sources,
        database,
        checkpoints,
        options,
        releases,
        rateLimits);
  }

  /** Without the values of Flink's options, among which are secrets. */
  @Override
  public String toString() {
    return "LiveConfig[patterns=%s, kafka=%s, sources=%s, checkpoints=%s, flink=%s]"
        .formatted(patterns, kafka, sources, checkpoints, flink.keySet());
  }

  /** The brokers, and what is written to them. */
  public record Kafka(
      String bootstrapServers,
      String groupId,
      String topicPrefix,
      Delivery delivery,
      Map<String, String> properties) {

    /** Without the values of Kafka's settings, among which are secrets. */
    @Override
    public String toString() {
      return "Kafka[bootstrapServers=%s, groupId=%s, topicPrefix=%s, delivery=%s, properties=%s]"
          .formatted(bootstrapServers, groupId, topicPrefix, delivery, properties.keySet());
    }
  }

  /** A source of events. */
  public record Source(
      String name, Input input, Duration lateness, Duration idleness, boolean waitedFor) {

    /** A source of topics with JSON. */
    public Source(
        String name, EventTopics topics, Duration lateness, Duration idleness, boolean waitedFor) {
      this(name, new Input.Topics(topics, Optional.empty()), lateness, idleness, waitedFor);
    }
  }

  /** Where a source's events are. */
  public sealed interface Input {

    /**
     * Topics of the brokers.
     *
     * @param mapping for records that are rows of CSV; empty for JSON
     */
    record Topics(EventTopics topics, Optional<CsvMapping> mapping) implements Input {}

    /**
     * A directory that is watched.
     *
     * @param directory a URI, or a path
     * @param every how long between two looks
     * @param mapping for files of CSV; empty for JSON lines
     */
    record Files(String directory, Duration every, Optional<CsvMapping> mapping) implements Input {}
  }

  /** The database beside the topics, which a job of its own writes. */
  public record Database(
      DatabaseSettings settings, boolean migrate, String groupId, int parallelism) {}

  /**
   * Where releases are published.
   *
   * @param name the topic, or empty for the usual one
   * @param lead how far ahead of the clock a release takes effect at the earliest
   */
  public record Releases(Optional<String> name, Duration lead) {

    /** The lead where none is configured. */
    public static final Duration DEFAULT_LEAD = Duration.ofSeconds(30);

    /** Those of a job that says nothing of them. */
    public static final Releases USUAL = new Releases(Optional.empty(), DEFAULT_LEAD);

    private static final String USUAL_NAME = "releases";

    /** The topic. */
    public ReleaseTopic topic(Kafka kafka) {
      return new ReleaseTopic(
          kafka.bootstrapServers(),
          name.orElse(kafka.topicPrefix() + USUAL_NAME),
          kafka.properties());
    }
  }

  /** How often state is kept, and where. */
  public record Checkpoints(Duration interval, Optional<String> directory) {}
}
