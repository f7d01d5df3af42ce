package io.campanile.jobs.identity;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.release.Releases;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a shop's visitors and customers do, told event by event, and what comes of it: the pure
 * parts of both steps, each taking its events in their order.
 */
final class Shop {

  static final PatternFiles PATTERNS = patterns();

  /** Far enough for every wait to run to its end. */
  static final long END = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();

  private final List<Event> events = new ArrayList<>();
  private final Map<IdentityFate, Long> counts = new EnumMap<>(IdentityFate.class);

  private static PatternFiles patterns() {
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(
        "campaigns/views.yaml",
        """
        campaign: views
        repeat: always
        trigger:
          per: event.product_id
          steps:
            - {event: Product Viewed, times: 3}
        actions:
          - {channel: ads, template: again}
        """);
    texts.put(
        "campaigns/cart.yaml",
        """
        campaign: cart
        repeat: always
        trigger:
          steps:
            - {event: Product Added}
            - {without: Order Completed, for: 1h}
        actions:
          - {channel: ads, template: now}
          - {channel: ads, template: later, delay: 10h}
        """);
    texts.put(
        "campaigns/welcome.yaml",
        """
        campaign: welcome
        repeat: always
        trigger:
          steps:
            - {event: Signed Up}
        actions:
          - {channel: email, template: welcome, delay: 1h}
        """);
    texts.put(
        "policy.yaml",
        """
        channels:
          email: {address: profile.email}
          ads: {}
        """);
    return new PatternFiles(texts);
  }

  static Instant at(String time) {
    return Instant.parse(time.contains("T") ? time : "2026-03-02T" + time + ":00Z");
  }

  /** A track event; its id says when and what, so that stories need not name it. */
  Shop track(
      String time,
      @Nullable String visitor,
      @Nullable String customer,
      String name,
      Object... more) {
    return add(EventType.TRACK, time, visitor, customer, name, more);
  }

  Shop identify(
      String time, @Nullable String visitor, @Nullable String customer, Object... traits) {
    return add(EventType.IDENTIFY, time, visitor, customer, "", traits);
  }

  Shop alias(String time, String previousId, String customer) {
    return add(EventType.ALIAS, time, null, customer, "", "previousId", previousId);
  }

  private Shop add(
      EventType type,
      String time,
      @Nullable String visitor,
      @Nullable String customer,
      String name,
      Object... more) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < more.length; i += 2) {
      properties.put((String) more[i], more[i + 1]);
    }
    String id = String.format("m-%04d", events.size());
    events.add(new Event(id, type, name, customer, visitor, at(time).toEpochMilli(), properties));
    return this;
  }

  Shop addAll(List<Event> more) {
    events.addAll(more);
    return this;
  }

  /** What comes of it, by customer, once every wait has run to its end. */
  Map<String, CustomerRun> customers() {
    counts.clear();
    return new PlainStage(false).customers(PATTERNS, events, END, counts);
  }

  long count(IdentityFate fate) {
    return counts.getOrDefault(fate, 0L);
  }

  /** One customer; one that nothing has happened to, where there is none. */
  CustomerRun customer(String id) {
    return customers()
        .getOrDefault(id, new CustomerRun(Releases.compile(PATTERNS), new ChainDetector(), id));
  }

  /** The triggers that fired for a customer, as {@code campaign HH:MM}. */
  List<String> fired(String id) {
    return customer(id).triggers().stream()
        .map(trigger -> trigger.campaign() + " " + hour(trigger.firedAt()))
        .toList();
  }

  /** The decisions for a customer, as {@code outcome-or-reason HH:MM}. */
  List<String> decided(String id) {
    return customer(id).decisions().stream()
        .map(
            decision ->
                (decision.reason() == null ? decision.outcome() : decision.reason())
                    + " "
                    + hour(decision.decidedAt()))
        .toList();
  }

  static String hour(Instant time) {
    return time.toString().substring(11, 16);
  }

  /** Every record but the profiles, as on the wire, in one order. */
  List<String> records() {
    return customers().values().stream()
        .flatMap(customer -> customer.records().stream())
        .filter(record -> record.stream() != Stream.PROFILES || record.isTombstone())
        .map(OutputRecord::toString)
        .sorted()
        .toList();
  }
}
