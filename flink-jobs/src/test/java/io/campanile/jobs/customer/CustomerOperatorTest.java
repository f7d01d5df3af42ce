package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.identity.Identity;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator as a shell: order, silence, lateness, restarts, timers. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
class CustomerOperatorTest {

  private static final String CART =
      """
      campaign: cart
      repeat: always
      trigger:
        steps:
          - {event: Product Added}
          - {without: Order Completed, for: 1h}
      actions:
        - {channel: email, template: now}
        - {channel: sms, template: later, delay: 1h}
      """;

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant HALF_PAST_TEN = Instant.parse("2026-03-02T10:30:00Z");
  private static final Instant ELEVEN = Instant.parse("2026-03-02T11:00:00Z");

  /**
   * The clock on the wall of one test; static because the operator takes its clock along when it is
   * copied.
   */
  private static final AtomicLong WALL = new AtomicLong(Decider.NO_WALL_CLOCK);

  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void stopTheClock() {
    WALL.set(Decider.NO_WALL_CLOCK);
  }

  @Test
  void takesEventsInTheirOrderHoweverTheyArrive() throws Exception {
    try (Harness harness = open(1, 0, null)) {
      send(harness, "order", "Order Completed", HALF_PAST_TEN);
      send(harness, "add", "Product Added", TEN);
      harness.processWatermark(ELEVEN.plusSeconds(7200).toEpochMilli());
      assertThat(triggers(harness)).isEmpty();
    }
  }

  @Test
  void firesWhenTheWatermarkPassesTheDeadlineAndLeavesOneTimer() throws Exception {
    try (Harness harness = open(1, 0, null)) {
      send(harness, "add", "Product Added", TEN);
      harness.processWatermark(TEN.toEpochMilli());
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processWatermark(ELEVEN.toEpochMilli() - 1);
      assertThat(triggers(harness)).isEmpty();
      harness.processWatermark(ELEVEN.toEpochMilli());
      assertThat(triggers(harness)).hasSize(1);
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    }
  }

  @Test
  void aLateOrderTakesBackWhatWaits() throws Exception {
    try (Harness harness = open(1, 0, null)) {
      send(harness, "add", "Product Added", TEN);
      harness.processWatermark(ELEVEN.plusSeconds(60).toEpochMilli());
      send(harness, "order", "Order Completed", HALF_PAST_TEN);
      harness.processWatermark(ELEVEN.plusSeconds(86_400).toEpochMilli());
      assertThat(decisions(harness))
          .hasSize(2)
          .anyMatch(decision -> decision.contains("\"outcome\":\"sent\""))
          .anyMatch(
              decision ->
                  decision.contains("\"outcome\":\"cancelled\"")
                      && decision.contains("\"late\":true"));
    }
  }

  @Test
  void whatWasLateBeforeARestartIsLateAfterIt() throws Exception {
    OperatorSubtaskState state;
    try (Harness harness = open(1, 0, null)) {
      harness.processWatermark(ELEVEN.toEpochMilli());
      state = harness.snapshot(1, 1);
    }
    try (Harness harness = open(1, 0, state)) {
      send(harness, "add", "Product Added", TEN);
      harness.processWatermark(ELEVEN.plusSeconds(86_400).toEpochMilli());
      assertThat(triggers(harness)).isEmpty();
    }
  }

