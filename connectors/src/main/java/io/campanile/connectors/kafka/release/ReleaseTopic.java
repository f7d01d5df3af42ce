package io.campanile.connectors.kafka.release;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where releases are published: one partition, so that they have one order; compacted, keyed by the
 * time from which each is in force.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param name the topic
 * @param properties further settings of Kafka's clients, such as those for security
 */
public record ReleaseTopic(String bootstrapServers, String name, Map<String, String> properties)
    implements Serializable {

  /** Checks that nothing is empty. */
  public ReleaseTopic {
    if (bootstrapServers.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("A topic has a name and brokers, found " + name);
    }
    properties = Map.copyOf(properties);
  }

  /** Its one partition. */
  TopicPartition partition() {
    return new TopicPartition(name, 0);
  }

  /**
   * A new consumer, which belongs to no group and makes no topic.
   *
   * @param patience how long the brokers may take to answer
   */
  Consumer<byte[], byte[]> consumer(Duration patience) {
    String patienceMillis = Long.toString(patience.toMillis());
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Whether the brokers have it. */
  boolean isThere(Consumer<byte[], byte[]> consumer) {
    List<PartitionInfo> partitions;
    try {
      partitions = consumer.partitionsFor(name);
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
    if (partitions == null || partitions.isEmpty()) {
      return false;
    }
    if (partitions.size() > 1) {
      throw new IllegalStateException(
          "The topic %s of releases has %d partitions, and must have one: else nobody knows their order"
              .formatted(name, partitions.size()));
    }
    return true;
  }

  /** The offset behind its last record. */
  long end(Consumer<byte[], byte[]> consumer) {
    return consumer.endOffsets(List.of(partition())).getOrDefault(partition(), 0L);
  }

  /** Without the values of Kafka's settings, among which are secrets. */
  @Override
  public String toString() {
    return "ReleaseTopic[bootstrapServers=%s, name=%s, properties=%s]"
        .formatted(bootstrapServers, name, properties.keySet());
  }
}
