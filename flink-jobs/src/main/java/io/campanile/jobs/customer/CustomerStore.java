package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.profile.Behaviour;
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
  private final ValueState<byte[]> profiles;
  private final ValueState<byte[]> sequences;
  private final ValueState<byte[]> agendas;
  private final ValueState<byte[]> behaviours;
  private final Consumer<Object> setKey;
  private final Outbox out;
  private final int capacity;
  private final LinkedHashMap<String, Cached> cache = new LinkedHashMap<>(64, 0.75f, true);

  private static final class Cached {
    private final Customer customer;
    private boolean changed;
    private boolean storedSequences;
    private boolean storedAgenda;
    private boolean storedBehaviour;

    Cached(
        Customer customer, boolean storedSequences, boolean storedAgenda, boolean storedBehaviour) {
      this.customer = customer;
      this.storedSequences = storedSequences;
      this.storedAgenda = storedAgenda;
      this.storedBehaviour = storedBehaviour;
    }
  }

  /**
   * A store over these states.
   *
   * @param setKey makes a customer the one whose state is read and written
   * @param capacity customers in memory, from 1
   */
  CustomerStore(
      CustomerEngine engine,
      ValueState<byte[]> profiles,
      ValueState<byte[]> sequences,
      ValueState<byte[]> agendas,
      ValueState<byte[]> behaviours,
      Consumer<Object> setKey,
      Outbox out,
      int capacity) {
    this.engine = engine;
    this.profiles = profiles;
    this.sequences = sequences;
    this.agendas = agendas;
    this.behaviours = behaviours;
    this.setKey = setKey;
    this.out = out;
    this.capacity = capacity;
  }

  /** The customer of the current key, about to be changed. */
  Customer load(String id) throws IOException {
    Cached cached = cache.get(id);
    if (cached == null) {
      cached = read(id);
      cache.put(id, cached);
    }
    cached.changed = true;
    return cached.customer;
  }

  private Cached read(String id) throws IOException {
    byte @Nullable [] stored = profiles.value();
    if (stored == null) {
      return new Cached(engine.begin(id), false, false, false);
    }
    CustomerCodec.Core core = CustomerCodec.readProfile(stored);
    Sequences runs = core.hasSequences() ? readSequences() : new Sequences();
    Agenda agenda = core.hasAgenda() ? CustomerCodec.readAgenda(agendas.value()) : new Agenda();
    Behaviour behaviour =
        core.hasBehaviour()
            ? CustomerCodec.readBehaviour(behaviours.value(), engine.profiles())
            : Behaviour.unjudged(engine.profiles());
    Customer customer =
        new Customer(
            id,
            core.profile(),
            behaviour,
            core.seenIds(),
            runs,
            agenda,
            core.clockMillis(),
            core.timerMillis());
    return new Cached(customer, core.hasSequences(), core.hasAgenda(), core.hasBehaviour());
  }

  private Sequences readSequences() throws IOException {
    Sequences.Loaded loaded =
        CustomerCodec.readSequences(sequences.value(), engine.index(), engine.detector());
    out.count(Fate.RUNS_OUTDATED, loaded.outdated());
    return loaded.sequences();
  }

  /** Writes back what is above the bound; afterwards the current key is any. */
  void trim() throws IOException {
    Iterator<Cached> leastRecentFirst = cache.values().iterator();
    while (cache.size() > capacity && leastRecentFirst.hasNext()) {
      Cached cached = leastRecentFirst.next();
      engine.publish(cached.customer, out);
      write(cached);
      leastRecentFirst.remove();
    }
  }

  /** Publishes each profile that has changed, at most once between two checkpoints. */
  void publish() {
    for (Cached cached : cache.values()) {
      engine.publish(cached.customer, out);
    }
  }

  /** Writes back everything; afterwards the current key is any. */
  void flush() throws IOException {
    for (Cached cached : cache.values()) {
      write(cached);
    }
  }

  /** Deletes the customer of the current key, from state too. */
  void delete(String id) {
    cache.remove(id);
    profiles.clear();
    sequences.clear();
    agendas.clear();
    behaviours.clear();
  }

  /** Forgets a customer without writing: a bounded input has ended for it. */
  void drop(String id) {
    cache.remove(id);
  }

  private void write(Cached cached) throws IOException {
    if (!cached.changed) {
      return;
    }
    Customer customer = cached.customer;
    engine.forget(customer);
    setKey.accept(customer.id());
    profiles.update(CustomerCodec.profile(customer));
    boolean hasSequences = !customer.sequences().isEmpty();
    if (hasSequences) {
      sequences.update(CustomerCodec.sequences(customer.sequences(), engine.detector()));
    } else if (cached.storedSequences) {
      sequences.clear();
    }
    boolean hasAgenda = !customer.agenda().isEmpty();
    if (hasAgenda) {
      agendas.update(CustomerCodec.agenda(customer.agenda()));
    } else if (cached.storedAgenda) {
      agendas.clear();
    }
    cached.storedSequences = hasSequences;
    cached.storedAgenda = hasAgenda;
    boolean hasBehaviour = !customer.behaviour().isEmpty();
    if (hasBehaviour) {
      behaviours.update(CustomerCodec.behaviour(customer.behaviour()));
    } else if (cached.storedBehaviour) {
      behaviours.clear();
    }
    cached.storedBehaviour = hasBehaviour;
    cached.changed = false;
  }
}
