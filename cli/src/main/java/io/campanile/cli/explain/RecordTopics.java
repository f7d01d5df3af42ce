package io.campanile.cli.explain;

import io.campanile.cli.explain.RecordReader.UnexpectedRecordException;
import io.campanile.connectors.output.Stream;
import io.campanile.model.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topics of a running job: what was committed until now, then no more.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param prefix what stands before the topics' names
 */
public record RecordTopics(String bootstrapServers, String prefix) {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int TIMEOUT_MILLIS = 30_000;

  /** The topics could not be read, or are not there; the message says which. */
  public static final class TopicsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean missing;

    TopicsException(String message, boolean missing) {
      super(message);
      this.missing = missing;
    }

    /** Whether the broker answered, but has no such topics. */
    public boolean missing() {
      return missing;
    }
  }

  /**
   * Reads all of them.
   *
   * @throws UnexpectedRecordException when a record is not what its topic promises; the message
   *     says which
   * @throws TopicsException when the topics are not there, or the broker does not answer
   */
  public void search(CustomerSearch search) throws IOException, TopicsException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Stream> partitions = partitions(consumer);
      consumer.assign(partitions.keySet());
      consumer.seekToBeginning(partitions.keySet());
      // Of transactions that are still open nothing counts: the end is where the first one began.
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet());
      while (!isRead(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (record.offset() < Objects.requireNonNull(ends.get(partition))) {
            take(search, Objects.requireNonNull(partitions.get(partition)), record);
          }
        }
      }
    } catch (KafkaException e) {
      throw new TopicsException(
          "The broker at " + bootstrapServers + " could not be read: " + e.getMessage(), false);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "isolation.level", "read_committed",
            "default.api.timeout.ms", TIMEOUT_MILLIS),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private Map<TopicPartition, Stream> partitions(KafkaConsumer<byte[], byte[]> consumer)
      throws TopicsException {
    var topics = consumer.listTopics();
    List<Stream> needed = List.of(Stream.TRIGGERS, Stream.DECISIONS);
    for (Stream stream : needed) {
      if (!topics.containsKey(prefix + stream.topic())) {
        throw new TopicsException(
            "The broker at "
                + bootstrapServers
                + " has no topic "
                + prefix
                + stream.topic()
                + suggestion(topics.keySet().stream().sorted().toList(), stream),
            true);
      }
    }
    Map<TopicPartition, Stream> partitions = new LinkedHashMap<>();
    List<Stream> streams = new ArrayList<>(needed);
    Arrays.stream(Channel.values()).map(Stream::ofChannel).forEach(streams::add);
    for (Stream stream : streams) {
      // A channel that no campaign uses may have no topic.
      for (var partition : topics.getOrDefault(prefix + stream.topic(), List.of())) {
        partitions.put(new TopicPartition(partition.topic(), partition.partition()), stream);
      }
    }
    return partitions;
  }

  private static String suggestion(List<String> topics, Stream stream) {
    return topics.stream()
        .filter(topic -> topic.endsWith(stream.topic()))
        .findFirst()
        .map(
            topic ->
                ", but "
                    + topic
                    + ". Is the prefix \""
                    + topic.substring(0, topic.length() - stream.topic().length())
                    + "\" (--topic-prefix)?")
        .orElse(".");
  }

  private static boolean isRead(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static void take(
      CustomerSearch search, Stream stream, ConsumerRecord<byte[], byte[]> record)
      throws UnexpectedRecordException {
    try {
      search.take(stream, record.key(), record.value());
    } catch (UnexpectedRecordException e) {
      throw new UnexpectedRecordException(
          "Topic "
              + record.topic()
              + ", partition "
              + record.partition()
              + ", offset "
              + record.offset()
              + ": "
              + e.getMessage());
    }
  }
}
