package io.campanile.jobs.live;

import io.campanile.connectors.kafka.Delivery;
import io.campanile.connectors.kafka.EventTopics;
import io.campanile.jobs.JobOptions.Engine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a live job is configured with; {@link LiveOption} says what each means.
 *
 * @param patterns the directory as it stands in the file
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
    Map<String, String> flink) {

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
        options);
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
      String name, EventTopics topics, Duration lateness, Duration idleness, boolean waitedFor) {}

  /** How often state is kept, and where. */
  public record Checkpoints(Duration interval, Optional<String> directory) {}
}
