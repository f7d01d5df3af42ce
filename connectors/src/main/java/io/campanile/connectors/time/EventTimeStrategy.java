package io.campanile.connectors.time;

import io.campanile.connectors.json.Ingested;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** The clock of a source, for {@code env.fromSource}. */
public final class EventTimeStrategy {

  private EventTimeStrategy() {}

  /** For files: each event has its time, and time passes when the input has ended. */
  public static WatermarkStrategy<Ingested> history() {
    return WatermarkStrategy.<Ingested>noWatermarks()
        .withTimestampAssigner((ingested, record) -> timeMillis(ingested));
  }

  /**
   * For sources that go on. The watermark follows the latest event at a distance; dead letters
   * neither move it nor keep a partition awake.
   *
   * @param lateness how much later than a younger event an event may come
   * @param idleness after this much time without an event, the others need not wait for a partition
   */
  public static WatermarkStrategy<Ingested> live(Duration lateness, Duration idleness) {
    return new Live(lateness, idleness, false);
  }

  /** As {@link #live}, for files that come one after the other. */
  public static WatermarkStrategy<Ingested> files(Duration lateness, Duration idleness) {
    return new Live(lateness, idleness, true);
  }

  /**
   * For sources that go on and that nothing waits for: they have no watermark and count as idle.
   */
  public static WatermarkStrategy<Ingested> notWaitedFor() {
    return WatermarkStrategy.<Ingested>forGenerator(context -> new AlwaysIdle())
        .withTimestampAssigner((ingested, record) -> timeMillis(ingested));
  }

  private static long timeMillis(Ingested ingested) {
    if (ingested instanceof Ingested.Good good) {
      return good.event().timeMillis();
    }
    Instant arrivedAt = ((Ingested.Bad) ingested).letter().arrivedAt();
    return arrivedAt == null ? 0 : arrivedAt.toEpochMilli();
  }

  private static final class AlwaysIdle implements WatermarkGenerator<Ingested> {
    @Override
    public void onEvent(Ingested ingested, long timestamp, WatermarkOutput output) {
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }

  private record Live(Duration lateness, Duration idleness, boolean atOnce)
      implements WatermarkStrategy<Ingested> {

    private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<Ingested> createWatermarkGenerator(
        WatermarkGeneratorSupplier.Context context) {
      return new GoodEventsOnly(lateness, idleness, context.getInputActivityClock(), atOnce);
    }

    @Override
    public TimestampAssigner<Ingested> createTimestampAssigner(
        TimestampAssignerSupplier.Context context) {
      return (ingested, recordTimestamp) -> timeMillis(ingested);
    }
  }
}
