package io.campanile.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.connectors.database.DatabaseSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Stands in for the job: a message for each product that is put into a cart. */
final class EchoJob implements EmbeddedJob {

  private final Settings settings;
  private final JsonMapper json = new JsonMapper();
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong dead = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<@Nullable DatabaseSettings> database = new AtomicReference<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread = new Thread(this::work, "echo-job");

  private EchoJob(Settings settings) {
    this.settings = settings;
  }

  static EchoJob start(Settings settings) {
    EchoJob job = new EchoJob(settings);
    job.thread.start();
    return job;
  }

  boolean isClosed() {
    return closed.get() && !thread.isAlive();
  }

  void fail(String message) {
    ended.completeExceptionally(new IllegalStateException(message));
  }

  @Override
  public Optional<URI> webUi() {
    return Optional.of(URI.create("http://localhost:1"));
  }

  @Override
  public EventFates fates() {
    return new EventFates(used.get(), 0, 0, dead.get());
  }

  @Override
  public void writeInto(DatabaseSettings settings) {
    database.set(settings);
  }

  /** The database that it was asked to write to. */
  Optional<DatabaseSettings> database() {
    return Optional.ofNullable(database.get());
  }

  @Override
  public long stored() {
    return used.get();
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void close() {
    closed.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    String servers = settings.bootstrapServers();
    try (var consumer =
            new KafkaConsumer<>(
                Map.<String, Object>of(
                    "bootstrap.servers", servers, "auto.offset.reset", "earliest", "group.id", "e"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var producer =
            new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringSerializer(),
                new StringSerializer())) {
      consumer.subscribe(settings.eventTopics());
      while (!closed.get()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          for (ProducerRecord<String, String> answer : answer(record).stream().toList()) {
            var unused = producer.send(answer);
          }
        }
      }
    }
  }

  private Optional<ProducerRecord<String, String>> answer(ConsumerRecord<byte[], byte[]> record) {
    JsonNode event;
    try {
      event = json.readTree(record.value());
    } catch (IOException e) {
      dead.incrementAndGet();
      return Optional.of(new ProducerRecord<>(Topics.DEAD_LETTERS, "{}"));
    }
    used.incrementAndGet();
    if (!event.path("event").asText().equals("Product Added")) {
      return Optional.empty();
    }
    String customer = new String(record.key(), StandardCharsets.UTF_8);
    String action =
        """
        {"customerId": "%s", "channel": "email", "template": "t", "variables": {},
         "timezone": "UTC", "campaign": {"name": "c"}, "decidedAt": "%s"}
        """
            .formatted(customer, Instant.ofEpochMilli(record.timestamp()));
    return Optional.of(new ProducerRecord<>("actions.email", customer, action));
  }
}
