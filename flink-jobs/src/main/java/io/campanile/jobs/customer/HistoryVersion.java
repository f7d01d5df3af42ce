package io.campanile.jobs.customer;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.detect.Detector;
import io.campanile.model.Event;
import io.campanile.patterns.Patterns;
import java.util.List;
import java.util.Optional;

/**
 * One version of the patterns at work on a sorted history: one customer after the other, none of
 * whom comes back, so that no state is kept.
 */
final class HistoryVersion implements AutoCloseable {

  private final Detector detector;
  private final CustomerEngines engines;
  private final CustomerCodec codec;
  private final Outbox out;
  private final JobOptions options;
  private Optional<Customer> customer = Optional.empty();

  HistoryVersion(JobOptions options, Patterns patterns, Detector detector, Outbox out) {
    this.detector = detector;
    this.engines =
        new CustomerEngines(patterns, detector, options.dedupeWindow(), options.timeToLive(), out);
    this.codec = new CustomerCodec(engines.terms());
    this.out = out;
    this.options = options;
  }

  /** Takes events of one customer, in their order; at least one. */
  void take(String id, List<Event> events) {
    Customer current = customer.orElseGet(() -> codec.create(id, events.get(0).timeMillis()));
    customer = Optional.of(current);
    for (Event event : events) {
      engines.take(current, event, wallMillis());
    }
  }

  /** The customer's history has ended. */
  void end(long watermarkMillis) {
    Customer current = customer.orElseThrow();
    engines.advanceTo(current, Math.min(watermarkMillis, options.end()), wallMillis());
    out.count(Fate.ACTIONS_WAITING_AT_END, current.agenda().waiting().size());
    customer = Optional.empty();
  }

  private long wallMillis() {
    return options.wallClock().nowMillis();
  }

  @Override
  public void close() {
    detector.close();
  }
}
