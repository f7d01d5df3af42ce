package io.campanile.cli.letters;

import io.campanile.connectors.kafka.Delivery;
import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.topics.TopicPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends letters to the topics that they came from, each together with the mark that says so, in one
 * transaction: it is sent and remembered, or neither. Two at a time are impossible: the one that
 * begins later shuts the other out.
 */
public final class Resender implements AutoCloseable {

  /** The header of a record that was a dead letter: where it was. */
  public static final String HEADER = "campanile-resent-from";

  private final String marks;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * A resender that has shut out every other.
   *
   * @throws IOException when the brokers do not answer, or refuse
   */
  public Resender(LiveConfig config) throws IOException {
    this.marks = TopicPlan.resentLetters(config);
    Map<String, Object> settings = new HashMap<>(config.kafka().properties());
    settings.put("bootstrap.servers", config.kafka().bootstrapServers());
    settings.put("transactional.id", transactionalId(config));
    settings.put("acks", "all");
    try {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw new IOException("Kafka's client cannot be set up: " + e.getMessage(), e);
    }
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      producer.close();
      throw new IOException("The brokers do not let us write: " + e.getMessage(), e);
    }
  }

  private static String transactionalId(LiveConfig config) {
    String prefix =
        config.kafka().delivery() instanceof Delivery.ExactlyOnce exactly
            ? exactly.transactionalIdPrefix()
            : config.kafka().groupId();
    return prefix + "-dead-letters";
  }

  /**
   * Sends these, all or none.
   *
   * @throws IOException when none of them was sent; the message says why
   */
  public void send(List<Letter> letters, Clock clock) throws IOException {
    try {
      producer.beginTransaction();
      for (Letter letter : letters) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                letter.place().topic(), letter.place().partition(), null, letter.raw());
        record.headers().add(HEADER, letter.place().toString().getBytes(StandardCharsets.UTF_8));
        var unusedRecord = producer.send(record);
        var unusedMark =
            producer.send(
                new ProducerRecord<>(
                    marks, ResentMark.key(letter), ResentMark.value(letter, clock.instant())));
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      if (isShutOut(e)) {
        throw new IOException("Somebody else began to resend dead letters: this one stops.", e);
      }
      // Where the brokers are gone it stays open, and they take it back themselves.
      producer.close(Duration.ZERO);
      throw new IOException("None of these " + letters.size() + " was sent: " + e.getMessage(), e);
    }
  }

  private static boolean isShutOut(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    producer.close();
  }
}
