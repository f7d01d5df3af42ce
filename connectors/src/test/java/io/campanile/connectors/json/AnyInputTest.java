package io.campanile.connectors.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** No input makes the reader throw; what it cannot use, it keeps whole. */
class AnyInputTest {

  private final EventReader reader = new EventReader();

  @Property(tries = 2000)
  void anyBytesBecomeOneIngested(@ForAll byte[] bytes) {
    check(Raw.arrived(bytes));
  }

  @Property(tries = 2000)
  void anyTextBecomesOneIngested(@ForAll String text) {
    check(Raw.arrived(text));
    check(Raw.history("{\"messageId\":\"" + text + "\"}"));
  }

  @Property(tries = 5000)
  void anyChangeOfAGoodEventBecomesOneIngested(@ForAll("changedEvents") byte[] bytes) {
    check(Raw.arrived(bytes));
  }

  @Property(tries = 5000)
  void anyFieldMayHoldAnything(
      @ForAll("fields") String field, @ForAll("values") String value, @ForAll boolean arrived) {
    String json = Raw.event(",\"" + field + "\":" + value);
    check(arrived ? Raw.arrived(json) : Raw.history(json));
  }

  private void check(RawRecord raw) {
    Ingested ingested = reader.read(raw);
    if (ingested instanceof Ingested.Good good) {
      assertThat(good.event().messageId()).isNotEmpty();
    } else if (ingested instanceof Ingested.Bad bad) {
      DeadLetter letter = bad.letter();
      byte[] kept =
          letter.raw() == null
              ? Base64.getDecoder().decode(letter.rawBase64())
              : letter.raw().getBytes(StandardCharsets.UTF_8);
      assertThat(kept).isEqualTo(raw.bytes());
      assertThat(RecordJson.write(letter)).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<byte[]> changedEvents() {
    byte[] event =
        Raw.event(
                ",\"sentAt\":1714564700000,\"properties\":{\"a\":[1.5e3,\"\\ud83d\\ude00é\",null]}")
            .getBytes(StandardCharsets.UTF_8);
    return Combinators.combine(
            Arbitraries.integers().between(0, event.length - 1),
            Arbitraries.bytes(),
            Arbitraries.integers().between(1, event.length))
        .as(
            (position, replacement, length) -> {
              byte[] changed = Arrays.copyOf(event, length);
              changed[position % length] = replacement;
              return changed;
            });
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(Envelope.FIELDS.keySet().stream().sorted().toList());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "\"\"",
        "\"x\"",
        "\"identify\"",
        "\"alias\"",
        "\"page\"",
        "0",
        "-1",
        "1e15",
        "1714564700000",
        "-9223372036854775808",
        "9223372036854775807",
        "1e308",
        "1e309",
        "[]",
        "{}",
        "[[]]",
        "{\"\":{}}",
        "\"2024-05-01T11:59:00+23:59\"",
        "\"9999-12-31T23:59:59-23:59\"",
        "\"0000-01-01T00:00:00+23:59\"",
        "\"\\ud800\"",
        "\"\\u0000\"");
  }
}
