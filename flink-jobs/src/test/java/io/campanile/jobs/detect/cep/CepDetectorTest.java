package io.campanile.jobs.detect.cep;

import static io.campanile.jobs.detect.Plans.event;
import static io.campanile.jobs.detect.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.jobs.detect.EventPool;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.Scenario;
import io.campanile.jobs.detect.TriggerPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CepDetectorTest {

  private static final Hits FIRST = new Hits(0b01, 0);
  private static final Hits SECOND = new Hits(0b10, 0);

  private final TriggerPlan plan = plan(event("view"), event("add"));

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (CepDetector detector = new CepDetector()) {
      assertThat(detector.begin(plan).isEmpty()).isTrue();
    }
    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);
    started.removeIf(thread -> !thread.getName().startsWith("Timer-"));
    for (Thread thread : started) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void runsOfDifferentPlansAndCustomersDoNotMeet() {
    try (CepDetector detector = new CepDetector()) {
      Run one = detector.begin(plan);
      Run other = detector.begin(plan(event("view"), event("add"), event("order")));
      Run third = detector.begin(plan);
      one.take(Scenario.event(1, "a"), FIRST);
      other.take(Scenario.event(1, "b"), FIRST);
      assertThat(third.take(Scenario.event(1, "c"), SECOND)).isEmpty();
      assertThat(other.take(Scenario.event(2, "d"), SECOND)).isEmpty();
      assertThat(one.take(Scenario.event(2, "e"), SECOND).orElseThrow().events())
          .containsExactly(Scenario.event(1, "a"), Scenario.event(2, "e"));
      assertThat(one.isEmpty()).isTrue();
      assertThat(other.isEmpty()).isFalse();
    }
  }

  @Test
  void refusesAnEventFromBeforeWhatItHolds() {
    try (CepDetector detector = new CepDetector()) {
      Run run = detector.begin(plan);
      run.take(Scenario.event(2, "a"), FIRST);
      assertThatThrownBy(() -> run.take(Scenario.event(1, "b"), SECOND))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Events come in order: b of time 1 comes behind time 2");
    }
  }

  @Test
  void refusesAFormatThatItDoesNotKnow() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new EventPool.Writer().write(new DataOutputStream(bytes));
    EventPool.Reader pool = EventPool.Reader.read(dataOf(bytes.toByteArray()));
    try (CepDetector detector = new CepDetector()) {
      assertThatThrownBy(() -> detector.read(plan, dataOf(new byte[] {9}), pool))
          .isInstanceOf(IOException.class)
          .hasMessage("Unknown format 9 of a run of engine cep: written by a newer version");
    }
  }

  private static DataInputStream dataOf(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
