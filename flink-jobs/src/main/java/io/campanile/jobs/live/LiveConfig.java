package io.campanile.jobs.live;

import io.campanile.connectors.kafka.Delivery;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.connectors.kafka.release.ReleaseTopic;
import io.campanile.jobs.JobOptions.Engine;
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
    OptionalInt parallelism,
    Kafka kafka,
    List<Source> sources,
    Checkpoints checkpoints,
    Map<String, String> flink,
    Releases releases) {

  /** With the usual topic of releases. */
  public LiveConfig(
      String patterns,
      Engine engine,
      Duration dedupeWindow,
      Duration timeToLive,
      Duration silence,
      OptionalInt parallelism,
      Kafka kafka,
      List<Source> sources,
      Checkpoints checkpoints,
      Map<String, String> flink) {
    this(
        patterns,
        engine,
        dedupeWindow,
        timeToLive,
        silence,
        parallelism,
        kafka,
        sources,
        checkpoints,
        flink,
        new Releases(Optional.empty(), Releases.DEFAULT_LEAD));
  }

  /** The same with other options of Flink. */
  public LiveConfig withFlink(Map<String, String> options) {
    return new LiveConfig(
        patterns,
        engine,
        dedupeWindow,
        timeToLive,
        silence,
        parallelism,
        kafka,
        sources,
        checkpoints,
        options,
        releases);
  }

  /** The brokers, and what is written to them. */
  public record Kafka(
      String bootstrapServers,
      String groupId,
      String topicPrefix,
      Delivery delivery,
      Map<String, String> properties) {}

  /** A source of events. */
  public record Source(
      String name, EventTopics topics, Duration lateness, Duration idleness, boolean waitedFor) {}

  /**
   * Where releases are published.
   *
   * @param name the topic, or empty for the usual one
   * @param lead how far ahead of the clock a release takes effect at the earliest
   */
  public record Releases(Optional<String> name, Duration lead) {

    /** The lead where none is configured. */
    public static final Duration DEFAULT_LEAD = Duration.ofSeconds(30);

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
