package io.campanile.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EventPoolTest {

  private final EventPool.Writer pool = new EventPool.Writer();

  @Test
  void storesAnEventOnceHoweverManyRunsHoldIt() {
    assertThat(pool.numberOf(Scenario.event(1, "m"))).isZero();
    assertThat(pool.numberOf(Scenario.event(2, "n"))).isEqualTo(1);
    assertThat(pool.numberOf(Scenario.event(1, "m"))).isZero();
  }

  /** After the dedupe window an id may come again, in a sequence that is longer. */
  @Test
  void tellsEventsApartWhoseIdComesAgain() throws IOException {
    Event first = Scenario.event(1, "m");
    Event again = Scenario.event(100_000_000, "m");
    int firstNumber = pool.numberOf(first);
    int againNumber = pool.numberOf(again);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pool.write(new DataOutputStream(bytes));
    EventPool.Reader read =
        EventPool.Reader.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.event(firstNumber)).isEqualTo(first);
    assertThat(read.event(againNumber)).isEqualTo(again);
  }
}
