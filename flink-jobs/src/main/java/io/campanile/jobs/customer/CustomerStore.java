package io.campanile.jobs.customer;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Customers between keyed state and memory: decoded once, changed in memory, written back when the
 * checkpoint or the bound of the cache asks for it.
 */
final class CustomerStore {

  private final CustomerEngines engines;
  private final CustomerCodec codec;
  private final ValueState<byte[]> state;
  private final Consumer<Object> setKey;
  private final int capacity;
  private final LinkedHashMap<String, Cached> cache = new LinkedHashMap<>(64, 0.75f, true);

  private static final class Cached {
    private final Customer customer;
    private boolean changed;

    Cached(Customer customer) {
      this.customer = customer;
    }
  }

  /**
   * A store over a state.
   *
   * @param setKey makes a customer the one whose state is read and written
   * @param capacity customers in memory, from 1
   */
  CustomerStore(
      CustomerEngines engines,
      CustomerCodec codec,
      ValueState<byte[]> state,
      Consumer<Object> setKey,
      int capacity) {
    this.engines = engines;
    this.codec = codec;
    this.state = state;
    this.setKey = setKey;
    this.capacity = capacity;
  }

  /**
   * The customer of the current key, about to be changed.
   *
   * @param nowMillis a moment that is not after the one at which something happens to it
   */
  Customer load(String id, long nowMillis) throws IOException {
    Cached cached = cache.get(id);
    if (cached == null) {
      byte @Nullable [] stored = state.value();
      cached = new Cached(stored == null ? codec.create(id, nowMillis) : codec.read(id, stored));
      cache.put(id, cached);
    }
    cached.changed = true;
    return cached.customer;
  }

  /** Whether the customer of the current key, which is not in memory, must be woken. */
  boolean isToBeWoken(long fromMillis, Wake wake) throws IOException {
    byte @Nullable [] stored = state.value();
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

  /** Writes back what is above the bound; afterwards the current key is any. */
  void trim() throws IOException {
    if (cache.size() <= capacity) {
      return;
    }
    Iterator<Cached> leastRecentFirst = cache.values().iterator();
    while (cache.size() > capacity && leastRecentFirst.hasNext()) {
      Cached cached = leastRecentFirst.next();
      engines.publish(cached.customer);
      write(cached);
      leastRecentFirst.remove();
    }
  }

  /** Publishes each profile that has changed, at most once between two checkpoints. */
  void publish() {
    for (Cached cached : cache.values()) {
      engines.publish(cached.customer);
    }
  }

  /** Writes back everything; afterwards the current key is any. */
  void flush() throws IOException {
    for (Cached cached : cache.values()) {
      write(cached);
    }
  }

  /** Deletes the customer of the current key, from state too. */
  void delete(String id) throws IOException {
    cache.remove(id);
    state.clear();
  }

  /** Forgets a customer without writing: a bounded input has ended for it. */
  void drop(String id) {
    cache.remove(id);
  }

  private void write(Cached cached) throws IOException {
    if (cached.changed) {
      engines.forget(cached.customer);
      setKey.accept(cached.customer.id());
      state.update(codec.write(cached.customer));
      cached.changed = false;
    }
  }
}
