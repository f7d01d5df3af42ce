package io.campanile.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.types.EventSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.decide.Decider;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time while every source is silent: the first keyed step moves it, and those behind go by it. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
class SilenceTest {

  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-02T11:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration DISTANCE = Duration.ofMinutes(1);

  /** Static because the operator takes its clock along when it is copied. */
  private static final AtomicLong WALL = new AtomicLong(Decider.NO_WALL_CLOCK);

  @AfterEach
  void stopTheClock() {
    WALL.set(Decider.NO_WALL_CLOCK);
  }

  @Test
  void timeFollowsTheWallClockAtItsDistanceUntilASourceSpeaks() throws Exception {
    try (Harness harness = open()) {
      harness.processWatermark(TEN.toEpochMilli());
      WALL.set(ELEVEN.toEpochMilli());
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(2_000);
      assertThat(times(harness)).endsWith(ELEVEN.minus(DISTANCE));
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      WALL.set(NOON.toEpochMilli());
      harness.setProcessingTime(9_000);
      assertThat(times(harness)).as("time is the sources' again").endsWith(ELEVEN.minus(DISTANCE));
    }
  }

  /** The first to speak must not take time along while others have yet to tell what they kept. */
  @Test
  void timeWaitsForAMomentForAllSourcesToSpeakAgain() throws Exception {
    try (Harness harness = open()) {
      WALL.set(TEN.toEpochMilli());
      harness.processWatermark(TEN.toEpochMilli());
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processWatermark(NOON.toEpochMilli());
      Event kept =
          new Event("m-1", EventType.TRACK, "View", null, "a-1", ELEVEN.toEpochMilli(), Map.of());
      harness.processElement(kept, kept.timeMillis());
      harness.setProcessingTime(4_900);
      assertThat(times(harness)).containsExactly(TEN);
      harness.setProcessingTime(5_000);
      assertThat(times(harness)).containsExactly(TEN, NOON);
      harness.processWatermark(NOON.plusSeconds(1).toEpochMilli());
      assertThat(times(harness)).as("and then no more").endsWith(NOON.plusSeconds(1));
    }
  }

  @Test
  void timeGoesOnThoughOneSilenceFollowsTheOther() throws Exception {
    try (Harness harness = open()) {
      WALL.set(TEN.toEpochMilli());
      harness.processWatermark(TEN.toEpochMilli());
      for (int second = 0; second < 12; second += 2) {
        harness.setProcessingTime(second * 1000L);
        harness.processWatermarkStatus(WatermarkStatus.IDLE);
        harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
        harness.processWatermark(TEN.plusSeconds(second).toEpochMilli());
      }
      assertThat(times(harness)).hasSizeGreaterThan(1).isSorted();
    }
  }

  @Test
  void theStepsBehindDoNotLearnOfTheSilence() throws Exception {
    try (Harness harness = open()) {
      WALL.set(ELEVEN.toEpochMilli());
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(2_000);
      assertThat(harness.getOutput()).doesNotContain(WatermarkStatus.IDLE);
    }
  }

  @Test
  void manyShortSilencesLeaveTwoTimers() throws Exception {
    try (Harness harness = open()) {
      WALL.set(ELEVEN.toEpochMilli());
      for (int i = 0; i < 50; i++) {
        harness.processWatermarkStatus(WatermarkStatus.IDLE);
        harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      }
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(harness.numProcessingTimeTimersOfTheTask()).isEqualTo(2);
    }
  }

  @Test
  void timeDoesNotGoBackWhenASourceSpeaksAgain() throws Exception {
    try (Harness harness = open()) {
      WALL.set(NOON.toEpochMilli());
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(2_000);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      harness.processWatermark(TEN.toEpochMilli());
      harness.setProcessingTime(9_000);
      assertThat(times(harness)).endsWith(NOON.minus(DISTANCE)).isSorted();
    }
  }

  @Test
  void aHistoryHasNoWallClockAndStandsStill() throws Exception {
    try (Harness harness = open()) {
      harness.processWatermark(TEN.toEpochMilli());
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(9_000);
      assertThat(times(harness)).containsExactly(TEN);
      assertThat(harness.getOutput()).contains(WatermarkStatus.IDLE);
    }
  }

  @Test
  void anEventFromBeforeTheTimeThatWasIsLate() throws Exception {
    try (Harness harness = open()) {
      WALL.set(NOON.toEpochMilli());
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(2_000);
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      Event late =
          new Event("m-1", EventType.TRACK, "View", null, "a-1", TEN.toEpochMilli(), Map.of());
      harness.processElement(late, late.timeMillis());
      assertThat(harness.extractOutputValues())
          .as("handed on at once, for the customer's step to take as late")
          .containsExactly(late);
    }
  }

  private static List<Instant> times(Harness harness) {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> Instant.ofEpochMilli(((Watermark) mark).getTimestamp()))
        .toList();
  }

  private static Harness open() throws Exception {
    JobOptions options =
        new JobOptions(
            new PatternFiles(new TreeMap<>()),
            Engine.CHAIN,
            JobOptions.DEFAULT_DEDUPE_WINDOW,
            JobOptions.DEFAULT_TIME_TO_LIVE,
            new Idle.FollowWallClock(DISTANCE),
            (WallClock) WALL::get,
            JobOptions.RUN_TO_THE_END);
    Harness harness = new Harness(new IdentityOperator(options, false));
    harness.open();
    return harness;
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, Event, Event> {
    Harness(IdentityOperator operator) throws Exception {
      super(operator, IdentityOperator::visitorOf, Types.STRING);
      setup(EventSerializer.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
    }

    int numProcessingTimeTimersOfTheTask() {
      return getProcessingTimeService().getNumActiveTimers();
    }
  }
}
