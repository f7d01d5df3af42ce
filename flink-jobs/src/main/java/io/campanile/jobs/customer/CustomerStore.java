package io.campanile.jobs.customer;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Customers between keyed state and memory: decoded once, changed in memory, and written back when
 * they leave it or a checkpoint is taken. A visit to a shop is minutes long: most customers are
 * read and written once for all of it.
 */
final class CustomerStore {

  private final CustomerEngines engines;
  private final CustomerCodec codec;
  private final ValueState<byte[]> state;
  private final Consumer<Object> setKey;
  private final int capacity;
  private final Counter hits;
  private final Counter misses;

  /** Every customer in memory, the one asked for longest ago first. */
  private final LinkedHashMap<String, Held> cache = new LinkedHashMap<>(64, 0.75f, true);

  /** The one that was asked for last: a batch asks more than once. */
  private @Nullable Customer latest;

  /** A customer in memory. */
  private static final class Held {
    final Customer customer;

    /** Whether state does not know yet what the customer is now. */
    boolean changed = true;

    Held(Customer customer) {
      this.customer = customer;
    }
  }

  /**
   * A store over a state.
   *
   * @param setKey makes a customer the one whose state is read and written
   * @param capacity customers in memory, from 1: the most that a checkpoint has to write while
   *     everything waits for it
   * @param metrics what is told of the memory
   */
  CustomerStore(
      CustomerEngines engines,
      CustomerCodec codec,
      ValueState<byte[]> state,
      Consumer<Object> setKey,
      int capacity,
      MetricGroup metrics) {
    this.engines = engines;
    this.codec = codec;
    this.state = state;
    this.setKey = setKey;
    this.capacity = capacity;
    this.hits = metrics.counter("cache_hits");
    this.misses = metrics.counter("cache_misses");
    metrics.gauge("cached_customers", cache::size);
  }

  /**
   * A customer, about to be changed.
   *
   * @param nowMillis a moment that is not after the one at which something happens to it
   */
  Customer load(String id, long nowMillis) throws IOException {
    if (latest != null && latest.id().equals(id)) {
      return latest;
    }
    Held held = cache.get(id);
    if (held != null) {
      hits.inc();
      held.changed = true;
    } else {
      misses.inc();
      byte @Nullable [] stored = stored(id);
      held = new Held(stored == null ? codec.create(id, nowMillis) : codec.read(id, stored));
      cache.put(id, held);
    }
    latest = held.customer;
    return held.customer;
  }

  private byte @Nullable [] stored(String id) throws IOException {
    setKey.accept(id);
    return state.value();
  }

  /** Whether a customer that is not in memory must be woken. */
  boolean isToBeWoken(String id, long fromMillis, Wake wake) throws IOException {
    byte @Nullable [] stored = stored(id);
    return stored != null && CustomerCodec.isToBeWoken(stored, fromMillis, wake);
  }

  /** Whether a customer is in memory. */
  boolean isInMemory(String id) {
    return cache.containsKey(id);
  }

  /** The customers in memory. */
  List<String> inMemory() {
    return List.copyOf(cache.keySet());
  }

  /** Writes back who is above the bound. */
  void trim() throws IOException {
    if (cache.size() <= capacity) {
      return;
    }
    latest = null;
    Iterator<Held> longestAgoFirst = cache.values().iterator();
    while (cache.size() > capacity) {
      writeBack(longestAgoFirst.next());
      longestAgoFirst.remove();
    }
  }

  /** Publishes each profile that has changed; those that went to state were published then. */
  void publish() {
    for (Held held : cache.values()) {
      if (held.changed) {
        engines.publish(held.customer);
      }
    }
  }

  /** Writes back everything. */
  void flush() throws IOException {
    latest = null;
    for (Held held : cache.values()) {
      writeBack(held);
    }
  }

  /** Deletes a customer, from state too. */
  void delete(String id) throws IOException {
    drop(id);
    setKey.accept(id);
    state.clear();
  }

  /** Forgets a customer without writing: a bounded input has ended for it. */
  void drop(String id) {
    latest = null;
    cache.remove(id);
  }

  private void writeBack(Held held) throws IOException {
    if (!held.changed) {
      return;
    }
    // Both look at everything, so that the second finds it near.
    engines.publish(held.customer);
    engines.forget(held.customer);
    setKey.accept(held.customer.id());
    state.update(codec.write(held.customer));
    held.changed = false;
  }
}
