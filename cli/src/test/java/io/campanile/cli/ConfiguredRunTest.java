package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.connectors.output.Stream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --config} against a real broker, on the clock on the wall. */
@Tag("slow")
class ConfiguredRunTest {

  private static final String EVENTS = "shop-events";
  private static final Set<String> RECORDS =
      Arrays.stream(Stream.values())
          .map(stream -> "shop." + stream.topic())
          .collect(Collectors.toSet());

  private static final String THANKS =
      """
      campaign: thanks
      repeat: never
      class: transactional
      trigger:
        steps:
          - {event: Order Completed}
      actions:
        - {channel: email, template: thanks}
      """;

  private static final String QUIET =
      """
      campaign: quiet
      trigger:
        steps:
          - {event: Product Added}
          - {without: Order Completed, for: 5s}
      actions:
        - {channel: email, template: still-there}
      """;

  private static final String CONFIG =
      """
      patterns: patterns
      silence: 2s
      parallelism: 1
      kafka:
        bootstrap-servers: %s
        topic-prefix: shop.
      sources:
        - {name: shop, topics: [shop-events], lateness: 1s, idleness: 1s}
      checkpoints: {interval: 1s, directory: "%s"}
      """;

  @TempDir private Path directory;

  @Test
  void actsOnTheUsersTopicsAndGoesOnFromItsLastCheckpoint() throws Exception {
    Path campaigns = Files.createDirectories(directory.resolve("patterns/campaigns"));
    Files.writeString(campaigns.resolve("thanks.yaml"), THANKS);
    Files.writeString(campaigns.resolve("quiet.yaml"), QUIET);
    Path checkpoints = directory.resolve("checkpoints");
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")))) {
      createTopics(kafka.bootstrapServers());
      Path config =
          Files.writeString(
              directory.resolve("campanile.yaml"),
              CONFIG.formatted(kafka.bootstrapServers(), checkpoints.toUri()));
      send(kafka.bootstrapServers(), "o-1", "Order Completed");
      send(kafka.bootstrapServers(), "a-1", "Product Added");
      run(config, Optional.empty());
      assertThat(actions(kafka.bootstrapServers()))
          .as("the order at once, the cart when all was silent")
          .hasSize(2)
          .anyMatch(action -> action.contains("\"template\":\"thanks\""))
          .anyMatch(action -> action.contains("\"template\":\"still-there\""));

      send(kafka.bootstrapServers(), "o-2", "Order Completed");
      run(config, Optional.of(checkpoints));
      assertThat(actions(kafka.bootstrapServers())).as("it remembers the first").hasSize(2);
    }
  }

  private static void run(Path config, Optional<Path> from) throws Exception {
    StringWriter out = new StringWriter();
    PrintWriter printed = new PrintWriter(out, true);
    int code =
        new ConfiguredRun(config, from, Optional.of(Duration.ofSeconds(25)), printed, printed)
            .run();
    assertThat(code).as(out.toString()).isZero();
  }

  private static void createTopics(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<NewTopic> topics = new ArrayList<>();
      topics.add(new NewTopic(EVENTS, 1, (short) 1));
      RECORDS.forEach(name -> topics.add(new NewTopic(name, 1, (short) 1)));
      var unused = admin.createTopics(topics).all().get();
    }
  }

  private static void send(String servers, String messageId, String event) throws Exception {
    String json =
        """
        {"messageId":"%s","type":"track","event":"%s","userId":"u-1","timestamp":"%s"}"""
            .formatted(messageId, event, Clock.systemUTC().instant());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
      var unused = producer.send(new ProducerRecord<>(EVENTS, "u-1", json)).get();
    }
  }

  private static List<String> actions(String servers) {
    TopicPartition partition = new TopicPartition("shop.actions.email", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<String> actions = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          actions.add(record.value());
        }
      }
      return actions;
    }
  }
}
