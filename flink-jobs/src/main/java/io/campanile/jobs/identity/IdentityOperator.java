package io.campanile.jobs.identity;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.order.OrderedOperator;
import io.campanile.jobs.order.SilentTime;
import io.campanile.model.Event;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * From the visitor to the customer, keyed by {@code anonymousId}: a thin shell around {@link
 * Visitor}. What it hands on is never behind its own watermark, unless it came so; in a sorted
 * input, what goes out is sorted again in front of the customer's step.
 */
public final class IdentityOperator extends OrderedOperator<Event>
    implements OneInputStreamOperator<Event, Event> {

  private static final long serialVersionUID = 1L;

  private final JobOptions options;

  private transient ValueState<byte[]> visitorState;
  private transient Outlet out;
  private transient SilentTime silentTime;
  private transient @Nullable VisitorOfInput sorted;

  /** The one visitor that a sorted input is at. */
  private record VisitorOfInput(String id, Visitor visitor) {}

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by visitor and time
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  public IdentityOperator(JobOptions options, boolean sortedInput) {
    super(IdentityStates.TIMERS, sortedInput);
    this.options = options;
  }

  /** The key of this step. */
  public static String visitorOf(Event event) {
    return Objects.requireNonNull(event.anonymousId(), "a visitor's event has an anonymousId");
  }

  @Override
  protected String keyOf(Event event) {
    return visitorOf(event);
  }

  @Override
  public void open() throws Exception {
    out = new StreamOutlet(output, getMetricGroup());
    visitorState = getRuntimeContext().getState(IdentityStates.VISITOR);
    silentTime = new SilentTime(options, getProcessingTimeService(), this::processWatermark);
    super.open();
  }

  @Override
  protected void take(String id, List<Event> events) throws IOException {
    Visitor visitor = hasSortedInput() ? sortedVisitor(id) : read(id);
    for (Event event : events) {
      visitor.take(event, timeToLiveMillis(), out);
    }
    if (!hasSortedInput()) {
      write(id, visitor);
    }
  }

  private Visitor sortedVisitor(String id) {
    VisitorOfInput current = sorted;
    if (current == null || !current.id.equals(id)) {
      current = new VisitorOfInput(id, new Visitor(id));
      sorted = current;
    }
    return current.visitor;
  }

  @Override
  protected void takeLate(String id, Event event, long watermarkMillis) throws IOException {
    Visitor visitor = read(id);
    visitor.takeLate(event, watermarkMillis, out);
    write(id, visitor);
  }

  @Override
  protected void tookUntil(String id, long watermarkMillis) {
    // A visitor does nothing by time alone but forget, for which it has a timer.
  }

  @Override
  protected void onTimer(String id, long timerMillis, long watermarkMillis) throws IOException {
    Visitor visitor = read(id);
    if (visitor.timerMillis() <= timerMillis) {
      visitor.setTimer(Visitor.NO_TIMER);
    }
    visitor.forget(watermarkMillis, timeToLiveMillis(), out);
    write(id, visitor);
  }

  @Override
  protected void onEnd(String id, long watermarkMillis) {
    sorted = null;
  }

  /** A visitor, whose key is the current one from now on. */
  private Visitor read(String id) throws IOException {
    setCurrentKey(id);
    byte @Nullable [] stored = visitorState.value();
    return stored == null ? new Visitor(id) : VisitorCodec.read(id, stored);
  }

  /** Writes the visitor, whose key is the current one, and sees that it is forgotten in time. */
  private void write(String id, Visitor visitor) throws IOException {
    if (visitor.isBlank()) {
      visitorState.clear();
      return;
    }
    long nextMillis = visitor.nextMillis(timeToLiveMillis());
    if (nextMillis < visitor.timerMillis()) {
      setTimer(id, nextMillis);
      visitor.setTimer(nextMillis);
    }
    visitorState.update(VisitorCodec.write(visitor));
  }

  private long timeToLiveMillis() {
    return options.timeToLive().toMillis();
  }

  @Override
  protected boolean holds(Watermark mark) {
    return silentTime.holds(mark);
  }

  /**
   * While every source is silent, time follows the wall clock here, and the steps behind go by it:
   * were they to follow a clock of their own, they could be ahead of the events that wait here.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (!silentTime.onSilence(status.isIdle())) {
      super.processWatermarkStatus(status);
    }
  }
}
