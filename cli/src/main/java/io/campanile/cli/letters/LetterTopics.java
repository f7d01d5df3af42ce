package io.campanile.cli.letters;

import io.campanile.cli.letters.Letter.Place;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.TopicPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The two topics of dead letters: the letters, and which of them were sent again. Both are read as
 * far as they are committed now.
 */
public final class LetterTopics {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 30_000;

  private final LiveConfig config;

  /** The topics of a configuration. */
  public LetterTopics(LiveConfig config) {
    this.config = config;
  }

  /** Takes letters one by one, in the order of each partition. */
  public interface Taker {
    /** Whether to go on. */
    boolean take(Letter letter) throws IOException;
  }

  /** Which letters were sent again; none where there is no such topic yet. */
  public Set<Place> resent() throws IOException {
    Set<Place> resent = new HashSet<>();
    read(
        TopicPlan.resentLetters(config),
        record -> {
          resent.add(ResentMark.place(text(record.value())));
          return true;
        });
    return resent;
  }

  /** Reads the letters. */
  public void letters(Taker taker) throws IOException {
    read(
        config.kafka().topicPrefix() + Stream.DEAD_LETTERS.topic(),
        record -> taker.take(Letter.read(text(record.value()))));
  }

  private interface Reader {
    boolean take(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  private void read(String topic, Reader reader) throws IOException {
    Map<String, Object> settings = new HashMap<>(config.kafka().properties());
    settings.put("bootstrap.servers", config.kafka().bootstrapServers());
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    settings.put("default.api.timeout.ms", PATIENCE_MILLIS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().getOrDefault(topic, List.of()).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      boolean more = true;
      while (more && !isRead(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(topic, record.partition());
          if (more && record.offset() < Objects.requireNonNull(ends.get(partition))) {
            more = reader.take(record);
          }
        }
      }
    } catch (KafkaException e) {
      throw new IOException(
          "The topic "
              + topic
              + " at "
              + config.kafka().bootstrapServers()
              + " could not be read: "
              + e.getMessage(),
          e);
    }
  }

  private static boolean isRead(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
