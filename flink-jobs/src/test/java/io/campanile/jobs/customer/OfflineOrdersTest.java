package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.Event;
import io.campanile.patterns.Patterns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Half a year of a wholesaler's orders: what is computed is what adding them up gives. */
class OfflineOrdersTest {

  private static final Patterns PATTERNS =
      ProfileStory.patterns(
          """
          orders: {count: Order Completed}
          revenue: {sum: event.total, of: Order Completed}
          last_order: {last: Order Completed}
          orders_30d: {count: Order Completed, over: 30d}
          """,
          "lapsed: profile.last_order < now - duration(\"720h\")\nfrequent: profile.orders_30d > 3\n");
  private static final List<String> TIMES =
      List.of("2010-12-24T00:00:00Z", "2011-02-28T12:30:00Z", "2011-06-30T00:00:00Z");

  @Test
  void areWhatAddingThemUpGives() throws IOException {
    String directory = System.getProperty("campanile.conformance");
    assumeThat(directory).as("set -Dcampanile.conformance").isNotNull();
    Path file = Path.of(directory, "data", "offline-orders.jsonl.gz");
    Map<String, List<Event>> byCustomer = new TreeMap<>();
    for (Event event : events(file)) {
      String customer = String.valueOf(event.userId());
      byCustomer.computeIfAbsent(customer, id -> new ArrayList<>()).add(event);
    }
    assertThat(byCustomer).hasSizeGreaterThan(500);
    byCustomer.forEach(OfflineOrdersTest::assertRight);
  }

  private static void assertRight(String customer, List<Event> events) {
    CustomerRun run = new CustomerRun(PATTERNS, new ChainDetector(), customer);
    int next = 0;
    for (String text : TIMES) {
      long nowMillis = Instant.parse(text).toEpochMilli();
      while (next < events.size() && events.get(next).timeMillis() <= nowMillis) {
        run.take(events.get(next++));
      }
      run.advanceTo(nowMillis);
      run.restart();
      assertRight(run, events.subList(0, next), nowMillis);
    }
  }

  private static void assertRight(CustomerRun run, List<Event> events, long nowMillis) {
    List<Event> orders = events.stream().filter(e -> e.name().equals("Order Completed")).toList();
    BigDecimal revenue = BigDecimal.ZERO;
    long recent = 0;
    for (Event order : orders) {
      if (order.properties().get("total") instanceof Number total) {
        revenue = revenue.add(new BigDecimal(total.toString()));
      }
      long hour = 3_600_000L;
      long leaves = order.timeMillis() + 30 * 24 * hour;
      recent += leaves + (hour - leaves % hour) % hour > nowMillis ? 1 : 0;
    }
    Map<String, @Nullable Object> view = run.view();
    assertThat(view.get("orders")).isEqualTo((long) orders.size());
    assertThat(view.get("revenue")).isEqualTo(revenue.doubleValue());
    assertThat(view.get("orders_30d")).isEqualTo(recent);
    Long last = orders.isEmpty() ? null : Long.valueOf(orders.get(orders.size() - 1).timeMillis());
    assertThat(view.get("last_order")).isEqualTo(last == null ? null : Instant.ofEpochMilli(last));
    List<String> segments = new ArrayList<>();
    if (recent > 3) {
      segments.add("frequent");
    }
    if (last != null && last < nowMillis - 720 * 3_600_000L) {
      segments.add("lapsed");
    }
    assertThat(run.memberships()).isEqualTo(segments);
  }

  private static List<Event> events(Path file) throws IOException {
    EventReader reader = new EventReader();
    List<Event> events = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        RawRecord raw =
            new RawRecord(bytes, bytes.length, "orders", "orders", 0, 0, RawRecord.NO_ARRIVAL);
        if (reader.read(raw) instanceof Ingested.Good good
            && seen.add(good.event().userId() + " " + good.event().messageId())) {
          // An order stands there twice, under one id: it counts once.
          events.add(good.event());
        }
      }
    }
    events.sort(Event.ORDER);
    return events;
  }
}
