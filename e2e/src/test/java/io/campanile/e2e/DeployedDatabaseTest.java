package io.campanile.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database job out of the jar that is deployed, with a real broker and a real database. */
@Tag("slow")
class DeployedDatabaseTest {

  private static final String CONFIG =
      """
      patterns: none
      kafka: {bootstrap-servers: "%s"}
      sources:
        - {name: web, topics: [events.web]}
      database:
        url: %s
        user: campanile
        password: ${env:DB_PASSWORD}
      checkpoints: {interval: 1s, directory: "%s"}
      """;

  @TempDir private Path directory;

  @Test
  void startsWithoutTheDatabaseAndWritesOnceWhateverIsKilled() throws Exception {
    FlinkHome home = FlinkHome.assembled();
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
        EmbeddedDatabase database = EmbeddedDatabase.start(directory.resolve("database"));
        Shop shop = new Shop(kafka.bootstrapServers())) {
      shop.makeTopics();
      database.kill();
      try (FlinkCluster cluster = cluster(home, config(kafka, database))) {
        cluster.startTaskManager();
        cluster.startJobManager(Optional.empty());
        Patience.await("the job", () -> cluster.rest().runsWhole());
        send(kafka, "t-1");
        database.restart();
        Patience.await("a row", () -> triggers(database) == 1);

        cluster.taskManager(0).kill();
        send(kafka, "t-2");
        cluster.startTaskManager();
        Patience.await("a row after the task manager was killed", () -> triggers(database) == 2);
      }
    }
  }

  private Path config(EmbeddedKafka kafka, EmbeddedDatabase database) throws IOException {
    return Files.writeString(
        directory.resolve("campanile.yaml"),
        CONFIG.formatted(
            kafka.bootstrapServers(), database.url(), directory.resolve("checkpoints").toUri()));
  }

  private FlinkCluster cluster(FlinkHome home, Path config) throws IOException {
    return FlinkCluster.of(
        new FlinkCluster.Plan(
            Files.createDirectories(directory.resolve("cluster")),
            "io.campanile.jobs.start.DatabaseMain",
            List.of("--config", config.toString()),
            Map.of(),
            Map.of("DB_PASSWORD", "campanile"),
            256,
            Optional.empty()),
        home);
  }

  private static void send(EmbeddedKafka kafka, String id) throws Exception {
    String json =
        """
        {"schemaVersion": 1, "triggerId": "%s", "campaign": "c", "release": "r",
         "customerId": "u-1", "key": "", "firedAt": "2026-03-02T09:00:00.000Z", "events": ["m"],
         "outcome": "accepted", "reason": null, "trace": []}"""
            .formatted(id);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      var unused = producer.send(new ProducerRecord<>("triggers", "u-1", json)).get();
    }
  }

  private static long triggers(EmbeddedDatabase database) throws IOException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from campanile.triggers")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
