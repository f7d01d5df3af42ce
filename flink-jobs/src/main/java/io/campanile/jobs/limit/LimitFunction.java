package io.campanile.jobs.limit;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the actions of each channel go at its rate, on the clock on the wall, the most urgent first.
 * What waits is in state, and who is first in memory. What nobody would take any more goes at once,
 * and uses up nothing: its consumer refuses it, and knows that it was there.
 */
final class LimitFunction extends KeyedProcessFunction<String, OutputRecord, OutputRecord> {

  /** The name of the state: a public contract. */
  static final String WAITING = "waiting-actions";

  /** The name of the state: a public contract. */
  static final String PACE = "pace";

  private static final long serialVersionUID = 1L;

  private final RateLimits limits;

  private transient MapState<Long, byte[]> waiting;
  private transient ValueState<Long> pace;
  private transient Map<String, Lane> lanes;
  private transient Counter delayed;
  private transient Counter expired;

  /** A channel on this subtask: who waits, and when the next may go. */
  private static final class Lane {
    private final Line line = new Line();
    private final Optional<Pace> pace;

    Lane(Optional<RateLimit> limit) {
      this.pace = limit.map(Pace::new);
    }

    long wakeMillis(long nowMillis) {
      return pace.map(found -> found.wakeMillis(nowMillis)).orElse(nowMillis + 1);
    }

    long drainMillis() {
      return pace.map(found -> found.millisFor(line.size())).orElse(0L);
    }
  }

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
  LimitFunction(RateLimits limits) {
    this.limits = limits;
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    WAITING, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    pace = getRuntimeContext().getState(new ValueStateDescriptor<>(PACE, Types.LONG));
    lanes = new ConcurrentHashMap<>();
    MetricGroup metrics = getRuntimeContext().getMetricGroup();
    delayed = metrics.counter("limited_delayed");
    expired = metrics.counter("limited_expired");
    metrics.gauge("limited_waiting", this::waitingNow);
    metrics.gauge("limited_drain_millis", this::drainMillis);
  }

  /** Asked for by another thread. */
  private long waitingNow() {
    return lanes.values().stream().mapToLong(lane -> lane.line.size()).sum();
  }

  private long drainMillis() {
    return lanes.values().stream().mapToLong(Lane::drainMillis).max().orElse(0);
  }

  @Override
  public void processElement(OutputRecord record, Context context, Collector<OutputRecord> out)
      throws Exception {
    long nowMillis = context.timerService().currentProcessingTime();
    Lane lane = lane(context.getCurrentKey(), nowMillis);
    if (lane.line.size() == 0 && take(lane, nowMillis)) {
      out.collect(record);
      return;
    }
    WaitingRecord one = new WaitingRecord(Urgency.read(record.json()), record);
    long number = lane.line.nextNumber();
    waiting.put(number, one.write());
    lane.line.add(one.urgency().rank(), number);
    delayed.inc();
    context.timerService().registerProcessingTimeTimer(lane.wakeMillis(nowMillis));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    long nowMillis = context.timerService().currentProcessingTime();
    Lane lane = lane(context.getCurrentKey(), nowMillis);
    boolean mayGo = true;
    while (mayGo && lane.line.size() > 0) {
      long number = lane.line.first();
      WaitingRecord one = WaitingRecord.read(waiting.get(number));
      boolean refused = one.urgency().expiresAtMillis() <= nowMillis;
      mayGo = refused || take(lane, nowMillis);
      if (mayGo) {
        if (refused) {
          expired.inc();
        }
        lane.line.removeFirst();
        waiting.remove(number);
        out.collect(one.record());
      }
    }
    if (lane.line.size() > 0) {
      context.timerService().registerProcessingTimeTimer(lane.wakeMillis(nowMillis));
    }
  }

  /** Without a limit, as where one was taken back while some waited, everything may go. */
  private boolean take(Lane lane, long nowMillis) throws IOException {
    if (lane.pace.isEmpty()) {
      return true;
    }
    if (!lane.pace.get().take(nowMillis)) {
      return false;
    }
    pace.update(lane.pace.get().nextNanos());
    return true;
  }

  /** That of the current key; after a restart, with all who waited before it. */
  private Lane lane(String key, long nowMillis) throws Exception {
    Lane lane = lanes.get(key);
    if (lane == null) {
      lane = new Lane(limits.of(Stream.valueOf(key)));
      for (Map.Entry<Long, byte[]> entry : waiting.entries()) {
        lane.line.add(WaitingRecord.readUrgency(entry.getValue()).rank(), entry.getKey());
      }
      Long kept = pace.value();
      if (kept != null) {
        lane.pace.ifPresent(found -> found.restore(kept, nowMillis));
      }
      lanes.put(key, lane);
    }
    return lane;
  }
}
