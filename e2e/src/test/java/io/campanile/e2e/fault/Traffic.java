package io.campanile.e2e.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The events of a shop with a web site and tills, in the order of their times, each sent at its
 * time whatever happens. What was sent stands in a file too, for the replay.
 *
 * <p>In no partition does an event come after a younger one. So none is ever late, as long as no
 * partition is given up as idle, and what they lead to depends on their times alone.
 */
final class Traffic implements Closeable {

  static final String WEB = "events.web";
  static final String TILLS = "events.till";
  static final int WEB_PARTITIONS = 4;

  /** As many as there are ever subtasks: one without a partition would hold up time for a while. */
  static final int TILL_PARTITIONS = 3;

  static final String NOBODY = "the-end";

  private static final Duration TICK = Duration.ofMillis(10);
  private static final int MAX_AHEAD_SECONDS = 240;

  private final ShopEvents events;
  private final KafkaProducer<String, byte[]> producer;
  private final BufferedWriter history;
  private final AtomicLong confirmed = new AtomicLong();
  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private volatile boolean ends;
  private volatile boolean tillsAreSilent;
  private volatile int perSecond;

  /**
   * Traffic that has not begun.
   *
   * @param history the file for what is sent
   */
  Traffic(String bootstrapServers, Path history, long seed) throws IOException {
    this.events = new ShopEvents(seed);
    this.history = Files.newBufferedWriter(history);
    this.producer =
        new KafkaProducer<>(
            new HashMap<>(
                Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "linger.ms",
                    "10",
                    "compression.type",
                    "lz4",
                    "buffer.memory",
                    "67108864",
                    // Whatever becomes of the broker, each event arrives, once and in its order.
                    "delivery.timeout.ms",
                    "600000",
                    "max.block.ms",
                    "600000")),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Sends events of the time from one moment to another as fast as it can. */
  void burst(int count, Instant from, Instant to) throws IOException {
    long span = Duration.between(from, to).toMillis();
    for (int i = 0; i < count; i++) {
      send(from.toEpochMilli() + span * i / count);
    }
    producer.flush();
  }

  /** Sends at this rate from now on, in a thread of its own. */
  void start(int eventsPerSecond) {
    perSecond = eventsPerSecond;
    Thread thread = new Thread(this::run, "traffic");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      long start = System.currentTimeMillis();
      long startNanos = System.nanoTime();
      long sent = 0;
      while (!ends) {
        long elapsed = Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
        long due = elapsed * perSecond / 1000;
        while (sent < due) {
          send(start + sent * 1000 / perSecond);
          sent++;
        }
        LockSupport.parkNanos(TICK.toNanos());
      }
      done.complete(true);
    } catch (IOException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void send(long timeMillis) throws IOException {
    ShopEvents.Line line = events.next(timeMillis);
    boolean till = line.till();
    if (till && tillsAreSilent) {
      return;
    }
    history.write(line.json());
    history.newLine();
    int partition = Math.floorMod(line.customer(), till ? TILL_PARTITIONS : WEB_PARTITIONS);
    send(till ? TILLS : WEB, partition, line.json().getBytes(UTF_8));
  }

  private void send(String topic, int partition, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, "", value),
            (metadata, failure) -> {
              if (failure == null) {
                confirmed.incrementAndGet();
              } else {
                done.completeExceptionally(failure);
              }
            });
  }

  /** Sends something that is no event, and is not for the replay. */
  void sendNonsense(byte[] nonsense) {
    sendEverywhere(nonsense);
  }

  private void sendEverywhere(byte[] value) {
    for (int partition = 0; partition < WEB_PARTITIONS; partition++) {
      send(WEB, partition, value);
    }
    for (int partition = 0; partition < TILL_PARTITIONS; partition++) {
      send(TILLS, partition, value);
    }
  }

  /** Lets the tills fall silent, or speak again. */
  void silenceTills(boolean silent) {
    tillsAreSilent = silent;
  }

  /** How many events the broker has confirmed. */
  long confirmed() {
    return confirmed.get();
  }

  /** Ends, and lets time run so far that every wait of the campaigns is over. */
  void end() throws Exception {
    ends = true;
    boolean unused = done.get();
    String json = events.end(System.currentTimeMillis() + MAX_AHEAD_SECONDS * 1000L);
    history.write(json);
    history.newLine();
    history.close();
    sendEverywhere(json.getBytes(UTF_8));
    producer.flush();
  }

  @Override
  public void close() throws IOException {
    ends = true;
    producer.close(Duration.ZERO);
    history.close();
  }
}
