package io.campanile.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity step as an operator, with the customer's behind it. */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
class IdentityOperatorTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void givesWhatTheStoryGivesInWhateverOrderItArrives(long seed) throws Exception {
    List<Event> events = Histories.twoDays(seed, 400);
    List<String> expected = new Shop().addAll(events).records();
    assertThat(expected).hasSizeGreaterThan(50);
    assertThat(streamed(Histories.shuffled(events, seed + 100), false))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void restartsChangeNothing(long seed) throws Exception {
    List<Event> events = Histories.twoDays(seed, 400);
    List<String> expected = new Shop().addAll(events).records();
    assertThat(streamed(Histories.shuffled(events, seed + 100), true))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> streamed(List<Event> arriving, boolean restarts) throws Exception {
    try (StreamedShop shop = new StreamedShop()) {
      long latest = Long.MIN_VALUE;
      int arrived = 0;
      for (Event event : arriving) {
        shop.send(event);
        latest = Math.max(latest, event.timeMillis());
        arrived++;
        if (arrived % 7 == 0) {
          shop.watermark(latest - Histories.LATENESS.toMillis() - 1);
        }
        if (restarts && arrived % 45 == 0) {
          shop.restart();
        }
      }
      shop.watermark(Shop.END);
      return shop.records();
    }
  }

  @Test
  void aLateLoginHoldsFromNowOn() throws Exception {
    try (StreamedShop shop = new StreamedShop()) {
      shop.send(event("add", "laptop", null, "Product Added", "10:00"));
      shop.watermark(Shop.at("10:30").toEpochMilli());
      shop.send(event("login", "laptop", "ann", "Logged In", "10:20"));
      shop.watermark(Shop.at("12:00").toEpochMilli());
      assertThat(shop.records())
          .filteredOn(record -> record.startsWith("TRIGGERS"))
          .singleElement()
          .asString()
          .contains("\"customerId\":\"ann\"", "\"firedAt\":\"2026-03-02T11:00:00.000Z\"");
    }
  }

  @Test
  void aLateLoginDoesNotUndoALaterOne() throws Exception {
    try (StreamedShop shop = new StreamedShop()) {
      shop.send(event("bob", "tablet", "bob", "Logged In", "10:00"));
      shop.watermark(Shop.at("10:30").toEpochMilli());
      shop.send(event("ann", "tablet", "ann", "Logged In", "09:00"));
      shop.send(event("add", "tablet", null, "Product Added", "10:40"));
      shop.watermark(Shop.at("12:00").toEpochMilli());
      assertThat(shop.records())
          .filteredOn(record -> record.startsWith("TRIGGERS"))
          .singleElement()
          .asString()
          .contains("\"customerId\":\"bob\"");
    }
  }

  @Test
  void forgetsWhatAVisitorDidAfterADayAndTheVisitorAfterItsTime() throws Exception {
    try (StreamedShop shop = new StreamedShop()) {
      Instant ten = Shop.at("10:00");
      shop.send(event("add", "laptop", null, "Product Added", "10:00"));
      shop.send(event("login", "phone", "ann", "Logged In", "10:00"));
      shop.watermark(ten.toEpochMilli());
      assertThat(shop.identity().numEventTimeTimers()).as("one a visitor").isEqualTo(2);
      shop.watermark(ten.plus(Duration.ofDays(399)).toEpochMilli());
      assertThat(shop.identity().numKeyedStateEntries()).isEqualTo(2);
      shop.watermark(ten.plus(Duration.ofDays(400)).toEpochMilli());
      assertThat(shop.identity().numKeyedStateEntries()).isZero();
      assertThat(shop.identity().numEventTimeTimers()).isZero();
    }
  }

  private static Event event(
      String id, String visitor, @Nullable String customer, String name, String time) {
    return new Event(
        id, EventType.TRACK, name, customer, visitor, Shop.at(time).toEpochMilli(), Map.of());
  }
}
