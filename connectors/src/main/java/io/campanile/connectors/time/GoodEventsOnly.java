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

  private final WatermarkGenerator<Ingested> events;

  GoodEventsOnly(Duration lateness, Duration idleness, RelativeClock clock) {
    this.events =
        new WatermarksWithIdleness<>(
            new BoundedOutOfOrdernessWatermarks<>(lateness), idleness, clock);
  }

  @Override
  public void onEvent(Ingested ingested, long timestamp, WatermarkOutput output) {
    if (ingested instanceof Ingested.Good) {
      events.onEvent(ingested, timestamp, output);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    events.onPeriodicEmit(output);
  }
}
