package io.campanile.jobs.customer;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Customers between keyed state and memory: decoded once, changed in memory, written back when the
 * checkpoint or the bound of the cache asks for it.
 */
final class CustomerStore {

  private final CustomerEngine engine;
  private final CustomerCodec codec;
  private final ValueState<byte[]> state;
  private final Consumer<Object> setKey;
  private final Outbox out;
  private final int capacity;
  private final int maxChanged;

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
   */
  CustomerStore(
      CustomerEngine engine,
      CustomerCodec codec,
      ValueState<byte[]> state,
      Consumer<Object> setKey,
      Outbox out,
      int capacity,
      int maxChanged) {
    this.engine = engine;
    this.codec = codec;
    this.state = state;
    this.setKey = setKey;
    this.out = out;
    this.capacity = capacity;
    this.maxChanged = maxChanged;
  }

  /** The customer of the current key, about to be changed. */
  Customer load(String id) throws IOException {
    if (latest != null && latest.id().equals(id)) {
      return latest;
    }
    Customer customer = cache.get(id);
    if (customer == null) {
      byte @Nullable [] stored = state.value();
      customer = stored == null ? codec.create(id) : codec.read(id, stored);
      cache.put(id, customer);
    }
    changed.put(id, customer);
    latest = customer;
    return customer;
  }

  /** Writes back what is above the bounds; afterwards the current key is any. */
  void trim() throws IOException {
    writeBack(maxChanged);
    Iterator<Customer> leastRecentFirst = cache.values().iterator();
    while (cache.size() > capacity) {
      Customer customer = leastRecentFirst.next();
      engine.publish(customer, out);
      if (changed.remove(customer.id()) != null) {
        write(customer);
      }
      leastRecentFirst.remove();
    }
  }

  /** Publishes each profile that has changed, at most once between two checkpoints. */
  void publish() {
    for (Customer customer : cache.values()) {
      engine.publish(customer, out);
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
    engine.forget(customer);
    setKey.accept(customer.id());
    state.update(codec.write(customer));
  }
}
