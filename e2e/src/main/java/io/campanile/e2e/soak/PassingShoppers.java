package io.campanile.e2e.soak;

import io.campanile.cli.demo.shop.Feed;
import io.campanile.cli.demo.shop.ShopSimulator;
import io.campanile.cli.demo.shop.SimulatedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The demonstration's shop, whose customers come and go: groups of them arrive one after the other,
 * stay for some days and never come back, while others with new ids take their place.
 */
final class PassingShoppers {

  private static final int GROUPS = 10;

  private final PriorityQueue<Group> groups =
      new PriorityQueue<>(Comparator.comparingLong(Group::nextMillis));
  private final int groupSize;
  private final long stayMillis;
  private int begun;

  /** Customers who come at the same time. */
  private static final class Group {
    private final ShopSimulator shop;
    private final long leaveMillis;
    private SimulatedRecord next;

    Group(ShopSimulator shop, long leaveMillis) {
      this.shop = shop;
      this.leaveMillis = leaveMillis;
      this.next = shop.next();
    }

    /** When it sends something or leaves. */
    long nextMillis() {
      return Math.min(next.sendAtMillis(), leaveMillis);
    }
  }

  /**
   * A shop.
   *
   * @param customers how many there are at any time, at least 10
   * @param stay how long each is there
   */
  PassingShoppers(int customers, Duration stay, Instant start) {
    this.groupSize = customers / GROUPS;
    this.stayMillis = stay.toMillis();
    // Those who are there at the start leave one group after the other.
    for (int i = 1; i <= GROUPS; i++) {
      begin(start.toEpochMilli(), start.toEpochMilli() + stayMillis * i / GROUPS);
    }
  }

  private void begin(long startMillis, long leaveMillis) {
    ShopSimulator shop =
        new ShopSimulator(begun, begun * groupSize, groupSize, Instant.ofEpochMilli(startMillis));
    begun++;
    groups.add(new Group(shop, leaveMillis));
  }

  /** The next record of all, by its arrival. */
  SimulatedRecord next() {
    Group group = groups.remove();
    while (group.next.sendAtMillis() >= group.leaveMillis) {
      begin(group.leaveMillis, group.leaveMillis + stayMillis);
      group = groups.remove();
    }
    SimulatedRecord record = group.next;
    group.next = group.shop.next();
    groups.add(group);
    return agreeing(record);
  }

  /** How many customers have come so far. */
  int customers() {
    return begun * groupSize;
  }

  /** A refusal is remembered for ever, on purpose; here it would look like a leak. */
  private static SimulatedRecord agreeing(SimulatedRecord record) {
    String json = new String(record.json(), StandardCharsets.UTF_8);
    return json.contains(":false")
        ? new SimulatedRecord(
            json.replace(":false", ":true").getBytes(StandardCharsets.UTF_8),
            record.feed(),
            record.key(),
            record.sendAtMillis())
        : record;
  }

  /** Where a record goes. */
  static String topic(Feed feed) {
    return switch (feed) {
      case WEB -> "events.web";
      case APP -> "events.app";
      case OFFLINE -> "events.till";
    };
  }
}
