package io.campanile.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WireTimeTest {

  private static final DateTimeFormatter OF_JAVA =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  @Provide
  Arbitrary<Long> times() {
    long farMillis = Instant.parse("+12000-01-01T00:00:00Z").toEpochMilli();
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-farMillis, farMillis),
        Arbitraries.longs().between(0, 4_000_000_000_000L));
  }

  @Property(tries = 2_000)
  void writesEveryTimeAsJavaDoes(@ForAll("times") long epochMillis) {
    assertThat(WireTime.format(epochMillis))
        .isEqualTo(OF_JAVA.format(Instant.ofEpochMilli(epochMillis)));
  }

  @Example
  void hasThreeDecimalsAlways() {
    assertThat(WireTime.format(Instant.parse("2017-11-24T16:04:58Z")))
        .isEqualTo("2017-11-24T16:04:58.000Z");
    assertThat(WireTime.format(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThat(WireTime.format(-62_167_219_200_000L)).isEqualTo("0000-01-01T00:00:00.000Z");
  }
}
