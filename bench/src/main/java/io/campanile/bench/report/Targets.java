package io.campanile.bench.report;

import static io.campanile.bench.report.Outcomes.ratio;

import io.campanile.jobs.JobOptions.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the figures are wanted to be. */
final class Targets {

  private Targets() {}

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
    List<Target> targets = new ArrayList<>();
    for (Engine engine : List.of(Engine.CHAIN, Engine.CEP)) {
      addOf(engine.name().toLowerCase(Locale.ROOT), outcomes, targets);
    }
    return targets;
  }

  private static void addOf(String engine, Outcomes outcomes, List<Target> targets) {
    String name = "campanile " + engine;
    OptionalDouble at300 = outcomes.rate(name, "rocksdb", 300);
    add(targets, engine, "RocksDB, 300 campaigns: events/s", 60_000, true, at300, 0);
    add(
        targets,
        engine,
        "RocksDB, 300 campaigns / Esper, 300 campaigns",
        1,
        true,
        ratio(at300, outcomes.rate("esper", "memory", 300)),
        2);
    add(
        targets,
        engine,
        "RocksDB, 100 campaigns / plain flink-cep, the same",
        200,
        true,
        ratio(
            outcomes.rate(name, "rocksdb", 100), outcomes.rate("plain flink-cep", "rocksdb", 100)),
        0);
    add(
        targets,
        engine,
        "RocksDB, 10 campaigns / a bare get + put of 300 B",
        0.6,
        true,
        ratio(outcomes.rate(name, "rocksdb", 10), outcomes.rate("bare get + put", "rocksdb", 0)),
        2);
    addWithTraits(engine, outcomes, targets);
    String others = "many-others:" + engine + ":";
    add(
        targets,
        engine,
        "1,000 campaigns / 104, an event concerning as many",
        0.8,
        true,
        ratio(
            outcomes.figure(others + 1000, "eventsPerSecond"),
            outcomes.figure(others + 104, "eventsPerSecond")),
        2);
    String sequences = "many-sequences:" + engine;
    for (String kind : List.of("unknownNameMicros", "otherProductMicros")) {
      add(
          targets,
          engine,
          "An event that concerns none of 5,000 sequences / of 5 ("
              + (kind.startsWith("unknown") ? "name in no campaign" : "name in all campaigns")
              + ")",
          3,
          false,
          ratio(
              outcomes.figure(sequences, kind + "Many"), outcomes.figure(sequences, kind + "One")),
          2);
    }
    add(
        targets,
        engine,
        "State of a customer: profile, a sequence, three actions: bytes",
        1024,
        false,
        outcomes.figure("state-bytes:" + engine, "totalBytes"),
        0);
    String checkpoint = "checkpoint:" + engine;
    OptionalDouble normal = outcomes.figure(checkpoint, "normalPerSecond");
    add(
        targets,
        engine,
        "With a checkpoint each ten seconds / with none",
        0.7,
        true,
        ratio(outcomes.figure(checkpoint, "intervalPerSecond"), normal),
        2);
    add(
        targets,
        engine,
        "From a checkpoint's beginning to its end / with none",
        0.7,
        true,
        ratio(outcomes.figure(checkpoint, "duringPerSecond"), normal),
        2);
    add(
        targets,
        engine,
        "Kafka to Kafka, 100 campaigns / copying the bytes",
        0.5,
        true,
        ratio(
            outcomes.figure("end-to-end:" + engine, "eventsPerSecond"),
            outcomes.figure("end-to-end:" + engine, "copyPerSecond")),
        2);
  }

  /** The bars on speed hold beside computed traits too. */
  private static void addWithTraits(String engine, Outcomes outcomes, List<Target> targets) {
    String scenario = "with-traits:" + engine + ":";
    add(
        targets,
        engine,
        "The same with 20 traits and 10 segments, 300 campaigns: events/s",
        60_000,
        true,
        outcomes.figure(scenario + 300, "eventsPerSecond"),
        0);
    add(
        targets,
        engine,
        "The same with 20 traits and 10 segments, 10 campaigns / a bare get + put",
        0.6,
        true,
        ratio(
            outcomes.figure(scenario + 10, "eventsPerSecond"),
            outcomes.rate("bare get + put", "rocksdb", 0)),
        2);
  }

  private static void add(
      List<Target> targets,
      String engine,
      String what,
      double wanted,
      boolean atLeast,
      OptionalDouble measured,
      int decimals) {
    targets.add(new Target(engine, what, wanted, atLeast, measured, decimals));
  }
}
