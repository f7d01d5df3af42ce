package io.campanile.jobs.customer;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * A walk over all customers of a subtask, in slices between other work, so that events do not wait
 * for it. Customers that come to be while it goes on are passed over.
 */
final class CustomerWalk {

  /** How long a slice is, and about how long the pause behind it. */
  private static final long SLICE_MILLIS = 5;

  private final KeyedStateBackend<String> backend;
  private final ProcessingTimeService processingTime;
  private Visitor visitor = new Nobody();
  private final Queue<String> inMemory = new ArrayDeque<>();
  private @Nullable Stream<String> stored;
  private Iterator<String> keys = inMemory.iterator();
  private boolean goesOn;
  private boolean atOnce;
  private int number;

  /** What a walk does. */
  interface Visitor {
    /** Comes to a customer. */
    void visit(String id) throws Exception;

    /** Has come to all of them. */
    void arrived() throws Exception;
  }

  private static final class Nobody implements Visitor {
    @Override
    public void visit(String id) {
      throw new IllegalStateException("No walk has begun");
    }

    @Override
    public void arrived() {
      throw new IllegalStateException("No walk has begun");
    }
  }

  CustomerWalk(KeyedStateBackend<String> backend, ProcessingTimeService processingTime) {
    this.backend = backend;
    this.processingTime = processingTime;
  }

  /** Whether it is under way. */
  boolean goesOn() {
    return goesOn;
  }

  /**
   * Begins, and ends one that is under way.
   *
   * @param customersInMemory those that may not be stored yet
   */
  void begin(Iterable<String> customersInMemory, Visitor next) {
    close();
    visitor = next;
    customersInMemory.forEach(inMemory::add);
    stored = backend.getKeys(CustomerStates.CUSTOMER.getName(), VoidNamespace.INSTANCE);
    // RocksDB shows its keys as they were when it was asked; a map in memory must not change below
    // an iterator, and holds its keys in memory anyway.
    keys =
        backend.getBackendTypeIdentifier().equals("rocksdb")
            ? stored.iterator()
            : stored.toList().iterator();
    goesOn = true;
    number++;
    if (!atOnce) {
      later();
    }
  }

  private void later() {
    int begun = number;
    // What fails in the timer fails the task; the future itself is of no use.
    var unused =
        processingTime.registerTimer(
            processingTime.getCurrentProcessingTime() + SLICE_MILLIS,
            now -> {
              if (goesOn && begun == number) {
                slice();
              }
            });
  }

  private void slice() throws Exception {
    long endNanos = System.nanoTime() + SLICE_MILLIS * 1_000_000;
    while (visitNext()) {
      if (System.nanoTime() - endNanos >= 0) {
        later();
        return;
      }
    }
  }

  /** Goes all the rest of the way at once, and so does each further walk: there is no later. */
  void finish() throws Exception {
    atOnce = true;
    while (goesOn) {
      visitNext();
    }
  }

  /** Comes to one more customer, or arrives. */
  private boolean visitNext() throws Exception {
    String next = inMemory.poll();
    if (next == null && keys.hasNext()) {
      next = keys.next();
    }
    if (next != null) {
      visitor.visit(next);
      return true;
    }
    close();
    visitor.arrived();
    return false;
  }

  /** Ends where it is. */
  void close() {
    goesOn = false;
    inMemory.clear();
    keys = inMemory.iterator();
    if (stored != null) {
      stored.close();
      stored = null;
    }
  }
}
