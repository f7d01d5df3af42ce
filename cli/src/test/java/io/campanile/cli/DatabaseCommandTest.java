package io.campanile.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.connectors.output.Stream;
import io.campanile.database.EmbeddedDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DatabaseCommandTest {

  private static final String CONFIG =
      """
      patterns: patterns
      kafka: {bootstrap-servers: "%s", topic-prefix: shop.}
      sources:
        - {name: web, topics: [events]}
      checkpoints: {interval: 1s}
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(run("database")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing command: migrate or run.");
    assertThat(run("database", "migrate", "--config", "nowhere.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("The configuration cannot be read: ");
    assertThat(run("database", "migrate", "--config", config("localhost:9", "").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("campanile.yaml: the key `database` is missing.");
    String nowhere = "database: {url: \"jdbc:postgresql://localhost:1/none\", user: a}\n";
    assertThat(run("database", "run", "--config", config("localhost:9", nowhere).toString()))
        .isEqualTo(3);
    assertThat(err.toString())
        .contains("the database jdbc:postgresql://localhost:1/none, schema campanile cannot be")
        .contains("Connection refused");
  }

  @Test
  @Tag("slow")
  void makesTheTablesAndKeepsThem() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("database"));
        EmbeddedKafka kafka =
            EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")))) {
      String section =
          "database: {url: \"%s\", user: campanile, password: campanile}\n"
              .formatted(database.url());
      String config = config(kafka.bootstrapServers(), section).toString();
      assertThat(run("database", "migrate", "--config", config)).as("%s", err).isZero();
      assertThat(run("database", "migrate", "--config", config)).isZero();
      assertThat(out.toString().lines())
          .first()
          .asString()
          .isEqualTo(
              "Up to date, after 1 steps: the database " + database.url() + ", schema campanile");
      send(kafka.bootstrapServers());
      assertThat(run("database", "run", "--config", config, "--for", "12s")).as("%s", err).isZero();
      assertThat(out.toString()).contains("records: 1 stored, 0 erased, 1 refused");
      assertThat(triggers(database)).isEqualTo(1);

      assertThat(run("database", "run", "--config", config, "--for", "5s")).isZero();
      assertThat(out.toString())
          .as("it goes on where it was")
          .contains("records: 0 stored, 0 erased, 0 refused");
      assertThat(triggers(database)).isEqualTo(1);
    }
  }

  private Path config(String servers, String database) throws Exception {
    return Files.writeString(
        directory.resolve("campanile.yaml"), CONFIG.formatted(servers) + database);
  }

  private static void send(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<NewTopic> topics =
          Arrays.stream(Stream.values())
              .map(stream -> new NewTopic("shop." + stream.topic(), 1, (short) 1))
              .toList();
      var unused = admin.createTopics(topics).all().get();
    }
    String trigger =
        """
        {"schemaVersion": 1, "triggerId": "t", "campaign": "c", "release": "r",
         "customerId": "u", "key": "", "firedAt": "2026-03-02T09:00:00.000Z", "events": [],
         "outcome": "accepted", "reason": null, "trace": []}""";
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
      for (String json : List.of(trigger, "broken")) {
        var unused = producer.send(new ProducerRecord<>("shop.triggers", "u", json)).get();
      }
    }
  }

  private static long triggers(EmbeddedDatabase database) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from campanile.triggers")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private int run(String... args) {
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(args);
  }
}
