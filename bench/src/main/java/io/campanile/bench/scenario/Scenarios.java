package io.campanile.bench.scenario;

import io.campanile.bench.contender.BareState;
import io.campanile.bench.contender.Campanile;
import io.campanile.bench.contender.Contender;
import io.campanile.bench.contender.PlainFlinkCep;
import io.campanile.bench.drive.StateKind;
import io.campanile.bench.load.EventShape.Traffic;
import io.campanile.jobs.JobOptions.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** All that is measured. */
public final class Scenarios {

  /** Numbers of campaigns in the main table. */
  public static final List<Integer> CAMPAIGNS = List.of(1, 10, 100, 300, 1000);

  private static final List<Integer> FEW = List.of(10, 300);

  private Scenarios() {}

  /** Everybody who is measured; Esper where it is on the class path. */
  public static List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>();
    for (StateKind state : StateKind.values()) {
      contenders.add(new Campanile(Engine.CHAIN, state));
      contenders.add(new Campanile(Engine.CEP, state));
      contenders.add(new PlainFlinkCep(state));
      contenders.add(new BareState(state));
    }
    ServiceLoader.load(Contender.class).forEach(contenders::add);
    return contenders;
  }

  /** All scenarios of a size, in the order in which they run. */
  public static List<Scenario> all(Size size) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Contender contender : contenders()) {
      boolean heap = contender.state().equals("heap");
      if (contender.maxCampaigns() == 0 && (size.full() || !heap)) {
        scenarios.add(new Throughput(contender, 0, Traffic.VISITS));
      }
      for (int campaigns : CAMPAIGNS) {
        if (campaigns <= contender.maxCampaigns()
            && (size.full() || isQuick(contender, campaigns))) {
          scenarios.add(new Throughput(contender, campaigns, Traffic.VISITS));
        }
      }
    }
    List<Engine> engines = size.full() ? List.of(Engine.CHAIN, Engine.CEP) : List.of(Engine.CHAIN);
    for (Engine engine : engines) {
      scenarios.add(new ManyOthers(engine, 104));
      scenarios.add(new ManyOthers(engine, 1000));
      scenarios.add(new ManySequences(engine));
      scenarios.add(new WithTraits(engine, 10, Traffic.VISITS));
      scenarios.add(new WithTraits(engine, 300, Traffic.VISITS));
      scenarios.add(new StateBytes(engine, false));
      scenarios.add(new StateBytes(engine, true));
      scenarios.add(new AbsenceWave(engine));
      scenarios.add(new CheckpointLoad(engine));
    }
    contenders().stream()
        .filter(contender -> !contender.state().equals("heap"))
        .filter(contender -> contender.maxCampaigns() == Integer.MAX_VALUE)
        .forEach(contender -> scenarios.add(new Broad(contender)));
    scenarios.add(new WhereTimeGoes(Engine.CHAIN, false));
    scenarios.add(new WhereTimeGoes(Engine.CHAIN, true));
    scenarios.add(new ManySequencesPlain());
    scenarios.add(new BusyCustomer(Engine.CHAIN));
    // What decides which engine is the default.
    scenarios.add(new EndToEnd(Engine.CHAIN, Traffic.VISITS));
    scenarios.add(new EndToEnd(Engine.CEP, Traffic.VISITS));
    addScattered(scenarios);
    return scenarios;
  }

  /** What is left where hardly anybody comes twice within hours. */
  private static void addScattered(List<Scenario> scenarios) {
    scenarios.add(new Throughput(new BareState(StateKind.ROCKSDB), 0, Traffic.SCATTERED));
    for (int campaigns : FEW) {
      Contender chain = new Campanile(Engine.CHAIN, StateKind.ROCKSDB);
      scenarios.add(new Throughput(chain, campaigns, Traffic.SCATTERED));
      scenarios.add(new WithTraits(Engine.CHAIN, campaigns, Traffic.SCATTERED));
    }
    scenarios.add(new EndToEnd(Engine.CHAIN, Traffic.SCATTERED));
  }

  private static boolean isQuick(Contender contender, int campaigns) {
    if (contender instanceof PlainFlinkCep) {
      return campaigns == 100;
    }
    return contender.state().equals("rocksdb")
        ? FEW.contains(campaigns) || campaigns == 100
        : campaigns == 300;
  }
}
