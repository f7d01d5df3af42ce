package io.campanile.jobs.customer;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.Event;
import io.campanile.patterns.Patterns;
import java.util.List;
import java.util.function.Consumer;

/**
 * One customer's history through the engine that the jobs use, without a job around it: for tests
 * beside campaigns. What comes of it is what a replay gives.
 */
public final class CustomerTrial {

  private CustomerTrial() {}

  /**
   * Lets a history happen.
   *
   * @param events of one customer; in any order
   * @param endMillis event time at which it ends, epoch milliseconds; {@link
   *     JobOptions#RUN_TO_THE_END} so that every wait runs to its end
   * @param happened is told of each event, after what was due before it, and before what it does
   * @param out is handed everything that is decided, in the order in which it is
   */
  public static void run(
      Patterns patterns,
      JobOptions.Engine engine,
      String customerId,
      List<Event> events,
      long endMillis,
      Consumer<Event> happened,
      Outbox out) {
    Detector detector =
        switch (engine) {
          case CEP -> new CepDetector();
          case CHAIN -> new ChainDetector();
        };
    try {
      CustomerEngine core =
          new CustomerEngine(
              patterns,
              detector,
              JobOptions.DEFAULT_DEDUPE_WINDOW,
              JobOptions.DEFAULT_TIME_TO_LIVE);
      CustomerCodec codec = new CustomerCodec(core.index(), core.profiles(), detector, out);
      Customer customer = codec.create(customerId);
      events.stream()
          .sorted(Event.ORDER)
          .filter(event -> event.timeMillis() <= endMillis)
          .forEach(
              event -> {
                core.advanceTo(customer, event.timeMillis(), Decider.NO_WALL_CLOCK, out);
                happened.accept(event);
                core.take(customer, event, Decider.NO_WALL_CLOCK, out);
              });
      long lastMillis = endMillis == JobOptions.RUN_TO_THE_END ? TriggerPlan.NEVER : endMillis;
      core.advanceTo(customer, lastMillis, Decider.NO_WALL_CLOCK, out);
    } finally {
      detector.close();
    }
  }
}
