package io.campanile.cli.demo;

import io.campanile.cli.demo.shop.ShopSimulator;
import io.campanile.cli.demo.shop.SimulatedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends the shop's records when the shop's clock says that they arrive, with that time as their
 * timestamp.
 */
final class Feeder implements AutoCloseable {

  private static final int TICK_MILLIS = 20;
  private static final int JOIN_MILLIS = 5_000;

  private final ShopSimulator shop;
  private final Pace pace;
  private final KafkaProducer<String, byte[]> producer;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicLong sent = new AtomicLong();
  private final Thread thread = new Thread(this::feed, "demo-feeder");

  private Feeder(String bootstrapServers, ShopSimulator shop, Pace pace) {
    this.shop = shop;
    this.pace = pace;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "10"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Starts to send. */
  static Feeder start(String bootstrapServers, ShopSimulator shop, Pace pace) {
    Feeder feeder = new Feeder(bootstrapServers, shop, pace);
    feeder.thread.setDaemon(true);
    feeder.thread.start();
    return feeder;
  }

  /** Records sent so far. */
  long sent() {
    return sent.get();
  }

  /** Time in the shop. */
  Instant simulatedTime() {
    return Instant.ofEpochMilli(pace.nowMillis());
  }

  /** Completes when nothing more is sent: with an exception where that was not asked for. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  private void feed() {
    try (producer) {
      SimulatedRecord next = shop.next();
      while (!stop.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = pace.nowMillis();
        while (next.sendAtMillis() <= now && stop.getCount() > 0) {
          send(next);
          next = shop.next();
        }
      }
      // What is not delivered by now is not missed: the run is over.
      producer.close(Duration.ofSeconds(1));
      ended.complete(null);
    } catch (InterruptedException | KafkaException e) {
      ended.completeExceptionally(e);
    }
  }

  private void send(SimulatedRecord record) {
    var message =
        new ProducerRecord<>(
            Topics.of(record.feed()), null, record.sendAtMillis(), record.key(), record.json());
    var unused =
        producer.send(
            message,
            (metadata, failure) -> {
              if (failure != null && stop.getCount() > 0) {
                ended.completeExceptionally(failure);
              }
            });
    sent.incrementAndGet();
  }

  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      // Whoever interrupts wants to be gone: the thread is a daemon, and has been told to end.
      Thread.currentThread().interrupt();
    }
  }
}