  @Test
  void nothingIsLostWhenItGoesOnWithAnotherParallelism() throws Exception {
    OperatorSubtaskState state;
    int customers = 50;
    try (Harness harness = open(1, 0, null)) {
      for (int i = 0; i < customers; i++) {
        send(harness, "customer-" + i, "add-" + i, "Product Added", TEN);
      }
      harness.processWatermark(TEN.toEpochMilli());
      for (int i = 0; i < customers; i += 2) {
        // Ahead of the watermark when the state is taken.
        send(harness, "customer-" + i, "order-" + i, "Order Completed", HALF_PAST_TEN);
      }
      state = harness.snapshot(1, 1);
    }
    int fired = 0;
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState part =
          KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(state, 8, 1, 2, subtask);
      try (Harness harness = open(2, subtask, part)) {
        harness.processWatermark(ELEVEN.toEpochMilli());
        fired += triggers(harness).size();
      }
    }
    assertThat(fired).isEqualTo(customers / 2);
  }

  @Test
  void whoeverHasNoRoomInMemoryIsWrittenAndReadAgain() throws Exception {
    int customers = CustomerShell.CACHED_CUSTOMERS + 500;
    try (Harness harness = open(1, 0, null)) {
      for (int i = 0; i < customers; i++) {
        send(harness, "customer-" + i, "add-" + i, "Product Added", TEN.plusMillis(i));
      }
      harness.processWatermark(TEN.plusMillis(customers).toEpochMilli());
      assertThat(records(harness, Stream.PROFILES)).as("who had no room").hasSize(500);
      for (int i = 0; i < 600; i += 2) {
        // Those who had none, and a few who had.
        send(harness, "customer-" + i, "order-" + i, "Order Completed", HALF_PAST_TEN);
      }
      harness.processWatermark(ELEVEN.plusMillis(customers).toEpochMilli());
      assertThat(triggers(harness)).hasSize(customers - 300);
    }
  }

  @Test
  void forgetsWhoDoesNotComeBack() throws Exception {
    try (Harness harness = open(1, 0, null)) {
      send(harness, "add", "Product Added", NINE);
      harness.processWatermark(TEN.plus(Duration.ofDays(1)).toEpochMilli());
      harness.processWatermark(NINE.plus(Duration.ofDays(400)).toEpochMilli());
      assertThat(harness.numEventTimeTimers()).isZero();
      OperatorSubtaskState unused = harness.snapshot(2, 2);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  /** The timer of a time to live that was over came again and again, and time stood still. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void waitsLongerThanTheTimeToLiveAndForgetsThen() throws Exception {
    try (Harness harness = open(1, 0, Duration.ofMinutes(10), null)) {
      send(harness, "add", "Product Added", TEN);
      harness.processWatermark(TEN.toEpochMilli());
      harness.processWatermark(HALF_PAST_TEN.toEpochMilli());
      assertThat(harness.numEventTimeTimers()).isEqualTo(1);
      harness.processWatermark(ELEVEN.toEpochMilli());
      assertThat(triggers(harness)).hasSize(1);
      harness.processWatermark(ELEVEN.plus(Duration.ofDays(60)).toEpochMilli());
      assertThat(decisions(harness)).hasSize(2);
      assertThat(harness.numEventTimeTimers()).isZero();
      OperatorSubtaskState unused = harness.snapshot(1, 1);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  private void send(Harness harness, String id, String name, Instant time) throws Exception {
    send(harness, "u-1", id, name, time);
  }

  private static void send(Harness harness, String customer, String id, String name, Instant time)
      throws Exception {
    Event event =
        new Event(id, EventType.TRACK, name, customer, null, time.toEpochMilli(), Map.of());
    harness.processElement(event, event.timeMillis());
  }

  private List<String> triggers(Harness harness) {
    return records(harness, Stream.TRIGGERS);
  }

  private List<String> decisions(Harness harness) {
    return records(harness, Stream.DECISIONS);
  }

  private List<String> records(Harness harness, Stream stream) {
    seen.clear();
    for (Object element : harness.getOutput()) {
      if (!(element instanceof Watermark)
          && element instanceof StreamRecord<?> record
          && record.getValue() instanceof OutputRecord output
          && output.stream() == stream) {
        seen.add(new String(output.json(), StandardCharsets.UTF_8));
      }
    }
    return List.copyOf(seen);
  }

  private static Harness open(int parallelism, int subtask, @Nullable OperatorSubtaskState state)
      throws Exception {
    return open(parallelism, subtask, JobOptions.DEFAULT_TIME_TO_LIVE, state);
  }

  private static Harness open(
      int parallelism, int subtask, Duration timeToLive, @Nullable OperatorSubtaskState state)
      throws Exception {
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put("campaigns/cart.yaml", CART);
    JobOptions options =
        new JobOptions(
            new PatternFiles(texts),
            Engine.CEP,
            JobOptions.DEFAULT_DEDUPE_WINDOW,
            timeToLive,
            new Idle.FollowWallClock(Duration.ofMinutes(1)),
            (WallClock) WALL::get,
            JobOptions.RUN_TO_THE_END);
    Harness harness = new Harness(new CustomerOperator(options, false), parallelism, subtask);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, Event, OutputRecord> {
    Harness(CustomerOperator operator, int parallelism, int subtask) throws Exception {
      super(operator, Identity::customerOf, Types.STRING, 8, parallelism, subtask);
      setup(
          io.campanile.connectors.types.OutputRecordSerializer.TYPE.createSerializer(
              getExecutionConfig().getSerializerConfig()));
    }
  }
}
