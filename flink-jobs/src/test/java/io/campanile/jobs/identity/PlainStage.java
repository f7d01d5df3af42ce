package io.campanile.jobs.identity;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.release.Releases;
import io.campanile.jobs.stories.Stage;
import io.campanile.model.Event;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pure parts of all steps, each taking its events in their order. */
public final class PlainStage implements Stage {

  private final boolean restarts;

  /**
   * A stage.
   *
   * @param restarts whether everything is written to state and read from it after each event
   */
  public PlainStage(boolean restarts) {
    this.restarts = restarts;
  }

  @Override
  public List<OutputRecord> play(PatternFiles patterns, List<Event> events, long endMillis) {
    List<OutputRecord> records = new ArrayList<>();
    customers(patterns, events, endMillis, new EnumMap<>(IdentityFate.class))
        .values()
        .forEach(customer -> records.addAll(customer.records()));
    return records;
  }

  Map<String, CustomerRun> customers(
      PatternFiles patterns, List<Event> events, long endMillis, Map<IdentityFate, Long> counts) {
    List<Event> toCustomers = new ArrayList<>();
    Map<String, List<Event>> toVisitors = new TreeMap<>();
    Map<String, List<Event>> toDevices = new TreeMap<>();
    for (Event event : events) {
      VisitorsFunction.part(
          event,
          toCustomers::add,
          visits -> add(toVisitors, IdentityOperator.visitorOf(visits), visits),
          said -> add(toDevices, DevicesOperator.customerOf(said), said));
    }
    toDevices.forEach((id, said) -> ofDevices(id, said, toVisitors, toCustomers));
    toVisitors.forEach((id, visits) -> toCustomers.addAll(taken(id, visits, counts)));
    Map<String, CustomerRun> customers = new TreeMap<>();
    toCustomers.sort(Event.ORDER);
    for (Event event : toCustomers) {
      CustomerRun customer =
          customers.computeIfAbsent(
              Identity.customerOf(event),
              id -> new CustomerRun(Releases.compile(patterns), new ChainDetector(), id));
      customer.take(event);
      if (restarts) {
        customer.restart();
      }
    }
    customers.values().forEach(customer -> customer.advanceTo(endMillis));
    return customers;
  }

  private static void add(Map<String, List<Event>> byKey, String key, Event event) {
    byKey.computeIfAbsent(key, id -> new ArrayList<>()).add(event);
  }

  private void ofDevices(
      String id, List<Event> said, Map<String, List<Event>> toVisitors, List<Event> toCustomers) {
    Devices devices = new Devices(id);
    Devices.Out out =
        new Devices.Out() {
          @Override
          public void unlink(Event unlink) {
            add(toVisitors, IdentityOperator.visitorOf(unlink), unlink);
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
      devices = restarts ? restarted(devices) : devices;
    }
  }

  private static Devices restarted(Devices devices) {
    try {
      return DevicesCodec.read(devices.customer(), DevicesCodec.write(devices));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Event> taken(String id, List<Event> visits, Map<IdentityFate, Long> counts) {
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
      visitor = restarts ? restarted(id, visitor) : visitor;
    }
    return out;
  }

  private static Visitor restarted(String id, Visitor visitor) {
    try {
      return VisitorCodec.read(id, VisitorCodec.write(visitor));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
