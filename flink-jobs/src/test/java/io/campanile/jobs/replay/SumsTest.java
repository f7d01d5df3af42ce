package io.campanile.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.customer.Fate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumsTest {

  private final Map<String, Long> counters = new HashMap<>();

  @BeforeEach
  void countersThatAddUp() {
    counters.put("events_read", 100L);
    counters.put("events_used", 90L);
    counters.put("events_duplicate", 4L);
    counters.put("events_late", 3L);
    counters.put("events_dead", 2L);
    counters.put("events_after_end", 1L);
    counters.put("triggers_fired", 9L);
    counters.put("triggers_accepted", 7L);
    counters.put("triggers_suppressed", 2L);
    counters.put("actions_scheduled", 14L);
    counters.put("actions_sent", 8L);
    counters.put("actions_dropped", 3L);
    counters.put("actions_cancelled", 2L);
    counters.put("actions_waiting_at_end", 1L);
  }

  @Test
  void saysNothingWhereEverythingAddsUp() {
    assertThat(Sums.faults(counters)).isEmpty();
  }

  @Test
  void looksAtNothingElse() {
    counters.put("actions_deferred", 1_000L);
    assertThat(Sums.faults(counters)).isEmpty();
  }

  @Test
  void saysThatAnEventVanished() {
    counters.merge("events_used", -1L, Long::sum);
    assertThat(Sums.faults(counters))
        .containsExactly(
            "events_read is 100, and what became of them is 99: events_used 89 + events_duplicate 4"
                + " + events_late 3 + events_dead 2 + events_after_end 1. 1 vanished.");
  }

  @Test
  void saysThatATriggerVanished() {
    counters.put("triggers_fired", 11L);
    assertThat(Sums.faults(counters))
        .containsExactly(
            "triggers_fired is 11, and what became of them is 9: triggers_accepted 7"
                + " + triggers_suppressed 2. 2 vanished.");
  }

  @Test
  void saysThatAnActionEndedTwice() {
    counters.put("actions_sent", 9L);
    assertThat(Sums.faults(counters))
        .containsExactly(
            "actions_scheduled is 14, and what became of them is 15: actions_sent 9"
                + " + actions_dropped 3 + actions_cancelled 2 + actions_waiting_at_end 1."
                + " 1 ended twice.");
  }

  @Test
  void saysEverythingThatDoesNotAddUp() {
    counters.replaceAll((name, count) -> name.equals("events_dead") ? 0L : count + 1);
    assertThat(Sums.faults(counters)).hasSize(3);
  }

  @Test
  void takesACounterThatIsNotThereForAFault() {
    counters.remove("actions_waiting_at_end");
    assertThat(Sums.faults(counters))
        .singleElement()
        .asString()
        .startsWith(
            "actions_scheduled cannot be checked: no count of actions_waiting_at_end, found counts"
                + " of [actions_cancelled, actions_dropped, ");
  }

  @Test
  void asksForCountersThatExist() {
    for (String name : Sums.names()) {
      assertThat(counters).containsKey(name);
    }
    assertThat(counters).containsKey(Fate.ACTIONS_WAITING_AT_END.metricName());
  }
}
