package io.campanile.bench.report;

import static io.campanile.bench.report.Outcomes.ratio;

import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.bench.scenario.Broad;
import io.campanile.bench.scenario.Throughput;
import io.campanile.jobs.JobOptions.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the figures are wanted to be. */
final class Targets {

  private final Outcomes outcomes;
  private final List<Target> all = new ArrayList<>();

  private Targets(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * One of them.
   *
   * @param wanted the bound
   * @param atLeast whether the bound is the least that is wanted; else it is the most
   * @param decimals how figures are written
   */
  record Target(
      String engine,
      String what,
      double wanted,
      boolean atLeast,
      OptionalDouble measured,
      int decimals) {

    /** Whether it is met, in a word. */
    String verdict() {
      if (measured.isEmpty()) {
        return "not measured";
      }
      double found = measured.getAsDouble();
      return (atLeast ? found >= wanted : found <= wanted) ? "met" : "MISSED";
    }

    private String text(double figure) {
      return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
    }

    String wantedText() {
      return (atLeast ? ">= " : "<= ") + text(wanted);
    }

    String measuredText() {
      return measured.isEmpty() ? "–" : text(measured.getAsDouble());
    }
  }

  static List<Target> of(Outcomes outcomes) {
    Targets targets = new Targets(outcomes);
    for (Engine engine : List.of(Engine.CHAIN, Engine.CEP)) {
      String name = engine.name().toLowerCase(Locale.ROOT);
      targets.addSpeed(name, Traffic.VISITS);
      targets.addOthers(name);
    }
    targets.addSpeed("chain", Traffic.SCATTERED);
    return targets.all;
  }

  /** Bars on speed; they hold beside computed traits, too. */
  private void addSpeed(String engine, Traffic traffic) {
    String where = traffic == Traffic.SCATTERED ? "Scattered: " : "";
    String traits = (where.isEmpty() ? "With" : where + "with") + " 20 traits and 10 segments, ";
    OptionalDouble bare = rate("bare get + put", 0, traffic);
    String name = "campanile " + engine;
    atLeast(60_000, 0, engine, where + "300 campaigns: events/s", rate(name, 300, traffic));
    atLeast(
        0.6,
        2,
        engine,
        where + "10 campaigns / a bare get + put of 300 B",
        ratio(rate(name, 10, traffic), bare));
    atLeast(
        60_000, 0, engine, traits + "300 campaigns: events/s", withTraits(engine, 300, traffic));
    atLeast(
        0.6,
        2,
        engine,
        traits + "10 campaigns / a bare get + put of 300 B",
        ratio(withTraits(engine, 10, traffic), bare));
    String kafka = traffic.idOf("end-to-end:" + engine);
    atLeast(
        0.5,
        2,
        engine,
        where + "Kafka to Kafka, 100 campaigns / copying the bytes",
        ratio(outcomes.figure(kafka, "eventsPerSecond"), outcomes.figure(kafka, "copyPerSecond")));
  }

  private OptionalDouble rate(String contender, int campaigns, Traffic traffic) {
    return outcomes.figure(
        traffic.idOf(Throughput.id(contender, "rocksdb", campaigns)), "eventsPerSecond");
  }

  private OptionalDouble withTraits(String engine, int campaigns, Traffic traffic) {
    return outcomes.figure(
        traffic.idOf("with-traits:" + engine + ":" + campaigns), "eventsPerSecond");
  }

  private void addOthers(String engine) {
    String name = "campanile " + engine;
    atLeast(
        1,
        2,
        engine,
        "300 campaigns / Esper, in memory, 300 campaigns",
        ratio(rate(name, 300, Traffic.VISITS), outcomes.rate("esper", "memory", 300)));
    atLeast(
        1,
        2,
        engine,
        "300 campaigns, 50 of them concerned by an event / Esper, in memory, the same",
        ratio(
            outcomes.figure(Broad.id(name), "eventsPerSecond"),
            outcomes.figure(Broad.id("esper"), "eventsPerSecond")));
    atLeast(
        200,
        0,
        engine,
        "100 campaigns / plain flink-cep, the same",
        ratio(rate(name, 100, Traffic.VISITS), rate("plain flink-cep", 100, Traffic.VISITS)));
    String others = "many-others:" + engine + ":";
    atLeast(
        0.8,
        2,
        engine,
        "1,000 campaigns / 104, an event concerning as many",
        ratio(
            outcomes.figure(others + 1000, "eventsPerSecond"),
            outcomes.figure(others + 104, "eventsPerSecond")));
    String sequences = "many-sequences:" + engine;
    for (String kind : List.of("unknownNameMicros", "otherProductMicros")) {
      atMost(
          3,
          2,
          engine,
          "An event that concerns none of 5,000 sequences / of 5 ("
              + (kind.startsWith("unknown") ? "name in no campaign" : "name in all campaigns")
              + ")",
          ratio(
              outcomes.figure(sequences, kind + "Many"), outcomes.figure(sequences, kind + "One")));
    }
    atMost(
        1024,
        0,
        engine,
        "State of a customer: profile, a sequence, three actions: bytes",
        outcomes.figure("state-bytes:" + engine, "totalBytes"));
    String checkpoint = "checkpoint:" + engine;
    OptionalDouble normal = outcomes.figure(checkpoint, "normalPerSecond");
    atLeast(
        0.7,
        2,
        engine,
        "With a checkpoint each ten seconds / with none",
        ratio(outcomes.figure(checkpoint, "intervalPerSecond"), normal));
    atLeast(
        0.7,
        2,
        engine,
        "From a checkpoint's beginning to its end / with none",
        ratio(outcomes.figure(checkpoint, "duringPerSecond"), normal));
  }

  private void atLeast(
      double wanted, int decimals, String engine, String what, OptionalDouble measured) {
    all.add(new Target(engine, what, wanted, true, measured, decimals));
  }

  private void atMost(
      double wanted, int decimals, String engine, String what, OptionalDouble measured) {
    all.add(new Target(engine, what, wanted, false, measured, decimals));
  }
}
