package io.campanile.jobs.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {

  private static Event event(String id, long timeMillis) {
    return new Event(
        id, EventType.TRACK, "View", "c-1", null, timeMillis, Map.of("id", id), Map.of());
  }

  @Test
  void comeInTheOrderOfTimeAndThenOfTheirIds() {
    WaitingEvents waiting = new WaitingEvents();
    waiting.add("c-1", event("m-3", 20));
    waiting.add("c-1", event("m-2", 10));
    waiting.add("c-1", event("m-1", 10));
    waiting.add("c-1", event("m-4", 30));

    assertThat(waiting.nextKey(9)).isEmpty();
    assertThat(waiting.nextKey(20)).contains("c-1");
    assertThat(waiting.take("c-1", 20))
        .extracting(Event::messageId)
        .containsExactly("m-1", "m-2", "m-3");
    assertThat(waiting.events()).isEqualTo(1);
  }

  @Test
  void ofASortedInputAreForgottenWhenTheyAreTaken() {
    WaitingEvents waiting = WaitingEvents.ofSortedInput();
    WeakReference<Event> taken = taken(waiting);
    assertThat(waiting.nextKey(Long.MAX_VALUE)).isEmpty();
    for (int i = 0; i < 50 && taken.get() != null; i++) {
      System.gc();
    }
    assertThat(taken.get()).isNull();
    assertThat(waiting.events()).isZero();
  }

  private static WeakReference<Event> taken(WaitingEvents waiting) {
    waiting.add("c-1", event("m-1", 10));
    List<Event> taken = waiting.take("c-1", 10);
    return new WeakReference<>(taken.get(0));
  }
}
