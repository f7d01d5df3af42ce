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

  private final CustomerEngine engine;
  private final CustomerCodec codec;
  private final Outbox out;
  private final JobOptions options;
  private Optional<Customer> customer = Optional.empty();

  HistoryVersion(JobOptions options, Patterns patterns, Detector detector, Outbox out) {
    this.engine =
        new CustomerEngine(patterns, detector, options.dedupeWindow(), options.timeToLive());
    this.codec = new CustomerCodec(engine.index(), engine.profiles(), detector, out);
    this.out = out;
    this.options = options;
  }

  /** Takes events of one customer, in their order. */
  void take(String id, List<Event> events) {
    Customer current = customer.orElseGet(() -> codec.create(id));
    customer = Optional.of(current);
    for (Event event : events) {
      engine.take(current, event, wallMillis(), out);
    }
  }

  /** The customer's history has ended. */
  void end(long watermarkMillis) {
    Customer current = customer.orElseThrow();
    engine.advanceTo(current, Math.min(watermarkMillis, options.end()), wallMillis(), out);
    out.count(Fate.ACTIONS_WAITING_AT_END, current.agenda().waiting().size());
    customer = Optional.empty();
  }

  private long wallMillis() {
    return options.wallClock().nowMillis();
  }

  @Override
  public void close() {
    engine.detector().close();
  }
}
