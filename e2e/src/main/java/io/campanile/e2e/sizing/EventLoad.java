package io.campanile.e2e.sizing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A shop's events at a steady rate: views, additions and now and then an order of random customers,
 * about 400 bytes each. The same seed gives the same customers and events.
 */
public final class EventLoad implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(20);
  private static final String[] NAMES = {
    "Product Viewed", "Product Viewed", "Product Viewed", "Product Added", "Checkout Started"
  };

  private final KafkaProducer<String, String> producer;
  private final String topic;
  private final int customers;
  private final Random random;
  private long sent;

  /**
   * A load that has not begun.
   *
   * @param customers how many there are; each as likely as any other
   */
  public EventLoad(String bootstrapServers, String topic, int customers, long seed) {
    this.topic = topic;
    this.customers = customers;
    this.random = new Random(seed);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "linger.ms", "20",
                "batch.size", "65536",
                "compression.type", "lz4"),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Sends at this rate for a time; as fast as it can where that is slower. */
  public void send(int perSecond, Duration time) {
    long start = System.nanoTime();
    long before = sent;
    long elapsed = 0;
    while (elapsed < time.toNanos()) {
      long due = before + perSecond * elapsed / Duration.ofSeconds(1).toNanos();
      while (sent < due) {
        send();
      }
      LockSupport.parkNanos(TICK.toNanos());
      elapsed = System.nanoTime() - start;
    }
    producer.flush();
  }

  private void send() {
    int customer = random.nextInt(customers);
    String name = random.nextInt(50) == 0 ? "Order Completed" : NAMES[random.nextInt(NAMES.length)];
    String json =
        """
        {"messageId":"m-%d","type":"track","event":"%s","userId":"c-%d","anonymousId":"a-%d",\
        "timestamp":"%s","properties":{"product_id":"p-%d","price":%d.5,"currency":"EUR",\
        "category":"shoes","brand":"none","order_id":"o-%d","total":%d},\
        "context":{"locale":"en-GB","timezone":"Europe/London","page":{"path":"/shoes/%d"}}}"""
            .formatted(
                sent,
                name,
                customer,
                customer,
                Instant.now(),
                random.nextInt(5000),
                random.nextInt(200),
                sent,
                random.nextInt(300),
                random.nextInt(5000));
    sent++;
    var unused = producer.send(new ProducerRecord<>(topic, "c-" + customer, json));
  }

  /** How many were sent. */
  public long sent() {
    return sent;
  }

  @Override
  public void close() {
    producer.close();
  }
}
