package io.campanile.cli.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShopSimulatorTest {

  private static final Instant MONDAY_7 = Instant.parse("2026-03-02T07:00:00Z");
  private static final int MANY = 80_000;
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void givesTheSameBytesForTheSameSeed() {
    List<String> one = first(20_000, new ShopSimulator(7, 300, MONDAY_7));
    List<String> two = first(20_000, new ShopSimulator(7, 300, MONDAY_7));
    List<String> other = first(20_000, new ShopSimulator(8, 300, MONDAY_7));

    assertThat(one).isEqualTo(two);
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void givesTheSameBytesOnEveryMachine() {
    String all = String.join("\n", first(20_000, new ShopSimulator(7, 300, MONDAY_7)));

    assertThat(all.hashCode()).isEqualTo(-982738199);
  }

  @Test
  void comesInOrderOfArrivalAndNotBeforeTheStart() {
    ShopSimulator shop = new ShopSimulator(1, 2_000, MONDAY_7);

    long[] arrivals = IntStream.range(0, MANY).mapToLong(i -> shop.next().sendAtMillis()).toArray();

    assertThat(arrivals).isSorted();
    assertThat(arrivals[0]).isGreaterThanOrEqualTo(MONDAY_7.toEpochMilli());
    assertThat(arrivals[99] - arrivals[0]).isLessThan(Duration.ofHours(1).toMillis());
  }

  @Test
  void neverSendsAnEventBeforeItHappened() {
    assertThat(readable()).allMatch(sent -> sent.record.sendAtMillis() > sent.time());
  }

  @Test
  void holdsTheShareOfDuplicatesAndOfBrokenRecords() {
    Map<String, Integer> copies = new HashMap<>();
    for (Sent sent : readable()) {
      copies.merge(new String(sent.record.json(), StandardCharsets.UTF_8), 1, Integer::sum);
    }

    assertThat(copies.values().stream().filter(count -> count == 2).count())
        .isCloseTo(MANY / 200, withPercentage(15));
    assertThat(copies.values()).allMatch(count -> count <= 2);
    assertThat(MANY - readable().size()).isCloseTo(MANY / 500, withPercentage(15));
  }

  @Test
  void breaksRecordsInFiveWays() {
    Map<String, Integer> ways = new TreeMap<>();
    ShopSimulator shop = new ShopSimulator(1, 2_000, MONDAY_7);
    for (int i = 0; i < MANY; i++) {
      fault(shop.next().json()).ifPresent(way -> ways.merge(way, 1, Integer::sum));
    }

    assertThat(ways.keySet())
        .containsExactly("half a surrogate", "no id", "not JSON", "userId a number", "year 2099");
    assertThat(ways.values()).allMatch(count -> count > 15);
  }

  @Test
  void deliversOutOfOrderBySecondsAndSometimesMuchLater() {
    List<Long> delays = new ArrayList<>();
    for (Sent sent : readable()) {
      if (sent.record.feed() != Feed.OFFLINE) {
        delays.add(sent.record.sendAtMillis() - sent.time());
      }
    }

    assertThat(share(delays, delay -> delay < 1_000)).isBetween(0.85, 0.97);
    assertThat(share(delays, delay -> delay > 1_000 && delay < 60_000)).isBetween(0.02, 0.15);
    assertThat(share(delays, delay -> delay > 5 * 60_000)).isBetween(0.001, 0.006);
  }

  @Test
  void ordersFromTheStoresComeHoursLate() {
    List<Sent> offline =
        readable().stream().filter(sent -> sent.record.feed() == Feed.OFFLINE).toList();

    assertThat(offline).hasSizeGreaterThan(200);
    assertThat(offline)
        .allMatch(sent -> sent.json.path("event").asText().equals("Order Completed"))
        .allMatch(sent -> sent.json.path("context").path("channel").asText().equals("offline"))
        .allMatch(sent -> sent.record.sendAtMillis() - sent.time() >= 3_600_000);
  }

  @Test
  void visitorsBrowseFillCartsLeaveThemAndBuy() {
    Map<String, Integer> names = new TreeMap<>();
    for (Sent sent : readable()) {
      names.merge(sent.json.path("event").asText(sent.json.path("type").asText()), 1, Integer::sum);
    }

    assertThat(names.keySet())
        .containsExactlyInAnyOrder(
            "Cart Viewed",
            "Checkout Started",
            "Order Completed",
            "Product Added",
            "Product List Viewed",
            "Product Removed",
            "Product Viewed",
            "identify",
            "page",
            "screen");
    assertThat(count(names, "Product Viewed")).isGreaterThan(2 * count(names, "Product Added"));
    assertThat(count(names, "Product Added")).isGreaterThan(count(names, "Checkout Started"));
    assertThat(count(names, "Checkout Started")).isGreaterThan(count(names, "Order Completed") / 2);
  }

  @Test
  void mostAreKnownAndSomeAreNot() {
    long withoutUser = readable().stream().filter(sent -> !sent.json.has("userId")).count();

    assertThat((double) withoutUser / readable().size()).isBetween(0.05, 0.2);
  }

  @Test
  void consentIsGivenRefusedMissingAndWithdrawn() {
    List<JsonNode> traits = new ArrayList<>();
    for (Sent sent : readable()) {
      if (sent.json.path("type").asText().equals("identify")) {
        traits.add(sent.json.path("traits"));
      }
    }

    assertThat(traits).anyMatch(t -> t.path("consent").path("email").asBoolean(false));
    assertThat(traits).anyMatch(t -> !t.path("consent").path("email").asBoolean(true));
    assertThat(traits).anyMatch(t -> t.has("email") && !t.has("consent"));
    assertThat(traits).anyMatch(t -> !t.has("email") && t.path("consent").size() == 1);
    assertThat(traits).anyMatch(t -> !t.has("timezone") && t.has("locale"));
    assertThat(traits).anyMatch(t -> t.has("push_token") && t.has("phone"));
  }

  @Test
  void nightsAreQuieterThanEvenings() {
    int night = 0;
    int evening = 0;
    for (Sent sent : readable()) {
      int hour = (int) (sent.time() / 3_600_000 % 24);
      night += hour >= 1 && hour < 4 ? 1 : 0;
      evening += hour >= 18 && hour < 21 ? 1 : 0;
    }

    assertThat(evening).isGreaterThan(2 * night);
  }

  @Test
  void knowsItsCustomersByName() {
    ShopSimulator shop = new ShopSimulator(1, 50, MONDAY_7);

    assertThat(IntStream.range(1000, 1050).filter(i -> shop.firstName("c-" + i).isPresent()))
        .hasSizeGreaterThan(30);
    assertThat(shop.firstName("c-1")).isEmpty();
  }

  @Test
  void needsACustomer() {
    assertThatThrownBy(() -> new ShopSimulator(1, 0, MONDAY_7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a customer: 0");
  }

  private record Sent(SimulatedRecord record, JsonNode json) {
    long time() {
      return Instant.parse(json.path("timestamp").asText()).toEpochMilli();
    }
  }

  private static List<Sent> readable() {
    return Sample.SENT;
  }

  /** Made once, for the tests that only look. */
  private static final class Sample {
    static final List<Sent> SENT = make();

    private static List<Sent> make() {
      ShopSimulator shop = new ShopSimulator(1, 2_000, MONDAY_7);
      List<Sent> sent = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        SimulatedRecord record = shop.next();
        if (fault(record.json()).isEmpty()) {
          sent.add(new Sent(record, tree(record.json()).orElseThrow()));
        }
      }
      return List.copyOf(sent);
    }
  }

  private static Optional<String> fault(byte[] bytes) {
    Optional<JsonNode> json = tree(bytes);
    if (json.isEmpty()) {
      return Optional.of("not JSON");
    }
    JsonNode event = json.get();
    if (!event.has("userId") && !event.has("anonymousId")) {
      return Optional.of("no id");
    }
    if (event.path("timestamp").asText().startsWith("2099")) {
      return Optional.of("year 2099");
    }
    if (event.path("userId").isNumber()) {
      return Optional.of("userId a number");
    }
    boolean half = event.path("userId").asText().chars().anyMatch(c -> c == 0xD83D);
    return half ? Optional.of("half a surrogate") : Optional.empty();
  }

  private static Optional<JsonNode> tree(byte[] bytes) {
    try {
      return Optional.of(JSON.readTree(bytes));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> first(int count, ShopSimulator shop) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SimulatedRecord record = shop.next();
      lines.add(
          record.sendAtMillis()
              + " "
              + record.feed()
              + " "
              + record.key()
              + " "
              + new String(record.json(), StandardCharsets.ISO_8859_1));
    }
    return lines;
  }

  private static double share(List<Long> values, java.util.function.LongPredicate predicate) {
    return (double) values.stream().filter(value -> predicate.test(value)).count() / values.size();
  }

  private static int count(Map<String, Integer> names, String name) {
    return names.getOrDefault(name, 0);
  }
}
