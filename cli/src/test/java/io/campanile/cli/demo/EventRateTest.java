package io.campanile.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventRateTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void isTheRateOfTheLastThreeSeconds() {
    EventRate rate = new EventRate();

    assertThat(rate.perSecond(0, 0)).isZero();
    assertThat(rate.perSecond(100, SECOND)).isEqualTo(100);
    assertThat(rate.perSecond(200, 2 * SECOND)).isEqualTo(100);
    assertThat(rate.perSecond(1_100, 5 * SECOND)).isEqualTo(300);
  }
}
