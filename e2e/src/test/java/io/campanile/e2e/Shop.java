package io.campanile.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A shop with one campaign: whoever orders is thanked. */
final class Shop implements AutoCloseable {

  private static final String EVENTS = "events.web";
  private static final int PARTITIONS = 2;
  private static final String THANKS =
      """
      campaign: thanks
      class: transactional
      trigger:
        steps:
          - {event: Order Completed}
      actions:
        - {channel: email, template: thanks}
      """;

  private static final String CONFIG =
      """
      patterns: patterns
      # Time goes on by what is sent: on a slow machine, a source that has not begun yet would seem silent.
      silence: 5m
      kafka:
        bootstrap-servers: %s
      rate-limits: {email: 100/s}
      sources:
        - {name: web, topics: [events.web], lateness: 1s, idleness: 2m}
      checkpoints: {interval: 1s, directory: "%s"}
      """;

  private final String servers;
  private final KafkaProducer<String, String> producer;

  Shop(String servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
  }

  /** Writes configuration and campaign, and returns the file. */
  Path configuration(Path directory) throws IOException {
    Path campaigns = Files.createDirectories(directory.resolve("patterns/campaigns"));
    Files.writeString(campaigns.resolve("thanks.yaml"), THANKS);
    return Files.writeString(
        directory.resolve("campanile.yaml"),
        CONFIG.formatted(servers, directory.resolve("checkpoints").toUri()));
  }

  void makeTopics() throws ExecutionException, InterruptedException {
    JobTopics.make(
        servers,
        Stream.concat(
            Stream.of(JobTopics.topic(EVENTS, PARTITIONS)), JobTopics.records(PARTITIONS)));
  }

  void order(String customer) throws ExecutionException, InterruptedException {
    String json =
        """
        {"messageId":"o-%s","type":"track","event":"Order Completed","userId":"%s","timestamp":"%s"}"""
            .formatted(customer, customer, Clock.systemUTC().instant());
    var unused = producer.send(new ProducerRecord<>(EVENTS, customer, json)).get();
  }

  /** Whether somebody was thanked; lets time go on. */
  boolean hasThanked(String customer) throws ExecutionException, InterruptedException {
    String now = Clock.systemUTC().instant().toString();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String json =
          """
          {"messageId":"t-%s","type":"track","event":"Tick","userId":"clock-%d","timestamp":"%s"}"""
              .formatted(now, partition, now);
      var unused = producer.send(new ProducerRecord<>(EVENTS, partition, "clock", json)).get();
    }
    return thanked().contains(customer);
  }

  /** Something that is no event. */
  void sendNonsense() throws ExecutionException, InterruptedException {
    var unused = producer.send(new ProducerRecord<>(EVENTS, "nobody", "nonsense")).get();
  }

  /** Who was thanked, once for each committed record. */
  List<String> thanked() {
    List<TopicPartition> partitions =
        List.of(new TopicPartition("actions.email", 0), new TopicPartition("actions.email", 1));
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<String> customers = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          customers.add(record.key());
        }
      }
      return customers;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
