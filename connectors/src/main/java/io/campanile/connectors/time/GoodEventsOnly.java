package io.campanile.connectors.time;

import io.campanile.connectors.json.Ingested;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarksWithIdleness;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Flink's bounded out-of-orderness, with idleness, from which dead letters are kept away: a
 * partition that carries nothing else would count as awake, stay at the beginning of time, and hold
 * back everything.
 */
final class GoodEventsOnly implements WatermarkGenerator<Ingested> {

  /** With files, the watermark follows at steps of this much event time. */
  private static final long STEP_MILLIS = 1000;

  private final WatermarkGenerator<Ingested> events;
  private final boolean atOnce;
  private long emittedMillis = Long.MIN_VALUE;

  /**
   * A generator.
   *
   * @param atOnce whether the watermark follows events at once: of what ends, such as a file, Flink
   *     forgets a watermark that waits for its next period
   */
  GoodEventsOnly(Duration lateness, Duration idleness, RelativeClock clock, boolean atOnce) {
    this.atOnce = atOnce;
    this.events =
        new WatermarksWithIdleness<>(
            new BoundedOutOfOrdernessWatermarks<>(lateness), idleness, clock);
  }

  @Override
  public void onEvent(Ingested ingested, long timestamp, WatermarkOutput output) {
    if (ingested instanceof Ingested.Good) {
      events.onEvent(ingested, timestamp, output);
      if (atOnce && timestamp - STEP_MILLIS >= emittedMillis) {
        emittedMillis = timestamp;
        events.onPeriodicEmit(output);
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    events.onPeriodicEmit(output);
  }
}
