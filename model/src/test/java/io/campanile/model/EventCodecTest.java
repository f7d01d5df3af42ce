package io.campanile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventCodecTest {

  @Provide
  Arbitrary<Event> events() {
    Arbitrary<String> text = JsonValues.text();
    return Combinators.combine(
            text,
            Arbitraries.of(EventType.class),
            text,
            text.injectNull(0.3),
            text.injectNull(0.3),
            Arbitraries.longs(),
            JsonValues.objects(),
            JsonValues.objects())
        .filter((id, type, name, user, anon, time, json, more) -> user != null || anon != null)
        .as(Event::new);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void readsBackWhatItWrote(@ForAll("events") Event event) throws IOException {
    DataInputStream in = in(bytes(event));

    assertThat(EventCodec.read(in)).isEqualTo(event);
    assertThat(in.available()).isZero();
  }

  @Example
  void refusesWhatANewerVersionWrote() throws IOException {
    byte[] bytes = bytes(new Event("m", EventType.TRACK, "Product Added", "u", null, 0, Map.of()));
    bytes[0] = EventCodec.VERSION + 1;

    assertThatThrownBy(() -> EventCodec.read(in(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version");
  }

  @Example
  void readsWhatVersion1WroteWithoutAContext() throws IOException {
    Event event = new Event("m", EventType.TRACK, "Product Added", "u", null, 7, Map.of("a", 1L));
    byte[] today = bytes(event);
    byte[] before = Arrays.copyOf(today, today.length - 1);
    before[0] = 1;

    assertThat(EventCodec.read(in(before))).isEqualTo(event);
  }

  @Example
  void takesOneByteForAContextThatIsNotThere() throws IOException {
    Event event = new Event("m", EventType.TRACK, "Product Added", "u", null, 7, Map.of("a", 1L));

    assertThat(event.withoutContext()).isSameAs(event);
    assertThat(EventCodec.read(in(bytes(event))).context()).isSameAs(Map.of());
    assertThat(bytes(event)).endsWith(new byte[] {0});
  }

  @Example
  void givesEachTypeACodeOfItsOwn() {
    for (EventType type : EventType.values()) {
      assertThat(EventType.ofCode(type.code())).isEqualTo(type);
    }
    assertThatThrownBy(() -> EventType.ofCode(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EventType.ofCode(8)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytes(Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventCodec.write(new DataOutputStream(bytes), event);
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
