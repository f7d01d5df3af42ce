package io.campanile.jobs.identity;

import io.campanile.connectors.types.EventSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.order.OrderedOperator;
import io.campanile.jobs.order.SilentTime;
import io.campanile.model.Event;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The devices of each customer, keyed by {@code userId}: a thin shell around {@link Devices} that
 * keeps some customers decoded. It stands in front of the identity step, so that an erasure reaches
 * every device without a way back.
 */
public final class DevicesOperator extends OrderedOperator<Event>
    implements OneInputStreamOperator<Event, Event> {

  /** Requests for privacy, on their way to their customer. */
  public static final OutputTag<Event> REQUESTS = new OutputTag<>("requests", EventSerializer.TYPE);

  /** The counter of devices that are their customer's no more. */
  static final String DEVICES_CUT_OFF = "devices_cut_off";

  private static final long serialVersionUID = 1L;

  /** Customers that a subtask keeps decoded. */
  private static final int CACHED_CUSTOMERS = 10_000;

  private final JobOptions options;

  private transient ValueState<byte[]> state;
  private transient LinkedHashMap<String, Cached> cache;
  private transient SilentTime silentTime;
  private transient Devices.Out out;

  private static final class Cached {
    private final Devices devices;
    private boolean changed;

    Cached(Devices devices) {
      this.devices = devices;
    }
  }

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by customer and time
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  public DevicesOperator(JobOptions options, boolean sortedInput) {
    super(IdentityStates.DEVICE_TIMERS, sortedInput);
    this.options = options;
  }

  /** The key of this step. */
  public static String customerOf(Event event) {
    return Objects.requireNonNull(event.userId(), "a customer's event has a userId");
  }

  @Override
  protected String keyOf(Event event) {
    return customerOf(event);
  }

  @Override
  public void open() throws Exception {
    state = getRuntimeContext().getState(IdentityStates.DEVICES);
    cache = new LinkedHashMap<>(64, 0.75f, true);
    silentTime = new SilentTime(options, getProcessingTimeService(), this::processWatermark);
    out = new StreamOut();
    super.open();
  }

  @Override
  protected void take(String customer, List<Event> events) throws IOException {
    Cached cached = load(customer);
    for (Event event : events) {
      cached.devices.forget(event.timeMillis(), timeToLiveMillis());
      cached.devices.take(event, out);
    }
    settle(cached);
  }

  @Override
  protected void takeLate(String customer, Event event, long watermarkMillis) throws IOException {
    Cached cached = load(customer);
    cached.devices.takeLate(event, watermarkMillis, out);
    settle(cached);
    trim();
  }

  @Override
  protected void tookUntil(String customer, long watermarkMillis) throws IOException {
    trim();
  }

  @Override
  protected void onTimer(String customer, long timerMillis, long watermarkMillis)
      throws IOException {
    Cached cached = load(customer);
    if (cached.devices.timerMillis() <= timerMillis) {
      cached.devices.setTimer(Devices.NO_TIMER);
    }
    cached.devices.forget(watermarkMillis, timeToLiveMillis());
    settle(cached);
    trim();
  }

  @Override
  protected void onEnd(String customer, long watermarkMillis) {
    cache.remove(customer);
  }

  private Cached load(String customer) throws IOException {
    Cached cached = cache.get(customer);
    if (cached == null) {
      setCurrentKey(customer);
      byte @Nullable [] stored = state.value();
      cached =
          new Cached(stored == null ? new Devices(customer) : DevicesCodec.read(customer, stored));
      cache.put(customer, cached);
    }
    return cached;
  }

  /** Sees that what has changed is written, and forgotten in time. */
  private void settle(Cached cached) {
    cached.changed = true;
    long nextMillis = cached.devices.nextMillis(timeToLiveMillis());
    if (!hasSortedInput() && nextMillis < cached.devices.timerMillis()) {
      setTimer(cached.devices.customer(), nextMillis);
      cached.devices.setTimer(nextMillis);
    }
  }

  /** Writes back what is above the bound. */
  private void trim() throws IOException {
    Iterator<Cached> leastRecentFirst = cache.values().iterator();
    while (cache.size() > CACHED_CUSTOMERS && leastRecentFirst.hasNext()) {
      write(leastRecentFirst.next());
      leastRecentFirst.remove();
    }
  }

  private void write(Cached cached) throws IOException {
    if (cached.changed) {
      setCurrentKey(cached.devices.customer());
      if (cached.devices.isBlank()) {
        state.clear();
      } else {
        state.update(DevicesCodec.write(cached.devices));
      }
      cached.changed = false;
    }
  }

  private long timeToLiveMillis() {
    return options.timeToLive().toMillis();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (Cached cached : cache.values()) {
      write(cached);
    }
    super.snapshotState(context);
  }

  @Override
  protected boolean holds(Watermark mark) {
    return silentTime.holds(mark);
  }

  /** While every source is silent, requests have to be taken all the same. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (!silentTime.onSilence(status.isIdle())) {
      super.processWatermarkStatus(status);
    }
  }

  /** Hands events on, each with its own time, and counts into metrics. */
  private final class StreamOut implements Devices.Out {
    private final Counter cutOff = getMetricGroup().counter(DEVICES_CUT_OFF);

    @Override
    public void unlink(Event unlink) {
      output.collect(new StreamRecord<>(unlink, unlink.timeMillis()));
    }

    @Override
    public void request(Event request) {
      output.collect(REQUESTS, new StreamRecord<>(request, request.timeMillis()));
    }

    @Override
    public void cutOff() {
      cutOff.inc();
    }
  }
}
