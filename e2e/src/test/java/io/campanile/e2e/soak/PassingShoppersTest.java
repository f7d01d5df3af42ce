package io.campanile.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.cli.demo.shop.SimulatedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassingShoppersTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration STAY = Duration.ofDays(5);

  @Test
  void customersComeGoAndNeverComeBack() {
    PassingShoppers shop = new PassingShoppers(100, STAY, START);
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    long end = START.plus(Duration.ofDays(20)).toEpochMilli();
    long before = 0;
    for (SimulatedRecord record = shop.next(); record.sendAtMillis() < end; record = shop.next()) {
      assertThat(record.sendAtMillis()).isGreaterThanOrEqualTo(before);
      before = record.sendAtMillis();
      first.putIfAbsent(record.key(), before);
      last.put(record.key(), before);
      assertThat(new String(record.json(), StandardCharsets.UTF_8)).doesNotContain(":false");
    }
    assertThat(shop.customers()).isBetween(480, 500);
    assertThat(last)
        .allSatisfy(
            (customer, time) ->
                assertThat(time - first.getOrDefault(customer, 0L))
                    .as(customer)
                    .isLessThan(STAY.toMillis()));
    // Some come too seldom to be seen while they are there.
    assertThat(first).hasSizeGreaterThan(400);
  }

  @Test
  void theShopMeetsOurTimeAtTheEndAndIsNeverAheadOfIt() {
    Pace pace = new Pace(START, 600);
    assertThat(pace.at(START)).isEqualTo(START);
    assertThat(pace.at(START.minusSeconds(60))).isEqualTo(START.minus(Duration.ofHours(10)));
    assertThatThrownBy(() -> new Pace(START, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTimeOfThePatternsIsLongerThanAStay() {
    assertThat(
            SoakSetup.shortened(
                "{count: Order, over: 90d}\nfor: 2d\nnow - duration(\"1440h\") # 45m", STAY))
        .isEqualTo("{count: Order, over: 5d}\nfor: 2d\nnow - duration(\"120h\") # 45m");
  }

  @Test
  void aPlanIsReadFromArguments() {
    SoakPlan plan = SoakPlan.of("--dir", "/tmp/x", "--for", "90s", "--stay", "2d");
    assertThat(plan.time()).isEqualTo(Duration.ofSeconds(90));
    assertThat(plan.stay()).isEqualTo(Duration.ofDays(2));
    assertThat(plan.customers()).isEqualTo(50_000);
    assertThatThrownBy(() -> SoakPlan.of("--for", "2h")).hasMessageContaining("--dir");
    assertThatThrownBy(() -> SoakPlan.of("--dir", "x", "--for", "2 hours"))
        .hasMessageContaining("--for, found 2 hours");
    assertThatThrownBy(() -> SoakPlan.of("--dir", "x", "--fro", "2h"))
        .hasMessageContaining("found --dir x --fro 2h");
  }
}
