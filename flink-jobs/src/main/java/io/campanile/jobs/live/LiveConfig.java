package io.campanile.jobs.live;

import io.campanile.connectors.database.DatabaseSettings;
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
    Optional<Database> database,
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
        database,
        checkpoints,
        options);
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

  /** The database beside the topics, which a job of its own writes. */
  public record Database(
      DatabaseSettings settings, boolean migrate, String groupId, int parallelism) {}

  /** How often state is kept, and where. */
  public record Checkpoints(Duration interval, Optional<String> directory) {}
}
