package io.campanile.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real broker, two seconds a start. */
class EmbeddedKafkaTest {

  private static final Path LIB = Path.of(System.getProperty(EmbeddedKafka.LIB_PROPERTY, ""));
  private static final TopicPartition TOPIC = new TopicPartition("events", 0);

  /** Far in the past and far ahead: neither may be refused or deleted. */
  private static final List<Long> TIMES = List.of(946_684_800_000L, 4_102_444_800_000L);

  @TempDir Path directory;

  @Test
  void keepsWhatWasSentThroughAKillAndLeavesNoProcessWhenClosed() throws Exception {
    Path dataDir = directory.resolve("a directory with spaces");
    EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, LIB);
    long pidAfterRestart;
    try (kafka) {
      createTopic(kafka);
      send(kafka, "before the kill");

      String address = kafka.bootstrapServers();
      long firstPid = kafka.pid();
      kafka.kill();
      assertThat(ProcessHandle.of(firstPid)).matches(EmbeddedKafkaTest::isGone);

      kafka.restart();
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      send(kafka, "after the kill");
      assertThat(readCommitted(kafka, 4))
          .extracting(ConsumerRecord::value)
          .containsExactly(
              "before the kill", "before the kill", "after the kill", "after the kill");
      pidAfterRestart = kafka.pid();
    }
    assertThat(kafka.isAlive()).isFalse();
    assertThat(ProcessHandle.of(pidAfterRestart)).matches(EmbeddedKafkaTest::isGone);
    assertThat(kafka.log()).exists();
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName(),
                directory.toString(),
                LIB.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String pid = parent.inputReader(StandardCharsets.UTF_8).readLine();
    ProcessHandle broker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    assertThat(broker.isAlive()).isTrue();

    parent.destroyForcibly();

    assertThat(broker.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void saysWhereTheJarsOfTheBrokerShouldBe() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("data"), empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No broker in " + empty)
        .hasMessageContaining("broker/target/lib");
  }

  @Test
  void showsTheEndOfTheLogWhenTheBrokerDoesNotComeUp() throws Exception {
    Path lib = Files.createDirectory(directory.resolve("lib"));
    Files.createFile(lib.resolve("kafka_2.13-0.jar"));

    assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("data"), lib))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended before it was ready")
        .hasMessageContaining("NoClassDefFoundError");
  }

  private static boolean isGone(Optional<ProcessHandle> process) {
    return process.map(handle -> !handle.isAlive()).orElse(true);
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      NewTopic topic = new NewTopic(TOPIC.topic(), Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get(20, TimeUnit.SECONDS);
    }
  }

  private static void send(EmbeddedKafka kafka, String text) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (long time : TIMES) {
        var unused = producer.send(new ProducerRecord<>(TOPIC.topic(), 0, time, "key", text));
      }
      producer.commitTransaction();
    }
  }

  private static List<ConsumerRecord<String, String>> readCommitted(
      EmbeddedKafka kafka, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(TOPIC));
      for (int attempt = 0; attempt < 20 && records.size() < count; attempt++) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }
}
