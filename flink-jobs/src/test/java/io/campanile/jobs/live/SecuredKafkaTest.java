package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.WallClock;
import io.campanile.jobs.local.LocalCluster;
import io.campanile.jobs.start.LiveSetup;
import io.campanile.jobs.topics.Finding;
import io.campanile.jobs.topics.TopicCheck;
import io.campanile.jobs.topics.TopicCreation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and SASL by configuration alone, with a broker that takes nothing else. */
@Tag("slow")
class SecuredKafkaTest {

  private static final String THANKS =
      """
      campaign: thanks
      class: transactional
      trigger: {steps: [{event: Order Completed}]}
      actions: [{channel: email, template: thanks}]
      """;

  private static final String CONFIG =
      """
      patterns: patterns
      silence: 2s
      parallelism: 1
      kafka:
        bootstrap-servers: %s
        properties:
          security.protocol: SASL_SSL
          sasl.mechanism: PLAIN
          sasl.jaas.config: ${env:KAFKA_JAAS}
          ssl.truststore.type: PEM
          ssl.truststore.location: %s
      sources:
        - {name: web, topics: [events.web], lateness: 1s, idleness: 5s}
      checkpoints: {interval: 1s, directory: "%s"}
      """;

  @TempDir private Path directory;

  @Test
  void actsThroughABrokerThatWantsAPassword() throws Exception {
    try (SecuredKafka kafka = new SecuredKafka(directory.resolve("secured"));
        LocalCluster cluster =
            LocalCluster.start(Files.createDirectories(directory.resolve("flink")), 1, 1)) {
      LiveSetup wrong = setup(kafka, "a wrong one");
      assertThat(TopicCheck.check(wrong.config()))
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("do not accept who we say we are")
          .doesNotContain("a wrong one");

      LiveSetup setup = setup(kafka, SecuredKafka.PASSWORD);
      assertThat(TopicCreation.create(setup.config(), 1, OptionalInt.empty())).isNotEmpty();
      assertThat(TopicCheck.check(setup.config())).isEmpty();

      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(LiveJob.flink(setup.config()));
      LiveJob.build(env, setup.config(), setup.files(), WallClock.system());
      var unused = cluster.submit(env);
      LiveRun.await(
          () -> {
            order(kafka);
            return thanked(kafka) > 0;
          },
          "an action");
    }
  }

  private LiveSetup setup(SecuredKafka kafka, String password) throws Exception {
    Path campaigns = Files.createDirectories(directory.resolve("patterns/campaigns"));
    Files.writeString(campaigns.resolve("thanks.yaml"), THANKS);
    Path file =
        Files.writeString(
            directory.resolve("campanile.yaml"),
            CONFIG.formatted(
                kafka.bootstrapServers(),
                kafka.certificate(),
                directory.resolve("checkpoints").toUri()));
    return LiveSetup.read(file, new Secrets(Map.of("KAFKA_JAAS", SecuredKafka.jaas(password))));
  }

  private static void order(SecuredKafka kafka) {
    String now = Clock.systemUTC().instant().toString();
    String json =
        """
        {"messageId":"%s","type":"track","event":"Order Completed","userId":"u-1","timestamp":"%s"}"""
            .formatted(now, now);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            new HashMap<>(kafka.clientSettings()),
            new StringSerializer(),
            new StringSerializer())) {
      var unused = producer.send(new ProducerRecord<>("events.web", "u-1", json));
    }
  }

  private static int thanked(SecuredKafka kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
    settings.put("isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition("actions.email", 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(2)).count();
    }
  }
}
