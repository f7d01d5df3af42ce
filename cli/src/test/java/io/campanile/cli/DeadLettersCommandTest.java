package io.campanile.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.cli.letters.Letter;
import io.campanile.cli.letters.Resender;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.jobs.topics.TopicCreation;
import io.campanile.jobs.topics.TopicPlan;
import io.campanile.patterns.yaml.Problems;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Dead letters of a real broker, listed and sent again. */
class DeadLettersCommandTest {

  private static final String NONSENSE = "nonsense of u-17";
  private static final String NO_TYPE = "{\"messageId\":\"m-1\",\"userId\":\"u-17\"}";
  private static final String MENDED =
      "{\"messageId\":\"m-1\",\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"u-17\","
          + "\"timestamp\":\"2026-03-02T08:00:00Z\"}";

  @TempDir private static Path brokerDirectory;
  private static EmbeddedKafka kafka;
  private static int tests;

  @TempDir private Path directory;

  /** Of this test alone. */
  private final String prefix = "shop-" + ++tests + ".";

  private Path config = Path.of("");
  private LiveConfig read;
  private String out = "";

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = EmbeddedKafka.start(brokerDirectory);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  @SuppressWarnings("NullAway") // Set here, before every test.
  void writeLetters() throws Exception {
    String text =
        """
        patterns: patterns
        kafka: {bootstrap-servers: "%s", topic-prefix: "%s"}
        sources:
          - {name: web, topics: ["%sweb"]}
          - {name: tills, topics: ["%stills"]}
        """
            .formatted(kafka.bootstrapServers(), prefix, prefix, prefix);
    config = Files.writeString(directory.resolve("campanile.yaml"), text);
    read =
        new LiveConfigReader(new Problems(), new Secrets(Map.of()))
            .read("campanile.yaml", text)
            .orElseThrow();
    assertThat(TopicCreation.create(read, 2, OptionalInt.empty())).isNotEmpty();
    letters(
        letter("web", 0, 10, "2026-03-01T10:00:00Z", NONSENSE),
        letter("web", 1, 11, "2026-03-02T10:00:00Z", NO_TYPE),
        letter("tills", 1, 12, "2026-03-03T10:00:00Z", NO_TYPE));
  }

  /** As the job writes it. */
  private byte[] letter(String source, int partition, long offset, String arrivedAt, String raw) {
    byte[] bytes = raw.getBytes(UTF_8);
    Ingested bad =
        new EventReader()
            .read(
                new RawRecord(
                    bytes,
                    bytes.length,
                    source,
                    prefix + source,
                    partition,
                    offset,
                    Instant.parse(arrivedAt).toEpochMilli()));
    return OutputRecords.of(((Ingested.Bad) bad).letter()).json();
  }

