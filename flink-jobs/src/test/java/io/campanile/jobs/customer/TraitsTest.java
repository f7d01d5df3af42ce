package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each kind of computed trait, and the moments at which events leave its window. */
class TraitsTest {

  private static ProfileStory story(String trait) {
    return ProfileStory.withRestarts("x: " + trait + "\n", "all: has(profile.x)\n");
  }

  private static Instant at(String time) {
    return Instant.ofEpochMilli(ProfileStory.millis(time));
  }

  private static void assertClose(@Nullable Object actual, double expected) {
    assertThat(actual)
        .isInstanceOfSatisfying(
            Double.class, number -> assertThat(number).isCloseTo(expected, within(1e-9)));
  }

  @Test
  void countsTheEventThatIsLookedAt() {
    ProfileStory story = story("{count: Order Completed}");
    assertThat(story.get("x")).isEqualTo(0L);
    assertThat(story.at("1h", "Order Completed").get("x")).isEqualTo(1L);
    assertThat(story.at("2h", "Product Viewed").get("x")).isEqualTo(1L);
    assertThat(story.at("400d", "Order Completed").get("x")).isEqualTo(2L);
  }

  @Test
  void countsOnlyWhatTheConditionHoldsFor() {
    ProfileStory story = story("{count: Order Completed, where: event.total > 10}");
    story.at("1h", "Order Completed", "total", 11L).at("2h", "Order Completed", "total", 9.5);
    assertThat(story.at("3h", "Order Completed").get("x")).isEqualTo(1L);
  }

  @Test
  void leavesAWindowOfADayAtTheNextFullMinute() {
    ProfileStory story = story("{count: Order Completed, over: 1d}");
    story.at("10h0m1s", "Order Completed");
    assertThat(story.until("1d10h0m59.999s").get("x")).isEqualTo(1L);
    assertThat(story.until("1d10h1m").get("x")).isEqualTo(0L);
  }

  @Test
  void leavesAtOnceWhenTheStepIsFull() {
    ProfileStory story = story("{count: Order Completed, over: 1d}");
    story.at("10h", "Order Completed");
    assertThat(story.until("1d9h59m59.999s").get("x")).isEqualTo(1L);
    assertThat(story.until("1d10h").get("x")).isEqualTo(0L);
  }

  @Test
  void leavesAWindowOfUpTo90DaysAtTheNextFullHour() {
    ProfileStory story = story("{count: Order Completed, over: 90d}");
    story.at("10h0m1s", "Order Completed");
    assertThat(story.until("90d10h59m59.999s").get("x")).isEqualTo(1L);
    assertThat(story.until("90d11h").get("x")).isEqualTo(0L);
  }

  @Test
  void leavesALongerWindowAtTheNextFullDay() {
    ProfileStory story = story("{count: Order Completed, over: 91d}");
    story.at("10h", "Order Completed");
    assertThat(story.until("91d23h59m59.999s").get("x")).isEqualTo(1L);
    assertThat(story.until("92d").get("x")).isEqualTo(0L);
  }

  @Test
  void sumsExactlyAndPassesOverWhatIsNoNumber() {
    ProfileStory story = story("{sum: event.total, of: Order Completed, over: 30d}");
    assertThat(story.get("x")).isEqualTo(0.0);
    story.at("1h", "Order Completed", "total", 0.1).at("2h", "Order Completed", "total", 0.2);
    story.at("3h", "Order Completed", "total", "much").at("4h", "Order Completed");
    assertThat(story.get("x")).isEqualTo(0.3);
    assertThat(story.until("30d1h").get("x")).isEqualTo(0.2);
    assertThat(story.until("30d2h").get("x")).isEqualTo(0.0);
  }

  @Test
  void averageOfNothingHasNoValue() {
    ProfileStory story = story("{average: event.total, of: Order Completed, over: 1d}");
    assertThat(story.get("x")).isNull();
    story.at("1h", "Order Completed", "total", 10L).at("2h", "Order Completed", "total", 15L);
    assertThat(story.get("x")).isEqualTo(12.5);
    assertThat(story.until("1d1h").get("x")).isEqualTo(15.0);
    assertThat(story.until("1d2h").get("x")).isNull();
  }

