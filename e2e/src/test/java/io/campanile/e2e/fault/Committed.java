package io.campanile.e2e.fault;

import io.campanile.e2e.fault.Ledger.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A consumer of everything that the job writes, which sees what is committed and nothing else. */
final class Committed implements Closeable {

  private static final long CLOSE_MILLIS = 5_000;

  private final Ledger ledger = new Ledger();
  private final Map<String, byte[]> profiles = new ConcurrentHashMap<>();
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong latestActionMillis = new AtomicLong();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean ends;

  /** Begins to read all partitions from their beginning, in a thread of its own. */
  Committed(String bootstrapServers, List<String> topics, int partitions) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : topics) {
      for (int partition = 0; partition < partitions; partition++) {
        all.add(new TopicPartition(topic, partition));
      }
    }
    thread = new Thread(() -> read(bootstrapServers, all), "committed");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(String bootstrapServers, List<TopicPartition> partitions) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!ends) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          take(record);
        }
      }
      done.complete(true);
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) throws IOException {
    String topic = record.topic();
    if (topic.equals("profiles")) {
      if (record.value() == null) {
        profiles.remove(record.key());
      } else {
        profiles.put(record.key(), record.value());
      }
    } else if (topic.equals("dead-letters")) {
      deadLetters.incrementAndGet();
    } else {
      Optional<Kind> kind = kind(topic);
      if (kind.isPresent()) {
        long at = ledger.enter(kind.get(), record.value());
        if (kind.get() == Kind.ACTION) {
          latestActionMillis.accumulateAndGet(at, Math::max);
        }
      }
    }
  }

  private static Optional<Kind> kind(String topic) {
    return switch (topic) {
      case "triggers" -> Optional.of(Kind.TRIGGER);
      case "decisions" -> Optional.of(Kind.DECISION);
      case "segments" -> Optional.of(Kind.SEGMENT);
      default -> topic.startsWith("actions.") ? Optional.of(Kind.ACTION) : Optional.empty();
    };
  }

  /** What was seen. */
  Ledger ledger() {
    if (done.isCompletedExceptionally()) {
      boolean unused = done.join();
    }
    return ledger;
  }

  /** The latest profile of each customer. */
  Map<String, byte[]> profiles() {
    return profiles;
  }

  /** How many different actions were seen. */
  long actions() {
    return ledger().of(Kind.ACTION).size();
  }

  /** How many dead letters were seen. */
  long deadLetters() {
    return deadLetters.get();
  }

  /** The latest event time at which an action that was seen was decided. */
  long latestActionMillis() {
    if (done.isCompletedExceptionally()) {
      boolean unused = done.join();
    }
    return latestActionMillis.get();
  }

  @Override
  public void close() {
    ends = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
