package io.campanile.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what the job commits to its topics into a {@link Tally}. */
final class OutputReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int JOIN_MILLIS = 5_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Tally tally;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread = new Thread(this::readAll, "demo-reader");

  private OutputReader(String bootstrapServers, Tally tally) {
    this.tally = tally;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "enable.auto.commit", "false",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Starts to read all outputs from their beginning. */
  static OutputReader start(String bootstrapServers, Tally tally) {
    OutputReader reader = new OutputReader(bootstrapServers, tally);
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  /** Completes when nothing more is read: with an exception where that was not asked for. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private void readAll() {
    try (consumer) {
      consumer.assign(partitions());
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          tally.add(record.topic(), record.value());
        }
      }
    } catch (WakeupException e) {
      ended.complete(null);
    } catch (IOException | KafkaException e) {
      ended.completeExceptionally(e);
    }
  }

  private static List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : Topics.OUTPUTS) {
      for (int i = 0; i < Topics.PARTITIONS; i++) {
        partitions.add(new TopicPartition(topic, i));
      }
    }
    return partitions;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      // Whoever interrupts wants to be gone: the thread is a daemon, and has been told to end.
      Thread.currentThread().interrupt();
    }
  }
}
