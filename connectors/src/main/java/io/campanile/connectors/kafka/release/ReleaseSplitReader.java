package io.campanile.connectors.kafka.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into the topic again and again, each time to its end. While the brokers cannot be reached,
 * or have no such topic, it goes on trying; a topic that is not there holds nothing, brokers that
 * do not answer say nothing, so that time stands still.
 */
final class ReleaseSplitReader implements SplitReader<TopicItem, ReleaseSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseSplitReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReleaseSource source;
  private final Consumer<byte[], byte[]> consumer;
  private final Semaphore woken = new Semaphore(0);
  private long nextOffset = -1;
  private boolean assigned;
  private boolean looked;
  private boolean answers = true;

  ReleaseSplitReader(ReleaseSource source) {
    this.source = source;
    this.consumer = source.topic().consumer(PATIENCE);
  }

  @Override
  public void handleSplitsChanges(SplitsChange<ReleaseSplit> change) {
    for (ReleaseSplit split : change.splits()) {
      nextOffset = split.nextOffset();
    }
  }

  @Override
  public RecordsWithSplitIds<TopicItem> fetch() {
    if (nextOffset < 0 || waitForTheNextLook()) {
      return items(List.of());
    }
    looked = true;
    List<TopicItem> found = new ArrayList<>();
    try {
      long beganMillis = source.clock().nowMillis();
      if (isThere()) {
        readToTheEnd(found);
      }
      found.add(new TopicItem.ReadUpTo(beganMillis));
      answers = true;
    } catch (WakeupException e) {
      // Somebody wants to stop, or to say something first; the next look is a whole one.
      LOG.debug("Woken while looking into {}", source.topic().name());
    } catch (RetriableException e) {
      tellOnce(e);
    }
    return items(found);
  }

  /** True where it was woken before the time. */
  private boolean waitForTheNextLook() {
    try {
      return looked && woken.tryAcquire(source.interval().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private boolean isThere() {
    if (!assigned && source.topic().isThere(consumer)) {
      consumer.assign(Set.of(source.topic().partition()));
      consumer.seek(source.topic().partition(), nextOffset);
      assigned = true;
    }
    return assigned;
  }

  /** What was read stays read where the brokers fall silent on the way. */
  private void readToTheEnd(List<TopicItem> found) {
    long end = source.topic().end(consumer);
    if (end < nextOffset) {
      // The topic was deleted and made again: it is read from its beginning.
      consumer.seek(source.topic().partition(), 0);
      nextOffset = 0;
    }
    while (nextOffset < end) {
      for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
        // Without a value it only says that an old release was forgotten.
        if (read.value() != null) {
          found.add(new TopicItem.Said(read.offset(), new String(read.value(), UTF_8)));
        }
      }
      // Offsets that compaction has emptied are passed over.
      nextOffset = consumer.position(source.topic().partition());
    }
  }

  private void tellOnce(RetriableException e) {
    if (answers) {
      LOG.warn(
          "The releases of {} cannot be read, and time stands still until they can: {}",
          source.topic().name(),
          e.toString());
      answers = false;
    }
  }

  private static RecordsWithSplitIds<TopicItem> items(List<TopicItem> items) {
    return new RecordsBySplits<>(
        items.isEmpty() ? Map.of() : Map.of(ReleaseSplit.ID, items), Set.of());
  }

  @Override
  public void wakeUp() {
    woken.release();
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
