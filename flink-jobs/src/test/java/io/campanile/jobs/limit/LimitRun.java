package io.campanile.jobs.limit;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.model.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The step on a clock of the test, which can be restarted. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
final class LimitRun implements AutoCloseable {

  /** When it begins. */
  static final long START = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

  /** How exactly it is known when an action went. */
  static final long STEP_MILLIS = 10;

  private final List<Sent> sent = new ArrayList<>();
  private Harness harness;
  private long nowMillis = START;

  /** An action that went, and when. */
  record Sent(String id, long atMillis) {}

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, OutputRecord, OutputRecord> {
    Harness(RateLimits limits) throws Exception {
      super(
          new KeyedProcessOperator<>(new LimitFunction(limits)),
          record -> record.stream().name(),
          Types.STRING);
      setup(
          OutputRecordSerializer.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
    }
  }

  LimitRun(String limit) throws Exception {
    harness = new Harness(limits(limit));
    harness.open();
    harness.setProcessingTime(nowMillis);
  }

  private static RateLimits limits(String limit) {
    return RateLimit.read(limit)
        .map(read -> RateLimits.of(Map.of(Channel.SMS, read)))
        .orElse(RateLimits.of(Map.of()));
  }

  /** An action as it comes from the customer's step. */
  static OutputRecord action(
      String id, long dueAtMillis, int priority, boolean transactional, long expiresAtMillis) {
    String json =
        """
        {"schemaVersion":1,"actionId":"%s","class":"%s","variables":{"dueAt":{"class":"x"}},\
        "campaign":{"name":"c","tags":["t"],"priority":%d},"dueAt":"%s","expiresAt":"%s"}"""
            .formatted(
                id,
                transactional ? "transactional" : "marketing",
                priority,
                Instant.ofEpochMilli(dueAtMillis),
                Instant.ofEpochMilli(expiresAtMillis));
    return new OutputRecord(
        Stream.ACTIONS_SMS, "u-1", id, 0, dueAtMillis, json.getBytes(StandardCharsets.UTF_8));
  }

  /** One that can wait for an hour. */
  static OutputRecord plain(String id) {
    return action(id, START, 50, false, START + 3_600_000);
  }

  void send(OutputRecord action) throws Exception {
    harness.processElement(new StreamRecord<>(action, action.timeMillis()));
    collect();
  }

  long now() {
    return nowMillis;
  }

  /** Lets time go on, a hundredth of a second at a time. */
  void advance(long millis) throws Exception {
    long until = nowMillis + millis;
    while (nowMillis < until) {
      nowMillis = Math.min(nowMillis + STEP_MILLIS, until);
      harness.setProcessingTime(nowMillis);
      collect();
    }
  }

  /** Lets time go on until nothing waits any more. */
  void drain() throws Exception {
    while (harness.numProcessingTimeTimers() > 0) {
      advance(100);
    }
  }

  /**
   * Ends as a crash does after a checkpoint, and begins again later, perhaps with another limit.
   */
  void restart(String limit, long downMillis) throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, nowMillis);
    harness.close();
    nowMillis += downMillis;
    harness = new Harness(limits(limit));
    harness.initializeState(state);
    harness.open();
    harness.setProcessingTime(nowMillis);
    collect();
  }

  private void collect() {
    for (OutputRecord record : harness.extractOutputValues()) {
      sent.add(new Sent(record.id(), nowMillis));
    }
    harness.getOutput().clear();
  }

  /** What went so far, in its order. */
  List<Sent> sent() {
    return sent;
  }

  List<String> ids() {
    return sent.stream().map(Sent::id).toList();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new AssertionError("The step could not be closed", e);
    }
  }
}
