package io.campanile.patterns.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"45s,45", "30m,1800", "2h,7200", "7d,604800", "2w,1209600", "0s,0", "007m,420"})
  void readsANumberAndAUnit(String text, long seconds) {
    assertThat(Durations.parse(text)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "h", "1 h", "1H", "-1h", "+1h", "1.5h", "1h30m", "PT1H", "1mo"})
  void readsNothingElse(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void saysWhatToWrite() {
    assertThat(Durations.advice("60")).contains("the unit is missing", "`60m`");
    assertThat(Durations.advice("2 hours")).isEqualTo("write `2h`.");
    assertThat(Durations.advice("3 Days")).isEqualTo("write `3d`.");
    assertThat(Durations.advice("1h30m")).contains("write `90m`");
    assertThat(Durations.advice("0.5d")).contains("write `12h`");
    assertThat(Durations.advice("soon")).contains("such as `45s`");
  }

  @Property
  void readsBackWhatItWrites(@ForAll @LongRange(min = 0, max = 400_000_000L) long seconds) {
    Duration duration = Duration.ofSeconds(seconds);

    assertThat(Durations.parse(Durations.format(duration))).contains(duration);
  }

  @Test
  void writesTheLargestUnitThatFits() {
    assertThat(Durations.format(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(Durations.format(Duration.ofDays(14))).isEqualTo("14d");
    assertThat(Durations.format(Duration.ZERO)).isEqualTo("0s");
  }
}
