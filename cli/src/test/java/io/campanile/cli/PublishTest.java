package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code publish} and {@code releases} against a real broker. */
class PublishTest {

  private static final String CART =
      """
      campaign: cart
      trigger:
        steps:
          - {event: Product Added}
          - {without: Order Completed, for: 1h}
      actions:
        - {channel: email, template: reminder}
      """;

  @TempDir private static Path shared;
  private static EmbeddedKafka kafka;
  private static int topics;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path campaign = Path.of("");
  private String topic = "";

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = EmbeddedKafka.start(Files.createDirectories(shared.resolve("kafka")));
  }

  @AfterAll
  static void stopBroker() throws IOException {
    kafka.close();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    campaign =
        Files.createDirectories(directory.resolve("patterns/campaigns")).resolve("cart.yaml");
    Files.writeString(campaign, CART);
    topic = "releases-" + topics++;
    configure(kafka.bootstrapServers());
  }

  private void configure(String servers) throws IOException {
    Files.writeString(
        directory.resolve("campanile.yaml"),
        """
        kafka: {bootstrap-servers: "%s"}
        sources: [{name: web, topics: [events]}]
        releases: {topic: %s, lead: 5s}
        """
            .formatted(servers, topic));
  }

  @Test
  void publishesACheckedDirectoryAndSaysWhatItChanges() throws Exception {
    assertThat(publish()).isEqualTo(0);
    assertThat(out.toString())
        .contains("It is the first release.")
        .containsPattern("Published release [0-9a-f]{16}, in force from .*Z, in [345] s\\.");

    Files.writeString(campaign, CART.replace("1h", "2h"));
    Files.writeString(
        campaign.resolveSibling("new.yaml"), CART.replace("campaign: cart", "campaign: new"));
    assertThat(publish("--by", "ann")).isEqualTo(0);
    assertThat(out.toString())
        .contains("Beside release " + ids().get(1) + ":\n")
        .contains("  campaign cart changed: trigger\n  campaign new added\n");

    assertThat(run("releases")).isEqualTo(0);
    assertThat(out.toString().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("coming   ") && line.contains(" ann "));
  }

  @Test
  void publishesAnOldReleaseAgain() throws Exception {
    assertThat(publish()).isEqualTo(0);
    Files.writeString(campaign, "status: paused\n" + CART);
    assertThat(publish("--effective-from", "2199-01-01T00:00:00Z")).isEqualTo(0);
    String first = ids().get(1);

    assertThat(
            run(
                "publish",
                "--rollback",
                first.substring(0, 8),
                "--effective-from",
                "2199-01-02T00:00:00Z"))
        .isEqualTo(0);
    assertThat(out.toString()).contains("  campaign cart goes live\n").contains(first);
    assertThat(ids()).hasSize(3).startsWith(first).endsWith(first);

    assertThat(run("publish", "--rollback", "nothing")).isEqualTo(1);
    assertThat(err.toString()).contains("No release begins with `nothing`");
  }

  @Test
  void publishesNothingThatIsInForceAlready() throws Exception {
    assertThat(publish()).isEqualTo(0);
    assertThat(publish("--effective-from", "2199-01-01T00:00:00Z")).isEqualTo(0);
    assertThat(out.toString()).contains("is in force already; nothing to publish.");
    assertThat(ids()).hasSize(1);
  }

  @Test
  void onlySaysWhatItWouldDoInADryRun() throws Exception {
    assertThat(publish("--dry-run")).isEqualTo(0);
    assertThat(out.toString()).contains("would be in force from");
    assertThat(run("releases")).isEqualTo(0);
    assertThat(out.toString()).isEqualTo("Nothing was published yet.\n");
  }

  @Test
  void refusesADirectoryWithAProblem() throws Exception {
    Files.writeString(campaign, CART.replace("email", "emial"));
    assertThat(publish()).isEqualTo(1);
    assertThat(err.toString()).contains("cart.yaml:7:15: ");
    assertThat(run("releases")).isEqualTo(0);
    assertThat(out.toString()).isEqualTo("Nothing was published yet.\n");
  }

  @Test
  void refusesATimeThatAJobMayHavePassed() throws Exception {
    assertThat(publish("--effective-from", "2020-01-01T00:00:00Z")).isEqualTo(2);
    assertThat(err.toString()).contains("The earliest now is ");
    assertThat(run("publish")).isEqualTo(2);
    assertThat(run("publish", "patterns", "--rollback", "1234")).isEqualTo(2);
  }

  @Test
  void tellsWhatNoJobFollows() throws Exception {
    assertThat(publish()).isEqualTo(0);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "by hand", "campaign: cart")).get();
    }
    assertThat(run("releases")).isEqualTo(0);
    assertThat(out.toString())
        .contains("warning: What stands at offset 1 is no release: it is not JSON");
  }

  @Test
  void makesATopicThatKeepsReleasesInOneOrder() throws Exception {
    assertThat(publish()).isEqualTo(0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().values())
          .singleElement()
          .satisfies(described -> assertThat(described.partitions()).hasSize(1));
    }
  }

  @Test
  void threeHundredCampaignsFit() throws Exception {
    for (int i = 0; i < 300; i++) {
      String name = "campaign-" + i;
      Files.writeString(
          campaign.resolveSibling(name + ".yaml"),
          CART.replace("campaign: cart", "campaign: " + name) + "# " + "text ".repeat(1000));
    }
    assertThat(publish()).isEqualTo(0);
    assertThat(ids()).hasSize(1);
  }

  @Test
  void saysThatTheBrokersDoNotAnswer() throws Exception {
    configure("127.0.0.1:1");
    assertThat(run("releases")).isEqualTo(3);
    assertThat(err.toString()).contains("127.0.0.1:1 cannot be read");
  }

  /** The ids of all releases, the latest first. */
  private List<String> ids() {
    assertThat(run("releases")).isEqualTo(0);
    Matcher ids = Pattern.compile("(?m)^(?:past|current|coming)\\s+(\\w+)").matcher(out.toString());
    return ids.results().map(found -> found.group(1)).toList();
  }

  private int publish(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "publish";
    arguments[1] = directory.resolve("patterns").toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commands =
        Main.commandLine(new FlinkEngine())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = directory.resolve("campanile.yaml").toString();
    return commands.execute(all);
  }
}
