package io.campanile.jobs.customer;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.order.OrderedOperator;
import io.campanile.jobs.release.Release;
import io.campanile.jobs.release.Releases;
import io.campanile.model.Event;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one customer happens here, in event-time order: a thin shell that keeps
 * customers between state and memory, sets one timer a customer, and wakes them when a release
 * takes effect. What is decided is decided by {@link CustomerEngines}.
 */
abstract class CustomerShell extends OrderedOperator<OutputRecord> {

  private static final long serialVersionUID = 1L;

  /** Under which a watched step leaves what its onlooker has seen, when all is over. */
  public static final String SEEN = "seen";

  /** Customers that a subtask keeps decoded, and that may be newer than their state. */
  static final int CACHED_CUSTOMERS = 20_000;

  private final JobOptions options;
  private final Onlooker.@Nullable Factory onlookers;

  private transient HeldReleases releases;
  private transient ListState<Long> wokenState;
  private transient long wokenMillis;
  private transient Detector detector;
  private transient CustomerEngines engines;
  private transient CustomerStore store;
  private transient CustomerWalk walk;
  private transient Outbox out;
  private transient @Nullable Onlooker onlooker;
  private transient ReleaseGauges gauges;

  /** Written by the task, read by whoever reports metrics. */
  private transient volatile String inForce;

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by customer and time
   * @param onlookers make those who watch a sorted input, or null
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
  CustomerShell(JobOptions options, boolean sortedInput, Onlooker.@Nullable Factory onlookers) {
    super(CustomerStates.TIMERS, sortedInput);
    this.options = options;
    this.onlookers = onlookers;
  }

  @Override
  protected final String keyOf(Event event) {
    return Identity.customerOf(event);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    releases =
        new HeldReleases(
            context.getOperatorStateStore().getBroadcastState(CustomerStates.RELEASES));
    wokenState = context.getOperatorStateStore().getUnionListState(CustomerStates.WOKEN);
    wokenMillis = Long.MAX_VALUE;
    for (long restored : wokenState.get()) {
      wokenMillis = Math.min(wokenMillis, restored);
    }
    wokenMillis = wokenMillis == Long.MAX_VALUE ? Long.MIN_VALUE : wokenMillis;
  }

  @Override
  public void open() throws Exception {
    detector =
        switch (options.engine()) {
          case CEP -> new CepDetector();
          case CHAIN -> new ChainDetector();
        };
    out = new RecordOutbox(output, getMetricGroup());
    if (onlookers != null) {
      onlooker = onlookers.create(Releases.compile(options.patterns()));
      out = new WatchedOutbox(out, onlooker);
    }
    inForce = "";
    gauges = new ReleaseGauges(getMetricGroup(), () -> inForce);
    releases.begin(options.patterns(), latestRestoredMillis());
    engines = engines(releases.all());
    store =
        new CustomerStore(
            engines,
            new CustomerCodec(engines.terms()),
            getRuntimeContext().getState(CustomerStates.CUSTOMER),
            this::setCurrentKey,
            CACHED_CUSTOMERS,
            getMetricGroup());
    if (options.wallClock().exists()) {
      getMetricGroup().gauge("watermark_delay_millis", this::watermarkDelayMillis);
    }
    walk = new CustomerWalk(getKeyedStateBackend(), getProcessingTimeService());
    for (Release release : options.changes()) {
      add(release);
    }
    super.open();
    follow();
  }

  /** Follows what is in force now. */
  private void follow() throws Exception {
    String release = engines.terms().at(watermarkMillis()).engine().release();
    if (!release.equals(inForce)) {
      gauges.add(release);
      inForce = release;
    }
    wakeWhereDue();
  }

  private CustomerEngines engines(List<Release> all) {
    Release first = all.get(0);
    CustomerEngines made =
        new CustomerEngines(
            Releases.compile(first.files()),
            first.fromMillis(),
            detector,
            options.dedupeWindow(),
            options.timeToLive(),
            options.omitsAddresses(),
            out);
    for (Release release : all.subList(1, all.size())) {
      made.add(Releases.compile(release.files()), release.fromMillis());
    }
    return made;
  }

  /** A release has become known. */
  final void add(Release release) throws Exception {
    for (Release taking : releases.add(release, latestRestoredMillis(), watermarkMillis())) {
      engines.add(Releases.compile(taking.files()), taking.fromMillis());
    }
  }

  @Override
  protected void take(String id, List<Event> events) throws IOException {
    Customer customer = store.load(id, events.get(0).timeMillis());
    for (Event event : events) {
      engines.take(customer, event, wallMillis());
    }
  }

