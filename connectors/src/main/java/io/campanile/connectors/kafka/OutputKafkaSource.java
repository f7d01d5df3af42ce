package io.campanile.connectors.kafka;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The records that a job has written, back from Kafka; only what was committed. Of each record, the
 * id is its place ({@code topic-partition-offset}), and the time that of sending.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param topicPrefix stands in front of every topic's name; may be empty
 * @param streams which records
 * @param groupId consumer group: a job begins where its committed offsets are, else with the oldest
 *     record there is
 * @param properties further settings of the Kafka consumer, such as those for security
 */
public record OutputKafkaSource(
    String bootstrapServers,
    String topicPrefix,
    List<Stream> streams,
    String groupId,
    Map<String, String> properties) {

  /** Checks that nothing is empty. */
  public OutputKafkaSource {
    KafkaSettings.requireText("bootstrapServers", bootstrapServers);
    KafkaSettings.requireText("groupId", groupId);
    streams = List.copyOf(streams);
    properties = Map.copyOf(properties);
  }

  /** The source. */
  @SuppressWarnings("deprecation") // The connector asks for the strategy by Kafka's old class.
  public KafkaSource<OutputRecord> source() {
    KafkaSourceBuilder<OutputRecord> builder = KafkaSource.builder();
    properties.forEach(builder::setProperty);
    return builder
        .setBootstrapServers(bootstrapServers)
        // Whatever the properties say: what a transaction took back was never decided.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setGroupId(groupId)
        .setTopics(streams.stream().map(stream -> topicPrefix + stream.topic()).toList())
        .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
        .setDeserializer(new OutputRecordReader(topicPrefix))
        .build();
  }

  /** Without the values of Kafka's settings, among which are secrets. */
  @Override
  public String toString() {
    return "OutputKafkaSource[bootstrapServers=%s, topicPrefix=%s, properties=%s]"
        .formatted(bootstrapServers, topicPrefix, properties.keySet());
  }
}
