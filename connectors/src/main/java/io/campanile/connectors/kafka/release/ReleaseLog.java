package io.campanile.connectors.kafka.release;

import io.campanile.connectors.json.ReadRelease;
import io.campanile.connectors.json.RecordJson;
import io.campanile.model.ReleaseRecord;
import io.campanile.model.WireTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic of releases as those see it who publish. */
public final class ReleaseLog {

  /** Releases that the topic keeps; older ones that are over are forgotten. */
  public static final int KEPT = 100;

  /** How large a release may be, before it is compressed. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final Duration POLL = Duration.ofMillis(100);

  private final ReleaseTopic topic;
  private final Duration patience;

  /**
   * A log.
   *
   * @param patience how long the brokers may take to answer
   */
  public ReleaseLog(ReleaseTopic topic, Duration patience) {
    this.topic = topic;
    this.patience = patience;
  }

  /**
   * What stands in the topic for one time.
   *
   * @param offset where
   */
  public record Entry(long offset, ReadRelease read) {}

  /**
   * Everything that stands in it, in the order in which it was published; of two for the same time
   * the later.
   *
   * @throws IOException when the brokers do not answer
   */
  public List<Entry> read() throws IOException {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    try (Consumer<byte[], byte[]> consumer = topic.consumer(patience)) {
      if (!topic.isThere(consumer)) {
        return List.of();
      }
      consumer.assign(Set.of(topic.partition()));
      consumer.seek(topic.partition(), 0);
      long end = topic.end(consumer);
      long giveUpNanos = System.nanoTime() + patience.toNanos();
      while (consumer.position(topic.partition()) < end) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
          enter(read, byKey);
        }
        if (System.nanoTime() - giveUpNanos > 0) {
          throw new IOException("The brokers did not hand out all of " + topic.name() + " in time");
        }
      }
    } catch (KafkaException | IllegalStateException e) {
      throw failed("cannot be read", e);
    }
    return new ArrayList<>(byKey.values());
  }

  private static void enter(ConsumerRecord<byte[], byte[]> read, Map<String, Entry> byKey) {
    byte @Nullable [] key = read.key();
    String name =
        key == null ? "at offset " + read.offset() : new String(key, StandardCharsets.UTF_8);
    byKey.remove(name);
    if (read.value() != null) {
      byKey.put(name, new Entry(read.offset(), ReadRelease.of(read.value())));
    }
  }

  /** The readable ones, by the time from which they are in force. */
  public static List<ReleaseRecord> releases(List<Entry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                entry.read() instanceof ReadRelease.Good readable
                    ? Optional.of(readable.release()).stream()
                    : Optional.<ReleaseRecord>empty().stream())
        .sorted(Comparator.comparing(ReleaseRecord::effectiveFrom))
        .toList();
  }

  /**
   * Writes a release, into a topic that is made where it is missing; forgets the oldest where there
   * are too many.
   *
   * @param now what is in force then is not forgotten
   * @throws IOException when the brokers do not confirm it
   */
  public void publish(ReleaseRecord release, Instant now) throws IOException {
    byte[] json = RecordJson.write(release);
    if (json.length > MAX_BYTES) {
      throw new IOException(
          "The release has %,d bytes, a release may have %,d".formatted(json.length, MAX_BYTES));
    }
    makeTopic();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(producerSettings())) {
      send(producer, key(release), json);
      for (ReleaseRecord old : tooMany(releases(read()), now)) {
        send(producer, key(old), null);
      }
    } catch (KafkaException e) {
      throw failed("cannot be written", e);
    }
  }

  /** Those in front of the last {@link #KEPT}, but never one that is still in force or to come. */
  private static List<ReleaseRecord> tooMany(List<ReleaseRecord> all, Instant now) {
    long over = all.stream().filter(release -> !release.effectiveFrom().isAfter(now)).count() - 1;
    return all.subList(0, (int) Math.max(0, Math.min(all.size() - KEPT, over)));
  }

  private static byte[] key(ReleaseRecord release) {
    return WireTime.format(release.effectiveFrom()).getBytes(StandardCharsets.UTF_8);
  }

  private void send(KafkaProducer<byte[], byte[]> producer, byte[] key, byte @Nullable [] value)
      throws IOException {
    await("cannot be written", producer.send(new ProducerRecord<>(topic.name(), 0, key, value)));
  }

  private Map<String, Object> producerSettings() {
    Map<String, Object> settings = new HashMap<>(topic.properties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    // Who has been told that it is published must be able to rely on it.
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * MAX_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_BYTES);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    int patienceMillis = (int) patience.toMillis();
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patienceMillis);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patienceMillis);
    return settings;
  }

  /** Makes the topic, unless it is there. */
  public void makeTopic() throws IOException {
    try (Consumer<byte[], byte[]> consumer = topic.consumer(patience)) {
      if (topic.isThere(consumer)) {
        return;
      }
    } catch (KafkaException | IllegalStateException e) {
      throw failed("cannot be read", e);
    }
    Map<String, Object> settings = new HashMap<>(topic.properties());
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, topic.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      NewTopic made =
          new NewTopic(topic.name(), Optional.of(1), Optional.empty())
              .configs(
                  Map.of(
                      TopicConfig.CLEANUP_POLICY_CONFIG,
                      TopicConfig.CLEANUP_POLICY_COMPACT,
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                      Integer.toString(MAX_BYTES)));
      await(
          "cannot be made",
          admin.createTopics(List.of(made)).all().toCompletionStage().toCompletableFuture());
    } catch (KafkaException e) {
      throw failed("cannot be made", e);
    }
  }

  private <T> void await(String what, Future<T> future) throws IOException {
    try {
      T unused = future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failed(what, e.getCause() == null ? e : e.getCause());
      }
    } catch (TimeoutException e) {
      throw failed(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, e);
    }
  }

  private IOException failed(String what, Throwable cause) {
    return new IOException(
        "The topic %s at %s %s: %s"
            .formatted(
                topic.name(),
                topic.bootstrapServers(),
                what,
                cause.getMessage() == null ? cause.toString() : cause.getMessage()),
        cause);
  }
}
