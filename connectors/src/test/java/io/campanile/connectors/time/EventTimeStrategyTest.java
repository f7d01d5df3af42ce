package io.campanile.connectors.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

class EventTimeStrategyTest {

  private static final long NOON = 1714564800000L;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualClock clock = new ManualClock();
  private final List<String> said = new ArrayList<>();
  private final GoodEventsOnly watermarks =
      new GoodEventsOnly(MINUTE, Duration.ofSeconds(30), clock, false);

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add("NOON" + (watermark.getTimestamp() - NOON));
        }

        @Override
        public void markIdle() {
          said.add("idle");
        }

        @Override
        public void markActive() {
          said.add("active");
        }
      };

  private static Ingested at(long millis, boolean good) {
    String user = good ? "\"u\"" : "5";
    byte[] bytes =
        ("{\"messageId\":\"m\",\"type\":\"track\",\"event\":\"E\",\"userId\":"
                + user
                + ",\"timestamp\":"
                + millis
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    return new EventReader().read(new RawRecord(bytes, bytes.length, "s", "t", 0, 0, NOON));
  }

  private static long timestamp(Ingested ingested) {
    return EventTimeStrategy.live(MINUTE, MINUTE)
        .createTimestampAssigner(null)
        .extractTimestamp(ingested, 17);
  }

  private void receive(Ingested ingested) {
    watermarks.onEvent(ingested, timestamp(ingested), output);
    watermarks.onPeriodicEmit(output);
  }

  @Test
  void followsTheLatestEventAtADistance() {
    receive(at(NOON, true));
    receive(at(NOON - 5000, true));
    receive(at(NOON + 1000, true));
    assertThat(said).containsExactly("NOON-60001", "NOON-60001", "NOON-59001");
  }

  @Test
  void isNotMovedByDeadLetters() {
    receive(at(NOON, true));
    said.clear();
    receive(at(NOON + 200_000, false));
    receive(at(NOON + 2_000_000_000_000L, true));
    assertThat(said).containsOnly("NOON-60001");
  }

  @Test
  void fallsAsleepAmongDeadLetters() {
    receive(at(NOON, true));
    watermarks.onPeriodicEmit(output);
    said.clear();
    for (int i = 0; i < 5; i++) {
      clock.advanceTime(Duration.ofSeconds(10));
      receive(at(NOON, false));
    }
    assertThat(said).contains("idle").doesNotContain("active");
    said.clear();
    receive(at(NOON, true));
    assertThat(said).contains("NOON-60001");
  }

  @Test
  void givesEventsTheirTimeAndDeadLettersTheirArrival() {
    assertThat(timestamp(at(NOON - 5, true))).isEqualTo(NOON - 5);
    assertThat(timestamp(at(NOON - 5, false))).isEqualTo(NOON);
  }
}
