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
 * Customers between keyed state and memory: decoded once, changed in memory, written back when the
 * checkpoint or the bound of the cache asks for it.
 */
final class CustomerStore {

  private final CustomerEngines engines;
  private final CustomerCodec codec;
  private final ValueState<byte[]> state;
  private final Consumer<Object> setKey;
  private final int capacity;
  private final int maxChanged;
  private final Counter hits;
  private final Counter misses;

  /** Every customer in memory, the one asked for longest ago first. */
  private final LinkedHashMap<String, Customer> cache = new LinkedHashMap<>(64, 0.75f, true);

  /** Those of them that state does not know yet, the one changed longest ago first. */
  private final LinkedHashMap<String, Customer> changed = new LinkedHashMap<>(64, 0.75f, true);

  /** The one that was asked for last: a batch asks more than once. */
  private @Nullable Customer latest;

  /**
   * A store over a state.
   *
   * @param setKey makes a customer the one whose state is read and written
   * @param capacity customers in memory, from 1
   * @param maxChanged how many of them may differ from state: what a checkpoint has to write while
   *     everything waits for it
   * @param metrics what is told of the memory
   */
  CustomerStore(
      CustomerEngines engines,
      CustomerCodec codec,
      ValueState<byte[]> state,
      Consumer<Object> setKey,
      int capacity,
      int maxChanged,
      MetricGroup metrics) {
    this.engines = engines;
    this.codec = codec;
    this.state = state;
    this.setKey = setKey;
    this.capacity = capacity;
    this.maxChanged = maxChanged;
    this.hits = metrics.counter("cache_hits");
    this.misses = metrics.counter("cache_misses");
    metrics.gauge("cached_customers", cache::size);
  }

  /**
   * The customer of the current key, about to be changed.
   *
   * @param nowMillis a moment that is not after the one at which something happens to it
   */
  Customer load(String id, long nowMillis) throws IOException {
    if (latest != null && latest.id().equals(id)) {
      return latest;
    }
    Customer customer = cache.get(id);
    if (customer != null) {
      hits.inc();
    } else {
      misses.inc();
      byte @Nullable [] stored = state.value();
      customer = stored == null ? codec.create(id, nowMillis) : codec.read(id, stored);
      cache.put(id, customer);
    }
    changed.put(id, customer);
    latest = customer;
    return customer;
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

  /** Writes back what is above the bounds; afterwards the current key is any. */
  void trim() throws IOException {
    writeBack(maxChanged);
    Iterator<Customer> leastRecentFirst = cache.values().iterator();
    while (cache.size() > capacity) {
      Customer customer = leastRecentFirst.next();
      if (changed.remove(customer.id()) != null) {
        write(customer);
      }
      leastRecentFirst.remove();
    }
  }

  /** Publishes each profile that has changed; those that went to state were published then. */
  void publish() {
    for (Customer customer : changed.values()) {
      engines.publish(customer);
    }
  }

  /** Writes back everything; afterwards the current key is any. */
  void flush() throws IOException {
    writeBack(0);
  }

  private void writeBack(int mayStay) throws IOException {
    latest = null;
    Iterator<Customer> longestAgoFirst = changed.values().iterator();
    for (int i = changed.size() - mayStay; i > 0; i--) {
      write(longestAgoFirst.next());
      longestAgoFirst.remove();
    }
  }

  /** Deletes the customer of the current key, from state too. */
  void delete(String id) throws IOException {
    drop(id);
    state.clear();
  }

  /** Forgets a customer without writing: a bounded input has ended for it. */
  void drop(String id) {
    latest = null;
    cache.remove(id);
    changed.remove(id);
  }

  private void write(Customer customer) throws IOException {
    // Both look at everything, so that the second finds it near.
    engines.publish(customer);
    engines.forget(customer);
    setKey.accept(customer.id());
    state.update(codec.write(customer));
  }
}
