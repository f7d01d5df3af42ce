package io.campanile.jobs.customer;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.release.Release;
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
      CustomerEngines engines =
          new CustomerEngines(
              patterns,
              detector,
              JobOptions.DEFAULT_DEDUPE_WINDOW,
              JobOptions.DEFAULT_TIME_TO_LIVE,
              out);
      Customer customer =
          new CustomerCodec(engines.terms()).create(customerId, Release.THE_BEGINNING);
      events.stream()
          .sorted(Event.ORDER)
          .filter(event -> event.timeMillis() <= endMillis)
          .forEach(
              event -> {
                engines.advanceTo(customer, event.timeMillis(), Decider.NO_WALL_CLOCK);
                happened.accept(event);
                engines.take(customer, event, Decider.NO_WALL_CLOCK);
              });
      long lastMillis = endMillis == JobOptions.RUN_TO_THE_END ? TriggerPlan.NEVER : endMillis;
      engines.advanceTo(customer, lastMillis, Decider.NO_WALL_CLOCK);
    } finally {
      detector.close();
    }
  }
}
