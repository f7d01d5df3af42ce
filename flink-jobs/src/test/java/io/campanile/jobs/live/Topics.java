package io.campanile.jobs.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of a broker, for tests: made, written and read. */
final class Topics implements AutoCloseable {

  static final int PARTITIONS = 2;

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;

  Topics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("linger.ms", "5");
    this.producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  void create(Set<String> names) throws ExecutionException, InterruptedException {
    try (AdminClient admin = AdminClient.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              names.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)).toList())
          .all()
          .get();
    }
  }

  /** Writes events, each arriving at its own time. */
  void write(String topic, List<TimedLine> lines) {
    for (TimedLine line : lines) {
      int partition = Math.floorMod(line.key().hashCode(), PARTITIONS);
      write(topic, partition, line);
    }
    producer.flush();
  }

  /** Writes an event to every partition, so that the watermark of each moves to its time. */
  void writeEverywhere(String topic, TimedLine line) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      write(topic, partition, line);
    }
    producer.flush();
  }

  /** Writes any text. */
  void writeTo(String topic, int partition, String key, String text) {
    var unused = producer.send(new ProducerRecord<>(topic, partition, key, text.getBytes(UTF_8)));
    producer.flush();
  }

  private void write(String topic, int partition, TimedLine line) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic, partition, line.timeMillis(), line.key(), line.json().getBytes(UTF_8)));
  }

  /** Everything that is committed in these topics now. */
  List<String> readCommitted(Set<String> names) {
    return committed(names).stream().map(record -> new String(record.value(), UTF_8)).toList();
  }

  /** The same, with key and time of sending; a tombstone has no value. */
  List<ConsumerRecord<String, byte[]>> committed(Set<String> names) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("isolation.level", "read_committed");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      Set<TopicPartition> partitions = new LinkedHashSet<>();
      for (String name : names) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          partitions.add(new TopicPartition(name, partition));
        }
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  /** An event as it goes to a topic. */
  record TimedLine(String key, long timeMillis, String json) {}
}
