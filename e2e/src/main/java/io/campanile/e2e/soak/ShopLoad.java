package io.campanile.e2e.soak;

import io.campanile.cli.demo.shop.SimulatedRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the shop's records when the shop's clock says so, with that time as their timestamp. */
final class ShopLoad implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PassingShoppers shop;
  private final Pace pace;
  private final Clock clock;
  private final KafkaProducer<String, byte[]> producer;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "shop-load");

  private ShopLoad(String servers, PassingShoppers shop, Pace pace, Clock clock) {
    this.shop = shop;
    this.pace = pace;
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", "50", "batch.size", "65536"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Begins to send. */
  static ShopLoad start(String servers, PassingShoppers shop, Pace pace, Clock clock) {
    ShopLoad load = new ShopLoad(servers, shop, pace, clock);
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  /** Throws where sending has failed. */
  void check() {
    if (ended.isCompletedExceptionally()) {
      ended.join();
    }
  }

  private void run() {
    try (producer) {
      SimulatedRecord next = shop.next();
      while (!stop.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        long now = pace.at(clock.instant()).toEpochMilli();
        while (next.sendAtMillis() <= now && stop.getCount() > 0) {
          send(next);
          next = shop.next();
        }
      }
      ended.complete(null);
    } catch (InterruptedException | KafkaException e) {
      ended.completeExceptionally(e);
    }
  }

  private void send(SimulatedRecord record) {
    var message =
        new ProducerRecord<>(
            PassingShoppers.topic(record.feed()),
            null,
            record.sendAtMillis(),
            record.key(),
            record.json());
    var unused =
        producer.send(
            message,
            (metadata, failure) -> {
              if (failure != null) {
                ended.completeExceptionally(failure);
              }
            });
  }

  /** Ends it, and waits until all is sent. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      // Whoever interrupts wants to be gone: the thread is a daemon, and has been told to end.
      Thread.currentThread().interrupt();
    }
  }
}