  @Test
  void smallestAndLargestComeBackWhenABetterOneLeaves() {
    ProfileStory smallest = story("{min: event.total, of: Order Completed, over: 1d}");
    ProfileStory largest = story("{max: event.total, of: Order Completed, over: 1d}");
    for (ProfileStory story : List.of(smallest, largest)) {
      assertThat(story.get("x")).isNull();
      story.at("1h", "Order Completed", "total", 5L).at("2h", "Order Completed", "total", 9L);
      story.at("3h", "Order Completed", "total", 2.5).at("4h", "Order Completed", "total", 7L);
    }
    assertThat(smallest.get("x")).isEqualTo(2.5);
    assertThat(largest.get("x")).isEqualTo(9L);
    assertThat(smallest.until("1d3h").get("x")).isEqualTo(7L);
    assertThat(largest.until("1d2h").get("x")).isEqualTo(7L);
    assertThat(largest.until("1d4h").get("x")).isNull();
  }

  @Test
  void firstAndLastAreTimes() {
    ProfileStory first = story("{first: Order Completed, over: 1d}");
    ProfileStory last = story("{last: [Order Completed, Product Added]}");
    for (ProfileStory story : List.of(first, last)) {
      assertThat(story.get("x")).isNull();
      story.at("1h", "Order Completed").at("2h", "Order Completed").at("3h", "Product Added");
    }
    assertThat(first.get("x")).isEqualTo(at("1h"));
    assertThat(first.until("1d1h").get("x")).isEqualTo(at("2h"));
    assertThat(last.get("x")).isEqualTo(at("3h"));
  }

  @Test
  void firstAndLastOfAnExpressionAreItsValues() {
    ProfileStory first = story("{first: event.sku, of: Product Viewed}");
    ProfileStory last = story("{last: event.sku, of: Product Viewed}");
    for (ProfileStory story : List.of(first, last)) {
      story.at("1h", "Product Viewed").at("2h", "Product Viewed", "sku", "a");
      story.at("3h", "Product Viewed", "sku", "b").at("4h", "Product Viewed");
    }
    assertThat(first.get("x")).isEqualTo("a");
    assertThat(last.get("x")).isEqualTo("b");
  }

  @Test
  void aLateEventIsNotTheLatest() {
    ProfileStory story = story("{last: Order Completed}").at("5h", "Order Completed");
    assertThat(story.late("6h", "4h", "Order Completed").get("x")).isEqualTo(at("5h"));
    assertThat(story.late("6h", "5h30m", "Order Completed").get("x")).isEqualTo(at("5h30m"));
  }

  @Test
  void aLateEventCountsWhileItsWindowIsOpen() {
    ProfileStory story = story("{count: Order Completed, over: 1d}");
    assertThat(story.late("2d", "1d0h0m1s", "Order Completed").get("x")).isEqualTo(1L);
    assertThat(story.late("2d", "1d", "Order Completed").get("x")).isEqualTo(1L);
  }

  @Test
  void distinctTellsValuesApart() {
    ProfileStory story = story("{distinct: event.sku, of: Product Viewed, over: 1d}");
    assertThat(story.get("x")).isEqualTo(0L);
    story.at("1h", "Product Viewed", "sku", "1").at("2h", "Product Viewed", "sku", 1L);
    story.at("3h", "Product Viewed", "sku", 1.0).at("4h", "Product Viewed");
    story.at("5h", "Product Viewed", "sku", List.of("a", "b", "1"));
    assertThat(story.get("x")).isEqualTo(4L);
    assertThat(story.until("1d3h").get("x")).isEqualTo(3L);
    assertThat(story.until("1d5h").get("x")).isEqualTo(0L);
  }

  @Test
  void topGoesToTheValueSeenLastAmongEquals() {
    ProfileStory story = story("{top: event.category, of: Product Viewed, over: 1d}");
    assertThat(story.get("x")).isNull();
    story.at("1h", "Product Viewed", "category", "shoes");
    story.at("2h", "Product Viewed", "category", "hats");
    assertThat(story.get("x")).isEqualTo("hats");
    story.at("3h", "Product Viewed", "category", "shoes");
    assertThat(story.get("x")).isEqualTo("shoes");
    story.at("4h", "Product Viewed", "category", "hats");
    assertThat(story.get("x")).isEqualTo("hats");
    assertThat(story.until("1d2h").get("x")).isEqualTo("hats");
    assertThat(story.until("1d4h").get("x")).isNull();
  }

