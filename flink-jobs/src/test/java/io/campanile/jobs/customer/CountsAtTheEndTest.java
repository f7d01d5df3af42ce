package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.identity.Identity;
import io.campanile.jobs.replay.Sums;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups.UnregisteredTaskMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the operator counts at the end of a sorted input adds up. */
class CountsAtTheEndTest {

  private static final long HOUR = 3_600_000;

  private static final String CAMPAIGN =
      """
      campaign: c
      repeat: always
      trigger: {steps: [{event: View}]}
      actions:
        - {channel: sms, template: now}
        - {channel: sms, template: later, delay: 2h}
        - {channel: sms, template: tomorrow, delay: 1d}
      """;

  @Test
  void whatWaitsAtTheEndOfTimeIsCounted() throws Exception {
    Map<String, Long> counters = countersOf(4 * HOUR);
    assertThat(counters)
        .containsEntry("triggers_fired", 3L)
        .containsEntry("actions_scheduled", 9L)
        .containsEntry("actions_sent", 5L)
        .containsEntry("actions_waiting_at_end", 4L);
    assertThat(Sums.faults(counters)).isEmpty();
  }

  @Test
  void nothingWaitsWhereTimeRunsToItsEnd() throws Exception {
    Map<String, Long> counters = countersOf(JobOptions.RUN_TO_THE_END);
    assertThat(counters)
        .containsEntry("actions_sent", 9L)
        .containsEntry("actions_waiting_at_end", 0L);
    assertThat(Sums.faults(counters)).isEmpty();
  }

  /** Two customers and one duplicate, given as Flink's sort gives them. */
  @SuppressWarnings("try") // The harness says that closing may be interrupted.
  private static Map<String, Long> countersOf(long endMillis) throws Exception {
    Event[] events = {
      view("a", "m1", HOUR),
      view("a", "m2", 3 * HOUR),
      view("a", "m2", 3 * HOUR),
      view("b", "m3", 2 * HOUR)
    };
    Metrics metrics = new Metrics();
    try (MockEnvironment environment =
            new MockEnvironmentBuilder().setMetricGroup(metrics).build();
        KeyedOneInputStreamOperatorTestHarness<String, Event, OutputRecord> harness =
            new KeyedOneInputStreamOperatorTestHarness<>(
                new CustomerOperator(
                    JobOptions.forHistory(patterns(), Engine.CHAIN).until(endMillis), true),
                Identity::customerOf,
                Types.STRING,
                environment)) {
      harness.open();
      for (Event event : events) {
        harness.processElement(event, event.timeMillis());
      }
      harness.processWatermark(Long.MAX_VALUE);
    }
    Map<String, Long> counters = new HashMap<>();
    for (Fate fate : Fate.values()) {
      counters.put(
          fate.metricName(), ((Counter) metrics.operator.get(fate.metricName())).getCount());
    }
    counters.put("events_read", (long) events.length);
    counters.put("events_dead", 0L);
    counters.put("events_after_end", 0L);
    return counters;
  }

  private static PatternFiles patterns() {
    return new PatternFiles(new TreeMap<>(Map.of("campaigns/c.yaml", CAMPAIGN)));
  }

  private static Event view(String user, String id, long millis) {
    return new Event(id, EventType.TRACK, "View", user, null, millis, Map.of());
  }

  private static final class Metrics extends UnregisteredTaskMetricGroup {
    private final InterceptingOperatorMetricGroup operator = new InterceptingOperatorMetricGroup();

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return operator;
    }
  }
}
