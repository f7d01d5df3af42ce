package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.release.Releases;
import io.campanile.model.Event;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Everything about one customer happens here, in event-time order: a thin shell that restores the
 * order of events, keeps customers between state and memory, and sets one timer a customer. What is
 * decided is decided by {@link CustomerEngine}.
 *
 * <p>It serves two kinds of input. In a stream, events wait until the watermark passes them. In a
 * bounded input that Flink sorts by customer and time, events wait for others of the same time
 * only, and the customer's timer comes when its input has ended.
 */
public final class CustomerOperator extends AbstractStreamOperator<OutputRecord>
    implements OneInputStreamOperator<Event, OutputRecord>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** Customers that a subtask keeps decoded. */
  private static final int CACHED_CUSTOMERS = 10_000;

  private final JobOptions options;
  private final boolean sortedInput;

  private transient CustomerEngine engine;
  private transient CustomerStore store;
  private transient RecordOutbox out;
  private transient WaitingEvents waiting;
  private transient Set<String> storedWaiting;
  private transient ValueState<byte[]> waitingState;
  private transient ListState<Long> watermarkState;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient long watermarkMillis;
  private transient boolean silent;

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by customer and time
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
  public CustomerOperator(JobOptions options, boolean sortedInput) {
    this.options = options;
    this.sortedInput = sortedInput;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarkMillis = Long.MIN_VALUE;
    watermarkState = context.getOperatorStateStore().getUnionListState(CustomerStates.WATERMARK);
    if (context.isRestored()) {
      long earliest = Long.MAX_VALUE;
      for (long restored : watermarkState.get()) {
        earliest = Math.min(earliest, restored);
      }
      watermarkMillis = earliest == Long.MAX_VALUE ? Long.MIN_VALUE : earliest;
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    Detector detector =
        switch (options.engine()) {
          case CEP -> new CepDetector();
          case CHAIN -> new ChainDetector();
        };
    engine =
        new CustomerEngine(Releases.compile(options.patterns()), detector, options.dedupeWindow());
    out = new RecordOutbox(output, getMetricGroup());
    waiting = new WaitingEvents();
    storedWaiting = new HashSet<>();
    waitingState = getRuntimeContext().getState(CustomerStates.WAITING);
    store =
        new CustomerStore(
            engine,
            new CustomerCodec(engine.index(), detector, out),
            getRuntimeContext().getState(CustomerStates.CUSTOMER),
            this::setCurrentKey,
            CACHED_CUSTOMERS);
    timers = getInternalTimerService(CustomerStates.TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    if (!sortedInput) {
      restoreWaiting();
      getMetricGroup().gauge("customers_with_waiting_events", waiting::size);
    }
  }

  private void restoreWaiting() throws Exception {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        CustomerStates.WAITING,
        (customer, state) -> {
          byte[] events = state.value();
          if (events != null) {
            waiting.restore(customer, events);
            storedWaiting.add(customer);
          }
        });
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    Event event = element.getValue();
    String customer = Identity.customerOf(event);
    if (sortedInput) {
      takeSorted(customer, event);
    } else if (event.timeMillis() <= watermarkMillis) {
      engine.takeLate(store.load(customer), event, watermarkMillis, wallMillis(), out);
      settle(customer);
      store.trim();
    } else {
      waiting.add(customer, event);
    }
  }

  /**
   * Events come in the order of their time: when a later one comes, those before it are complete.
   */
  private void takeSorted(String customer, Event event) throws Exception {
    if (!waiting.isWaiting(customer)) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, event.timeMillis());
    }
    takeWaiting(customer, event.timeMillis() - 1);
    waiting.add(customer, event);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() <= watermarkMillis && watermarkMillis != Long.MAX_VALUE) {
      // Time that went on by itself, or before a restart, does not go back.
      return;
    }
    watermarkMillis = mark.getTimestamp();
    if (!sortedInput) {
      Optional<String> customer = waiting.nextCustomer(watermarkMillis);
      while (customer.isPresent()) {
        setCurrentKey(customer.get());
        takeWaiting(customer.get(), watermarkMillis);
        engine.advanceTo(store.load(customer.get()), timeAt(watermarkMillis), wallMillis(), out);
        settle(customer.get());
        store.trim();
        customer = waiting.nextCustomer(watermarkMillis);
      }
    }
    super.processWatermark(mark);
  }

  private void takeWaiting(String customer, long untilMillis) throws IOException {
    List<Event> events = waiting.take(customer, untilMillis);
    if (!events.isEmpty()) {
      Customer loaded = store.load(customer);
      for (Event event : events) {
        engine.take(loaded, event, wallMillis(), out);
      }
    }
  }

  /**
   * Sees that a timer comes at the customer's next moment, or when it may be forgotten. There is
   * one at a time; one that comes earlier than needed sets the next.
   */
  private void settle(String customer) throws IOException {
    Customer loaded = store.load(customer);
    long forgetMillis = loaded.profile().lastSeenMillis() + timeToLiveMillis();
    long nextMillis = Math.min(loaded.nextMillis(), forgetMillis);
    if (nextMillis < loaded.timerMillis()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, nextMillis);
      loaded.setTimer(nextMillis);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String customer = timer.getKey();
    long nowMillis = timeAt(timers.currentWatermark());
    if (sortedInput) {
      takeWaiting(customer, nowMillis);
      Customer ended = store.load(customer);
      engine.advanceTo(ended, nowMillis, wallMillis(), out);
      out.count(Fate.ACTIONS_WAITING_AT_END, ended.agenda().waiting().size());
      store.drop(customer);
      return;
    }
    Customer loaded = store.load(customer);
    if (loaded.timerMillis() <= timer.getTimestamp()) {
      loaded.setTimer(TriggerPlan.NEVER);
    }
    engine.advanceTo(loaded, nowMillis, wallMillis(), out);
    if (loaded.isForgotten(nowMillis, timeToLiveMillis())) {
      store.delete(customer);
      out.count(Fate.CUSTOMERS_FORGOTTEN);
    } else {
      settle(customer);
    }
    store.trim();
  }

  private long timeToLiveMillis() {
    return options.timeToLive().toMillis();
  }

  private long timeAt(long watermark) {
    return Math.min(watermark, options.end());
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer in processing time is ever set");
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    silent = status.isIdle();
    if (silent
        && options.wallClock().exists()
        && options.idle() instanceof Idle.FollowWallClock follow) {
      followWallClock(follow.distance().toMillis());
    }
    super.processWatermarkStatus(status);
  }

  /** Every source is silent: time follows the wall clock until one speaks again. */
  private void followWallClock(long distanceMillis) {
    long inMillis = getProcessingTimeService().getCurrentProcessingTime() + 1000;
    // What fails in the timer fails the task; the future itself is of no use.
    var unused =
        getProcessingTimeService()
            .registerTimer(
                inMillis,
                now -> {
                  if (silent) {
                    processWatermark(
                        new Watermark(options.wallClock().nowMillis() - distanceMillis));
                    followWallClock(distanceMillis);
                  }
                });
  }

  private long wallMillis() {
    return options.wallClock().nowMillis();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    store.flush();
    for (String customer : storedWaiting) {
      if (!waiting.isWaiting(customer)) {
        setCurrentKey(customer);
        waitingState.clear();
      }
    }
    storedWaiting.clear();
    for (String customer : waiting.customers()) {
      setCurrentKey(customer);
      waitingState.update(waiting.write(customer));
      storedWaiting.add(customer);
    }
    watermarkState.update(List.of(watermarkMillis));
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
