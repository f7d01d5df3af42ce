package io.campanile.connectors.kafka;

import io.campanile.connectors.csv.CsvMapping;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.time.EventTimeStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Events from Kafka.
 *
 * @param name the source's name, in dead letters and metrics
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param topics what is read
 * @param groupId consumer group: where its committed offsets are, a job without a savepoint goes
 *     on; else it begins with the oldest record there is
 * @param properties further settings of the Kafka consumer, such as those for security
 * @param lateness how much later than a younger event an event may come
 * @param idleness after this much time without an event, the others need not wait for a partition
 * @param waitedFor whether time waits for this source at all; events of one that is not waited for
 *     are late where the others are ahead of them
 * @param mapping what columns mean where each record is a row of CSV; empty for JSON
 */
public record EventKafkaSource(
    String name,
    String bootstrapServers,
    EventTopics topics,
    String groupId,
    Map<String, String> properties,
    Duration lateness,
    Duration idleness,
    boolean waitedFor,
    Optional<CsvMapping> mapping) {

  /** A source of JSON. */
  public EventKafkaSource(
      String name,
      String bootstrapServers,
      EventTopics topics,
      String groupId,
      Map<String, String> properties,
      Duration lateness,
      Duration idleness,
      boolean waitedFor) {
    this(
        name,
        bootstrapServers,
        topics,
        groupId,
        properties,
        lateness,
        idleness,
        waitedFor,
        Optional.empty());
  }

  /** Checks that nothing is empty or negative. */
  public EventKafkaSource {
    KafkaSettings.requireText("name", name);
    KafkaSettings.requireText("bootstrapServers", bootstrapServers);
    KafkaSettings.requireText("groupId", groupId);
    if (lateness.isNegative()) {
      throw new IllegalArgumentException("lateness: found " + lateness + ", expected 0 or more");
    }
    KafkaSettings.requirePositive("idleness", idleness);
    properties = Map.copyOf(properties);
  }

  /** The source; give it {@link #watermarks} where it enters the job. */
  @SuppressWarnings("deprecation") // The connector asks for the strategy by Kafka's old class.
  public KafkaSource<Ingested> source() {
    KafkaSourceBuilder<Ingested> builder =
        KafkaSource.<Ingested>builder()
            // What a transaction took back was never said.
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.forEach(builder::setProperty);
    builder
        .setBootstrapServers(bootstrapServers)
        .setGroupId(groupId)
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new IngestedDeserializationSchema(name, mapping));
    if (topics instanceof EventTopics.Named named) {
      builder.setTopics(named.names());
    } else if (topics instanceof EventTopics.Matching matching) {
      builder.setTopicPattern(Pattern.compile(matching.pattern()));
    }
    return builder.build();
  }

  /** This source's clock, kept for each partition. */
  public WatermarkStrategy<Ingested> watermarks() {
    return waitedFor
        ? EventTimeStrategy.live(lateness, idleness)
        : EventTimeStrategy.notWaitedFor();
  }

  /** Without the values of Kafka's settings, among which are secrets. */
  @Override
  public String toString() {
    return "EventKafkaSource[name=%s, bootstrapServers=%s, topics=%s, properties=%s]"
        .formatted(name, bootstrapServers, topics, properties.keySet());
  }
}