  private void letters(byte[]... letters) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (byte[] letter : letters) {
        var unused = producer.send(new ProducerRecord<>(prefix + "dead-letters", letter)).get();
      }
    }
  }

  private int run(String... arguments) {
    StringWriter printed = new StringWriter();
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(printed, true));
    commands.setErr(new PrintWriter(printed, true));
    List<String> all = new ArrayList<>(List.of("dead-letters", arguments[0]));
    all.addAll(List.of("--config", config.toString()));
    Stream.of(arguments).skip(1).forEach(all::add);
    int code = commands.execute(all.toArray(String[]::new));
    out = printed.toString();
    return code;
  }

  private List<ConsumerRecord<byte[], byte[]>> received(String topic) {
    try (KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted");
        KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      List<TopicPartition> partitions =
          all.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // A commit has been answered before it is marked in every partition: what is committed ends
      // later than it seems to.
      Map<TopicPartition, Long> ends = all.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Test
  void listsWhatIsAskedForAndNothingOfTheRecords() {
    assertThat(run("list")).isZero();
    assertThat(out)
        .containsPattern("2026-03-01T10:00:00Z +UNREADABLE +web +\\S+web/0@10  not JSON")
        .contains("3 dead letters {INVALID=2, UNREADABLE=1}")
        .doesNotContain("u-17");

    assertThat(run("list", "--code", "invalid", "--since", "2026-03-03T00:00:00Z")).isZero();
    assertThat(out).contains(prefix + "tills/1@12").contains("`type`").doesNotContain("web/");
    assertThat(run("list", "--source", "web", "--limit", "1")).isZero();
    assertThat(out).contains("2 dead letters").contains(", the first 1 shown");
    assertThat(run("list", "--until", "2026-03-02T00:00:00Z", "--format", "json")).isZero();
    assertThat(out.strip())
        .isEqualTo(new String(letter("web", 0, 10, "2026-03-01T10:00:00Z", NONSENSE), UTF_8));
  }

  @Test
  void sendsTheBytesToTheirPartitionAndNeverTwice() {
    assertThat(run("resend", "--topic", prefix + "web", "--unchecked")).isZero();
    assertThat(out).isEqualTo("Sent 2; 0 had been sent before; 0 left alone.\n");
    assertThat(received(prefix + "web"))
        .extracting(ConsumerRecord::partition, record -> new String(record.value(), UTF_8))
        .containsExactlyInAnyOrder(tuple(0, NONSENSE), tuple(1, NO_TYPE));
    assertThat(received(prefix + "web"))
        .extracting(
            record -> new String(record.headers().lastHeader(Resender.HEADER).value(), UTF_8))
        .containsExactlyInAnyOrder(prefix + "web/0@10", prefix + "web/1@11");

    assertThat(run("resend", "--all", "--unchecked")).isZero();
    assertThat(out).isEqualTo("Sent 1; 2 had been sent before; 0 left alone.\n");
    assertThat(received(TopicPlan.resentLetters(read))).hasSize(3);
    assertThat(run("list")).isZero();
    assertThat(out.lines().filter(line -> line.endsWith("(sent again)"))).hasSize(3);

    assertThat(run("resend", "--source", "tills", "--unchecked", "--again")).isZero();
    assertThat(received(prefix + "tills")).hasSize(2);
  }

  @Test
  void leavesAloneWhatWouldBeADeadLetterAgain() {
    assertThat(run("resend", "--all")).isEqualTo(1);
    assertThat(out)
        .contains("web/0@10: it would be a dead letter again: ")
        .contains("Sent 0; 0 had been sent before; 3 left alone.");
    assertThat(received(prefix + "web")).isEmpty();
  }

  @Test
  void sendsWhatWasMendedInstead() throws Exception {
    assertThat(run("list", "--code", "INVALID", "--format", "json")).isZero();
    Path file =
        Files.writeString(
            directory.resolve("letters.jsonl"),
            out.replace(NO_TYPE.replace("\"", "\\\""), MENDED.replace("\"", "\\\"")));

    assertThat(run("resend", "--edit", file.toString(), "--dry-run")).isZero();
    assertThat(out).isEqualTo("Would send 2; 0 had been sent before; 0 left alone.\n");
    assertThat(received(prefix + "tills")).isEmpty();
    assertThat(run("resend", "--edit", file.toString(), "--source", "tills")).isZero();
    assertThat(received(prefix + "tills"))
        .singleElement()
        .satisfies(record -> assertThat(new String(record.value(), UTF_8)).isEqualTo(MENDED));
    assertThat(received(prefix + "web")).isEmpty();
  }

  @Test
  void tellsOfAFileThatDoesNotFit() throws Exception {
    Path unknown =
        Files.write(
            directory.resolve("unknown.jsonl"),
            letter("web", 0, 99, "2026-03-01T10:00:00Z", NONSENSE));
    assertThat(run("resend", "--edit", unknown.toString())).isEqualTo(1);
    assertThat(out).contains("web/0@99: it is not among the dead letters (any more).");

    Path broken = Files.writeString(directory.resolve("broken.jsonl"), "\n{}\n");
    assertThat(run("resend", "--edit", broken.toString())).isEqualTo(2);
    assertThat(out).contains("broken.jsonl:2: Expected a dead letter, found one without `topic`.");
    assertThat(run("resend")).isEqualTo(2);
    assertThat(out).contains("Which dead letters?");
  }

  @Test
  void oneWhoBeginsLaterShutsTheOtherOut() throws Exception {
    Letter letter =
        Letter.read(new String(letter("web", 0, 10, "2026-03-01T10:00:00Z", NONSENSE), UTF_8));
    try (Resender first = new Resender(read);
        Resender second = new Resender(read)) {
      second.send(List.of(letter), Clock.systemUTC());
      assertThatThrownBy(() -> first.send(List.of(letter), Clock.systemUTC()))
          .hasMessageContaining("Somebody else began");
    }
    assertThat(received(prefix + "web")).hasSize(1);
  }
}