  @Override
  protected void takeLate(String id, Event event, long watermarkMillis) throws IOException {
    Customer customer = store.load(id, watermarkMillis);
    engines.takeLate(customer, event, watermarkMillis, wallMillis());
    settle(customer);
    store.trim();
  }

  @Override
  protected void tookUntil(String id, long watermarkMillis) throws IOException {
    Customer customer = store.load(id, watermarkMillis);
    engines.advanceTo(customer, timeAt(watermarkMillis), wallMillis());
    settle(customer);
    store.trim();
  }

  @Override
  protected void onTimer(String id, long timerMillis, long watermarkMillis) throws IOException {
    Customer customer = store.load(id, watermarkMillis);
    if (customer.timerMillis() <= timerMillis) {
      customer.setTimer(TriggerPlan.NEVER);
    }
    wake(customer, watermarkMillis);
  }

  private void wake(Customer customer, long watermarkMillis) throws IOException {
    engines.advanceTo(customer, timeAt(watermarkMillis), wallMillis());
    if (customer.isBlank()) {
      store.delete(customer.id());
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
    long nextMillis = customer.nextMillis();
    if (nextMillis == TriggerPlan.NEVER) {
      // Who waits for something is not forgotten: a timer at a moment that is over by then would
      // come again and again, for ever.
      nextMillis = customer.forgetMillis(options.timeToLive().toMillis());
    }
    if (nextMillis < customer.timerMillis()) {
      setTimer(customer.id(), nextMillis);
      customer.setTimer(nextMillis);
    }
  }

  /** A release may have taken effect. */
  @Override
  protected void passed(long watermarkMillis) throws Exception {
    follow();
  }

  /** Begins to wake who has to be, where a release has taken effect since that was done last. */
  private void wakeWhereDue() throws Exception {
    long nowMillis = watermarkMillis();
    if (hasSortedInput() || walk.goesOn() || releases.inForceFrom(nowMillis) <= wokenMillis) {
      return;
    }
    Wake wake = engines.wake(wokenMillis, nowMillis);
    if (wake == Wake.NOBODY) {
      woken(nowMillis);
    } else {
      walk.begin(store.inMemory(), new Waking(wake, nowMillis));
    }
  }

  /** Wakes those who are still where they were before the releases up to a moment. */
  private final class Waking implements CustomerWalk.Visitor {
    private final Wake wake;
    private final long untilMillis;
    private final long fromMillis;

    Waking(Wake wake, long untilMillis) {
      this.wake = wake;
      this.untilMillis = untilMillis;
      this.fromMillis = releases.inForceFrom(untilMillis);
    }

    @Override
    public void visit(String id) throws Exception {
      if (!store.isInMemory(id) && !store.isToBeWoken(id, fromMillis, wake)) {
        return;
      }
      Customer customer = store.load(id, watermarkMillis());
      if (customer.clockMillis() < fromMillis) {
        out.count(Fate.CUSTOMERS_WOKEN);
        wake(customer, watermarkMillis());
      }
    }

    @Override
    public void arrived() throws Exception {
      woken(untilMillis);
      // Another one may have taken effect on the way.
      wakeWhereDue();
    }
  }

  private void woken(long untilMillis) throws Exception {
    wokenMillis = untilMillis;
    while (releases.forgetEarliest(wokenMillis)) {
      engines.forgetEarliest();
    }
  }

  @Override
  protected void onEnd(String id, long watermarkMillis) throws IOException {
    long nowMillis = timeAt(watermarkMillis);
    Customer customer = store.load(id, watermarkMillis);
    if (nowMillis == JobOptions.RUN_TO_THE_END) {
      // At the end of all waits nothing of a profile would be left.
      engines.publish(customer);
      engines.advanceTo(customer, nowMillis, wallMillis());
    } else {
      engines.advanceTo(customer, nowMillis, wallMillis());
      engines.publish(customer);
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

  /** How far event time is behind the clock on the wall; -1 before there is any. */
  private long watermarkDelayMillis() {
    return watermarkMillis() == Long.MIN_VALUE ? -1 : wallMillis() - watermarkMillis();
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
    walk.finish();
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
    wokenState.update(List.of(wokenMillis));
    super.snapshotState(context);
  }

  @Override
  public void close() throws Exception {
    if (walk != null) {
      walk.close();
    }
    if (detector != null) {
      detector.close();
    }
    super.close();
  }
}
