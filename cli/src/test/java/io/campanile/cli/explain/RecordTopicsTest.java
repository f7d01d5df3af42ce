package io.campanile.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.broker.EmbeddedKafka;
import io.campanile.cli.explain.RecordTopics.TopicsException;
import io.campanile.cli.replayed.Replayed;
import io.campanile.connectors.output.Stream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real broker. */
class RecordTopicsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "shop.";

  @TempDir Path directory;

  @Test
  void tellsTheSameFromTopicsAsFromFilesAndNothingThatIsNotCommitted() throws Exception {
    Replayed shop = Replayed.shop();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      createTopics(kafka.bootstrapServers());
      try (KafkaProducer<byte[], byte[]> producer = producer(kafka.bootstrapServers(), "job")) {
        producer.initTransactions();
        producer.beginTransaction();
        for (Stream stream : List.of(Stream.TRIGGERS, Stream.DECISIONS, Stream.ACTIONS_EMAIL)) {
          for (String line : shop.lines(stream.fileName())) {
            var unused = producer.send(record(stream, JSON.readTree(line), line));
          }
        }
        producer.commitTransaction();
        // What is taken back, and what is not committed yet, was never said.
        producer.beginTransaction();
        producer.send(lost()).get(30, TimeUnit.SECONDS);
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(lost()).get(30, TimeUnit.SECONDS);

        assertThat(told(new RecordTopics(kafka.bootstrapServers(), PREFIX)))
            .isEqualTo(told(new ReplayFiles(shop.directory())));
        assertThatThrownBy(() -> told(new RecordTopics(kafka.bootstrapServers(), "")))
            .isInstanceOf(TopicsException.class)
            .hasMessage(
                "The broker at "
                    + kafka.bootstrapServers()
                    + " has no topic triggers, but shop.triggers. Is the prefix \"shop.\""
                    + " (--topic-prefix)?");
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> lost() {
    return new ProducerRecord<>(PREFIX + "triggers", utf8("u-cart"), utf8("{}"));
  }

  private static List<String> told(RecordTopics topics) throws Exception {
    CustomerSearch search = new CustomerSearch("u-cart");
    topics.search(search);
    return PlainText.of(Explanation.of(search.records(), Optional.empty()));
  }

  private static List<String> told(ReplayFiles files) throws Exception {
    CustomerSearch search = new CustomerSearch("u-cart");
    files.search(search);
    return PlainText.of(Explanation.of(search.records(), Optional.empty()));
  }

  private static ProducerRecord<byte[], byte[]> record(Stream stream, JsonNode json, String line) {
    String topic =
        stream == Stream.ACTIONS_EMAIL ? "actions." + json.get("channel").asText() : stream.topic();
    return new ProducerRecord<>(PREFIX + topic, utf8(json.get("customerId").asText()), utf8(line));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void createTopics(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      List<NewTopic> topics =
          java.util.stream.Stream.of(
                  "triggers",
                  "decisions",
                  "actions.email",
                  "actions.sms",
                  "actions.push",
                  "actions.ads",
                  "actions.webhook")
              .map(name -> new NewTopic(PREFIX + name, Optional.of(2), Optional.empty()))
              .toList();
      admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers, String id) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers, "transactional.id", id),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