  @Test
  void cutsOffWhatIsTooManyAndCountsIt() {
    ProfileStory story =
        ProfileStory.of(
            """
            all: {distinct: event.sku, of: Product Viewed}
            best: {top: event.sku, of: Product Viewed}
            """,
            "{}");
    story.at("1m", "Product Viewed", "sku", "often").at("2m", "Product Viewed", "sku", "often");
    for (int i = 0; i < 1200; i++) {
      story.at("3m", "Product Viewed", "sku", (long) i);
    }
    assertThat(story.get("all")).isEqualTo(1000L);
    assertThat(story.get("best")).isEqualTo("often");
    assertThat(story.run().count(Fate.TRAIT_VALUES_CUT_OFF)).isEqualTo(201 + 1001);
  }

  @Test
  void aScoreFadesToAHalfInEachHalfLife() {
    ProfileStory story = story("{score: {Product Viewed: 1, Product Added: 5}, half-life: 7d}");
    assertThat(story.get("x")).isEqualTo(0.0);
    assertThat(story.at("0h", "Product Added").get("x")).isEqualTo(5.0);
    assertClose(story.until("7d").get("x"), 2.5);
    story.at("7d", "Product Viewed");
    assertClose(story.get("x"), 3.5);
    story.late("14d", "7d", "Product Added");
    assertClose(story.get("x"), 1.75 + 2.5);
    assertThat(story.until("400d").get("x")).isEqualTo(0.0);
  }

  @Test
  void aSessionEnds30MinutesAfterItsLastEvent() {
    ProfileStory story = story("{count: Product Viewed, over: session}");
    assertThat(story.get("session")).isNull();
    story.at("1h", "Product Viewed").at("1h29m59.999s", "Product Added");
    assertThat(story.get("x")).isEqualTo(1L);
    assertThat(story.until("1h59m59.998s").get("session")).isNotNull();
    assertThat(story.until("1h59m59.999s").get("session")).isNull();
    assertThat(story.get("x")).isEqualTo(0L);
  }

  @Test
  void anEventAtTheEndOfASessionBeginsTheNext() {
    ProfileStory story = story("{count: Product Viewed, over: session}");
    story.at("1h", "Product Viewed").at("1h30m", "Product Viewed");
    assertThat(story.get("x")).isEqualTo(1L);
    assertThat(story.get("session"))
        .isInstanceOfSatisfying(
            Map.class, session -> assertThat(session.get("start")).isEqualTo(at("1h30m")));
  }

  @Test
  void aSessionSaysWhatIsKnownOfIt() {
    ProfileStory story = story("{count: Product Viewed, over: session}");
    story.at("1h", "Product Viewed").at("1h1m", "Page Viewed", "path", "/sale");
    story.at("1h3m20s", "Product Viewed");
    assertThat((Map<?, ?>) story.get("session"))
        .isEqualTo(
            Map.of(
                "start",
                at("1h"),
                "last",
                at("1h3m20s"),
                "seconds",
                200L,
                "count",
                3L,
                "events",
                Map.of("Product Viewed", 2L, "Page Viewed", 1L),
                "entry_page",
                "/sale"));
  }

  @Test
  void aLateEventCountsInTheSessionThatItBelongsTo() {
    ProfileStory story = story("{count: Product Viewed, over: session}");
    story.at("1h", "Product Viewed");
    assertThat(story.late("1h10m", "45m", "Product Viewed").get("x")).isEqualTo(2L);
    assertThat(story.late("1h10m", "15m", "Product Viewed").get("x")).isEqualTo(2L);
  }

  @Test
  void whatIsComputedCountsMoreThanWhatIsSaid() {
    ProfileStory story = story("{count: Order Completed}").said("1h", "x", "many", "y", "some");
    assertThat(story.get("x")).isEqualTo(0L);
    assertThat(story.get("y")).isEqualTo("some");
    assertThat(story.run().profile().traits()).isEqualTo(Map.of("x", 0L, "y", "some"));
    assertThat(story.run().view()).containsKeys("consent", "first_seen", "last_seen");
  }

  @Test
  void aChangedTraitBeginsAnewAndAnUnchangedOneGoesOn() {
    String orders = "orders: {count: Order Completed, over: 30d}\n";
    ProfileStory story = ProfileStory.of(orders + "x: {count: Product Viewed}\n", "{}");
    story.at("1h", "Order Completed").at("2h", "Product Viewed");
    story.release(ProfileStory.patterns(orders + "x: {count: Product Added}\n", "{}"));
    story.at("3h", "Product Added").at("4h", "Product Added");
    assertThat(story.get("orders")).isEqualTo(1L);
    assertThat(story.get("x")).isEqualTo(2L);
  }
}
