package io.campanile.jobs.order;

import io.campanile.model.Event;
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
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A keyed step that takes each key's events in {@link Event#ORDER}, however they arrive.
 *
 * <p>Most of what comes touches no state, and making a key the current one costs as much as a small
 * read: whoever reads or writes state says whose with {@link #setCurrentKey}.
 *
 * <p>It serves two kinds of input. In a stream, events wait in memory until the watermark passes
 * them, and go to state at checkpoints only. In a bounded input that Flink sorts by key and time,
 * events wait for others of the same time only, and the key's timer comes when its input has ended.
 *
 * @param <T> what goes out
 */
public abstract class OrderedOperator<T> extends AbstractStreamOperator<T>
    implements Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  private final boolean sortedInput;
  private final String timersName;
  private final OrderStates states = OrderStates.create();

  private transient WaitingEvents waiting;
  private transient Set<String> storedWaiting;
  private transient ValueState<byte[]> waitingState;
  private transient ListState<Long> watermarkState;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient long watermarkMillis;
  private transient long latestRestoredMillis;

  /**
   * A step.
   *
   * @param timersName the name of its timer service, a part of its state
   * @param sortedInput whether the input is bounded, sorted by key and time
   */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
  protected OrderedOperator(String timersName, boolean sortedInput) {
    this.timersName = timersName;
    this.sortedInput = sortedInput;
  }

  /** The key of an event. */
  protected abstract String keyOf(Event event);

  /** Takes events of a key, in their order; at least one. */
  protected abstract void take(String key, List<Event> events) throws Exception;

  /** Takes an event of a key that came behind the watermark. */
  protected abstract void takeLate(String key, Event event, long watermarkMillis) throws Exception;

  /** Whether time waits, though the sources say that it is now as the mark says. */
  protected boolean holds(Watermark mark) {
    return false;
  }

  /** All events of a key up to this time have been taken. */
  protected abstract void tookUntil(String key, long watermarkMillis) throws Exception;

  /** A timer of a key has come. */
  protected abstract void onTimer(String key, long timerMillis, long watermarkMillis)
      throws Exception;

  /** The sorted input of a key has ended. */
  protected abstract void onEnd(String key, long watermarkMillis) throws Exception;

  /** Time has passed this moment, and everything of it has happened. */
  protected void passed(long watermarkMillis) throws Exception {
    // Most steps do nothing then.
  }

  /** Event time in this subtask, epoch milliseconds. */
  protected final long watermarkMillis() {
    return watermarkMillis;
  }

  /**
   * The latest time that any subtask had reached at the checkpoint that the job goes on from; the
   * same in each subtask.
   */
  protected final long latestRestoredMillis() {
    return latestRestoredMillis;
  }

  /** Whether the input is bounded, sorted by key and time. */
  protected final boolean hasSortedInput() {
    return sortedInput;
  }

  /** Sets a timer for a key; only in a stream. */
  protected final void setTimer(String key, long timeMillis) {
    setCurrentKey(key);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timeMillis);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarkMillis = Long.MIN_VALUE;
    latestRestoredMillis = Long.MIN_VALUE;
    watermarkState = context.getOperatorStateStore().getUnionListState(states.watermark());
    if (context.isRestored()) {
      long earliest = Long.MAX_VALUE;
      for (long restored : watermarkState.get()) {
        earliest = Math.min(earliest, restored);
        latestRestoredMillis = Math.max(latestRestoredMillis, restored);
      }
      watermarkMillis = earliest == Long.MAX_VALUE ? Long.MIN_VALUE : earliest;
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    waiting = sortedInput ? WaitingEvents.ofSortedInput() : new WaitingEvents();
    storedWaiting = new HashSet<>();
    waitingState = getRuntimeContext().getState(states.waiting());
    timers = getInternalTimerService(timersName, VoidNamespaceSerializer.INSTANCE, this);
    if (!sortedInput) {
      restoreWaiting();
      getMetricGroup().gauge("keys_with_waiting_events", waiting::size);
      getMetricGroup().gauge("waiting_events", waiting::events);
    }
  }

  private void restoreWaiting() throws Exception {
    KeyedStateBackend<String> backend = getKeyedStateBackend();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        states.waiting(),
        (key, state) -> {
          byte[] events = state.value();
          if (events != null) {
            waiting.restore(key, events);
            storedWaiting.add(key);
          }
        });
  }

  /** An event that only waits touches no state. */
  @Override
  @SuppressWarnings("rawtypes") // As Flink declares it.
  public final void setKeyContextElement1(StreamRecord element) {
    // Whoever reads or writes state says whose.
  }

  /** An event has come. */
  public final void processElement(StreamRecord<Event> element) throws Exception {
    Event event = element.getValue();
    String key = keyOf(event);
    if (sortedInput) {
      takeSorted(key, event);
    } else if (event.timeMillis() <= watermarkMillis) {
      takeLate(key, event, watermarkMillis);
    } else {
      waiting.add(key, event);
    }
  }

  /** When a later event comes, those before it are complete. */
  private void takeSorted(String key, Event event) throws Exception {
    // By this Flink knows that the input of the key before has ended.
    setCurrentKey(key);
    if (!waiting.isWaiting(key)) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, event.timeMillis());
    }
    takeUntil(key, event.timeMillis() - 1);
    waiting.add(key, event);
  }

  private void takeUntil(String key, long untilMillis) throws Exception {
    List<Event> events = waiting.take(key, untilMillis);
    if (!events.isEmpty()) {
      take(key, events);
    }
  }

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    if (holds(mark)) {
      return;
    }
    if (mark.getTimestamp() <= watermarkMillis && watermarkMillis != Long.MAX_VALUE) {
      // Time that went on by itself, or before a restart, does not go back.
      return;
    }
    watermarkMillis = mark.getTimestamp();
    if (!sortedInput) {
      Optional<String> key = waiting.nextKey(watermarkMillis);
      while (key.isPresent()) {
        takeUntil(key.get(), watermarkMillis);
        tookUntil(key.get(), watermarkMillis);
        key = waiting.nextKey(watermarkMillis);
      }
    }
    super.processWatermark(mark);
    passed(watermarkMillis);
  }

  @Override
  public final void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long nowMillis = timers.currentWatermark();
    if (sortedInput) {
      takeUntil(timer.getKey(), nowMillis);
      onEnd(timer.getKey(), nowMillis);
    } else {
      onTimer(timer.getKey(), timer.getTimestamp(), nowMillis);
    }
  }

  @Override
  public final void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("No timer in processing time is ever set");
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    for (String key : storedWaiting) {
      if (!waiting.isWaiting(key)) {
        setCurrentKey(key);
        waitingState.clear();
      }
    }
    storedWaiting.clear();
    for (String key : waiting.keys()) {
      setCurrentKey(key);
      waitingState.update(waiting.write(key));
      storedWaiting.add(key);
    }
    watermarkState.update(List.of(watermarkMillis));
    super.snapshotState(context);
  }
}
