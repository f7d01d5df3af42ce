package io.campanile.jobs.identity;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.order.WaitingEvents;
import io.campanile.model.Event;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

/**
 * From the visitor to the customer, keyed by {@code anonymousId}: a thin shell around {@link
 * Visitor} that restores the order of events. What it hands on is never behind its own watermark,
 * unless it came so.
 *
 * <p>It serves two kinds of input. In a stream, events wait until the watermark passes them. In a
 * bounded input that Flink sorts by visitor and time, events wait for others of the same time only,
 * and the visitor's timer comes when its input has ended; what goes out is sorted again in front of
 * the customer's step.
 */
public final class IdentityOperator extends AbstractStreamOperator<Event>
    implements OneInputStreamOperator<Event, Event>, Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private static final long SILENCE_STEP_MILLIS = 1000;

  private final JobOptions options;
  private final boolean sortedInput;

  private transient WaitingEvents waiting;
  private transient Set<String> storedWaiting;
  private transient ValueState<byte[]> visitorState;
  private transient ValueState<byte[]> waitingState;
  private transient ListState<Long> watermarkState;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Outlet out;
  private transient long watermarkMillis;
  private transient boolean silent;
  private transient @Nullable VisitorOfInput sorted;

  /** The one visitor that a sorted input is at. */
  private record VisitorOfInput(String id, Visitor visitor) {}

  /**
   * An operator with these options.
   *
   * @param sortedInput whether the input is bounded, sorted by visitor and time
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
  public IdentityOperator(JobOptions options, boolean sortedInput) {
    this.options = options;
    this.sortedInput = sortedInput;
  }

  /** The key of this step. */
  public static String visitorOf(Event event) {
    return Objects.requireNonNull(event.anonymousId(), "a visitor's event has an anonymousId");
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarkMillis = Long.MIN_VALUE;
    watermarkState = context.getOperatorStateStore().getUnionListState(IdentityStates.WATERMARK);
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
    out = new StreamOutlet(output, getMetricGroup());
    waiting = new WaitingEvents();
    storedWaiting = new HashSet<>();
    visitorState = getRuntimeContext().getState(IdentityStates.VISITOR);
    waitingState = getRuntimeContext().getState(IdentityStates.WAITING);
    timers = getInternalTimerService(IdentityStates.TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    if (!sortedInput) {
      restoreWaiting();
      getMetricGroup().gauge("visitors_with_waiting_events", waiting::size);
    }
  }

  private void restoreWaiting() throws Exception {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        IdentityStates.WAITING,
        (visitor, state) -> {
          byte[] events = state.value();
          if (events != null) {
            waiting.restore(visitor, events);
            storedWaiting.add(visitor);
          }
        });
  }

  @Override
  public void processElement(StreamRecord<Event> element) throws Exception {
    Event event = element.getValue();
    String id = visitorOf(event);
    if (sortedInput) {
      takeSorted(id, event);
    } else if (event.timeMillis() <= watermarkMillis) {
      Visitor visitor = read(id);
      visitor.takeLate(event, watermarkMillis, out);
      write(visitor);
    } else {
      waiting.add(id, event);
    }
  }

  /** When a later event comes, those before it are complete. */
  private void takeSorted(String id, Event event) throws IOException {
    if (!waiting.isWaiting(id)) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, event.timeMillis());
    }
    takeSortedUntil(id, event.timeMillis() - 1);
    waiting.add(id, event);
  }

  private void takeSortedUntil(String id, long untilMillis) {
    VisitorOfInput current = sorted;
    if (current == null || !current.id.equals(id)) {
      current = new VisitorOfInput(id, new Visitor(id));
      sorted = current;
    }
    takeWaiting(id, current.visitor, untilMillis);
  }

  private void takeWaiting(String id, Visitor visitor, long untilMillis) {
    for (Event event : waiting.take(id, untilMillis)) {
      visitor.take(event, timeToLiveMillis(), out);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() <= watermarkMillis && watermarkMillis != Long.MAX_VALUE) {
      // Time that went on by itself, or before a restart, does not go back.
      return;
    }
    watermarkMillis = mark.getTimestamp();
    if (!sortedInput) {
      Optional<String> id = waiting.nextKey(watermarkMillis);
      while (id.isPresent()) {
        setCurrentKey(id.get());
        Visitor visitor = read(id.get());
        takeWaiting(id.get(), visitor, watermarkMillis);
        write(visitor);
        id = waiting.nextKey(watermarkMillis);
      }
    }
    super.processWatermark(mark);
  }

  /** The visitor of the current key. */
  private Visitor read(String id) throws IOException {
    byte @Nullable [] stored = visitorState.value();
    return stored == null ? new Visitor(id) : VisitorCodec.read(id, stored);
  }

  /** Writes the visitor of the current key, and sees that it is forgotten in time. */
  private void write(Visitor visitor) throws IOException {
    if (visitor.isBlank()) {
      visitorState.clear();
      return;
    }
    long nextMillis = visitor.nextMillis(timeToLiveMillis());
    if (nextMillis < visitor.timerMillis()) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, nextMillis);
      visitor.setTimer(nextMillis);
    }
    visitorState.update(VisitorCodec.write(visitor));
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    String id = timer.getKey();
    long nowMillis = timers.currentWatermark();
    if (sortedInput) {
      takeSortedUntil(id, nowMillis);
      sorted = null;
      return;
    }
    Visitor visitor = read(id);
    if (visitor.timerMillis() <= timer.getTimestamp()) {
      visitor.setTimer(Visitor.NO_TIMER);
    }
    visitor.forget(nowMillis, timeToLiveMillis(), out);
    write(visitor);
  }

  private long timeToLiveMillis() {
    return options.timeToLive().toMillis();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer in processing time is ever set");
  }

  /**
   * While every source is silent, time follows the wall clock here, and the steps behind go by it:
   * were they to follow a clock of their own, they could be ahead of the events that wait here.
   */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    silent = status.isIdle();
    if (options.wallClock().exists() && options.idle() instanceof Idle.FollowWallClock follow) {
      if (silent) {
        followWallClock(follow.distance().toMillis());
      }
      return;
    }
    super.processWatermarkStatus(status);
  }

  private void followWallClock(long distanceMillis) {
    long inMillis = getProcessingTimeService().getCurrentProcessingTime() + SILENCE_STEP_MILLIS;
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

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (String visitor : storedWaiting) {
      if (!waiting.isWaiting(visitor)) {
        setCurrentKey(visitor);
        waitingState.clear();
      }
    }
    storedWaiting.clear();
    for (String visitor : waiting.keys()) {
      setCurrentKey(visitor);
      waitingState.update(waiting.write(visitor));
      storedWaiting.add(visitor);
    }
    watermarkState.update(List.of(watermarkMillis));
    super.snapshotState(context);
  }
}
