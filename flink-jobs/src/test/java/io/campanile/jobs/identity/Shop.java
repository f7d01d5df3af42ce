package io.campanile.jobs.identity;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.release.Releases;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.PatternFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
    List<Event> toCustomers = new ArrayList<>();
    Map<String, List<Event>> toVisitors = new TreeMap<>();
    Map<String, List<Event>> toDevices = new TreeMap<>();
    for (Event event : events) {
      VisitorsFunction.part(
          event,
          toCustomers::add,
          visits ->
              toVisitors
                  .computeIfAbsent(IdentityOperator.visitorOf(visits), id -> new ArrayList<>())
                  .add(visits),
          devices ->
              toDevices
                  .computeIfAbsent(DevicesOperator.customerOf(devices), id -> new ArrayList<>())
                  .add(devices));
    }
    toDevices.forEach((id, said) -> ofDevices(id, said, toVisitors, toCustomers));
    toVisitors.forEach((id, visits) -> toCustomers.addAll(taken(id, visits)));
    Map<String, CustomerRun> customers = new TreeMap<>();
    toCustomers.sort(Event.ORDER);
    for (Event event : toCustomers) {
      customers
          .computeIfAbsent(
              Identity.customerOf(event),
              id -> new CustomerRun(Releases.compile(PATTERNS), new ChainDetector(), id))
          .take(event);
    }
    customers.values().forEach(customer -> customer.advanceTo(END));
    return customers;
  }

  private static void ofDevices(
      String id, List<Event> said, Map<String, List<Event>> toVisitors, List<Event> toCustomers) {
    Devices devices = new Devices(id);
    Devices.Out out =
        new Devices.Out() {
          @Override
          public void unlink(Event unlink) {
            toVisitors
                .computeIfAbsent(IdentityOperator.visitorOf(unlink), visitor -> new ArrayList<>())
                .add(unlink);
          }

          @Override
          public void request(Event request) {
            toCustomers.add(request);
          }

          @Override
          public void cutOff() {
            throw new AssertionError("too many devices for a story");
          }
        };
    said.sort(Event.ORDER);
    for (Event event : said) {
      devices.take(event, out);
    }
  }

  private List<Event> taken(String id, List<Event> visits) {
    List<Event> out = new ArrayList<>();
    Visitor visitor = new Visitor(id);
    visits.sort(Event.ORDER);
    Outlet outlet =
        new Outlet() {
          @Override
          public void emit(Event event) {
            out.add(event);
          }

          @Override
          public void count(IdentityFate fate, long times) {
            counts.merge(fate, times, Long::sum);
          }
        };
    for (Event visit : visits) {
      visitor.take(visit, Duration.ofDays(400).toMillis(), outlet);
    }
    return out;
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

  /** Every record, as on the wire, in one order. */
  List<String> records() {
    List<OutputRecord> records = new ArrayList<>();
    for (Map.Entry<String, CustomerRun> entry : customers().entrySet()) {
      CustomerRun customer = entry.getValue();
      for (long withdrawnMillis : customer.withdrawn()) {
        records.add(OutputRecords.noProfile(entry.getKey(), withdrawnMillis));
      }
      for (TriggerRecord trigger : customer.triggers()) {
        records.add(OutputRecords.of(trigger));
      }
      for (DecisionRecord decision : customer.decisions()) {
        records.add(OutputRecords.of(decision));
      }
      for (ActionRecord action : customer.actions()) {
        records.add(OutputRecords.of(action));
      }
      for (PrivacyRecord record : customer.privacy()) {
        records.add(OutputRecords.of(record));
      }
    }
    return records.stream().map(OutputRecord::toString).sorted(Comparator.naturalOrder()).toList();
  }
}
