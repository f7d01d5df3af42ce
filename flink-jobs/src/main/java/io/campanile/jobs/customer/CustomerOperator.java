package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.order.OrderedOperator;
import io.campanile.jobs.release.Releases;
import io.campanile.model.Event;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one customer happens here, in event-time order: a thin shell that keeps
 * customers between state and memory, and sets one timer a customer. What is decided is decided by
 * {@link CustomerEngine}.
 */
public final class CustomerOperator extends OrderedOperator<OutputRecord> {

  private static final long serialVersionUID = 1L;

  /** Under which a watched operator leaves what its onlooker has seen, when all is over. */
  public static final String SEEN = "seen";

  /** Customers that a subtask keeps decoded. */
  private static final int CACHED_CUSTOMERS = 10_000;

  /** How many of them may be newer than their state. */
  private static final int CHANGED_CUSTOMERS = 1_000;

  private final JobOptions options;
  private final Onlooker.@Nullable Factory onlookers;

  private transient CustomerEngine engine;
  private transient CustomerStore store;
  private transient Outbox out;
  private transient @Nullable Onlooker onlooker;

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by customer and time
   */
  public CustomerOperator(JobOptions options, boolean sortedInput) {
    this(options, sortedInput, null);
  }

  /**
   * An operator over a sorted history, which an onlooker watches; each subtask adds what it has
   * seen to the accumulator {@link #SEEN}.
   */
  public static CustomerOperator watched(JobOptions options, Onlooker.Factory onlookers) {
    return new CustomerOperator(options, true, onlookers);
  }

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  private CustomerOperator(
      JobOptions options, boolean sortedInput, Onlooker.@Nullable Factory onlookers) {
    super(CustomerStates.TIMERS, sortedInput);
    this.options = options;
    this.onlookers = onlookers;
  }

  @Override
  protected String keyOf(Event event) {
    return Identity.customerOf(event);
  }

  @Override
  public void open() throws Exception {
    Detector detector =
        switch (options.engine()) {
          case CEP -> new CepDetector();
          case CHAIN -> new ChainDetector();
        };
    Patterns patterns = Releases.compile(options.patterns());
    engine = new CustomerEngine(patterns, detector, options.dedupeWindow(), options.timeToLive());
    out = new RecordOutbox(output, getMetricGroup());
    if (onlookers != null) {
      onlooker = onlookers.create(patterns);
      out = new WatchedOutbox(out, onlooker);
    }
    store =
        new CustomerStore(
            engine,
            new CustomerCodec(engine.index(), engine.profiles(), detector, out),
            getRuntimeContext().getState(CustomerStates.CUSTOMER),
            this::setCurrentKey,
            out,
            CACHED_CUSTOMERS,
            CHANGED_CUSTOMERS);
    super.open();
  }

  @Override
  protected void take(String id, List<Event> events) throws IOException {
    Customer customer = store.load(id);
    for (Event event : events) {
      engine.take(customer, event, wallMillis(), out);
    }
  }

  @Override
  protected void takeLate(String id, Event event, long watermarkMillis) throws IOException {
    Customer customer = store.load(id);
    engine.takeLate(customer, event, watermarkMillis, wallMillis(), out);
    settle(customer);
    store.trim();
  }

  @Override
  protected void tookUntil(String id, long watermarkMillis) throws IOException {
    Customer customer = store.load(id);
    engine.advanceTo(customer, timeAt(watermarkMillis), wallMillis(), out);
    settle(customer);
    store.trim();
  }

  @Override
  protected void onTimer(String id, long timerMillis, long watermarkMillis) throws IOException {
    Customer customer = store.load(id);
    if (customer.timerMillis() <= timerMillis) {
      customer.setTimer(TriggerPlan.NEVER);
    }
    engine.advanceTo(customer, timeAt(watermarkMillis), wallMillis(), out);
    if (customer.isBlank()) {
      store.delete(id);
    } else {
      settle(customer);
    }
    store.trim();
  }

  /**
   * Sees that a timer comes at the customer's next moment, or when it may be forgotten. There is
   * one at a time; one that comes earlier than needed sets the next.
   */
  private void settle(Customer customer) {
    long forgetMillis = customer.forgetMillis(options.timeToLive().toMillis());
    long nextMillis = Math.min(customer.nextMillis(), forgetMillis);
    if (nextMillis < customer.timerMillis()) {
      setTimer(nextMillis);
      customer.setTimer(nextMillis);
    }
  }

  @Override
  protected void onEnd(String id, long watermarkMillis) throws IOException {
    long nowMillis = timeAt(watermarkMillis);
    Customer customer = store.load(id);
    if (nowMillis == JobOptions.RUN_TO_THE_END) {
      // At the end of all waits nothing of a profile would be left.
      engine.publish(customer, out);
      engine.advanceTo(customer, nowMillis, wallMillis(), out);
    } else {
      engine.advanceTo(customer, nowMillis, wallMillis(), out);
      engine.publish(customer, out);
    }
    out.count(Fate.ACTIONS_WAITING_AT_END, customer.agenda().waiting().size());
    store.drop(id);
    if (onlooker != null) {
      onlooker.customerEnds(id);
    }
  }

  private long timeAt(long watermarkMillis) {
    return Math.min(watermarkMillis, options.end());
  }

  private long wallMillis() {
    return options.wallClock().nowMillis();
  }

  /** What is published belongs before the barrier: a restored job does not publish it again. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    store.publish();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    store.publish();
    if (onlooker != null) {
      // Not before now: it is sent along with every sign of life.
      ListAccumulator<Serializable> seen = new ListAccumulator<>();
      seen.add(onlooker.seen());
      getRuntimeContext().addAccumulator(SEEN, seen);
    }
    super.finish();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    store.flush();
    super.snapshotState(context);
  }

  @Override
  public void close() throws Exception {
    if (engine != null) {
      engine.detector().close();
    }
    super.close();
  }
}
