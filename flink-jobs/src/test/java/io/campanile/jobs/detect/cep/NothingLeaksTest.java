package io.campanile.jobs.detect.cep;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.Followed;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.Scenario;
import io.campanile.jobs.detect.Scenarios;
import io.campanile.jobs.detect.TriggerPlan;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.cep.nfa.ComputationState;

/** What flink-cep keeps for a run is bounded by the plan, whatever comes. */
class NothingLeaksTest {

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenarios.upTo(4, 3, 50);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aRunHoldsOneChainASlotAndNothingElse(@ForAll("scenarios") Scenario scenario) {
    try (CepDetector detector = new CepDetector()) {
      Followed.by(detector, scenario, run -> assertBounded(scenario.plan(), run));
    }
  }

  private static void assertBounded(TriggerPlan plan, Run run) {
    int stages = plan.stages().size();
    RunState state = ((CepRun) run).state();
    assertThat(state.nfa().getPartialMatches()).hasSizeLessThanOrEqualTo(stages + 1);
    assertThat(state.nfa().getCompletedMatches()).isEmpty();
    assertThat(state.counts()).hasSizeLessThanOrEqualTo(1);
    Set<String> waiting = new HashSet<>();
    for (ComputationState partial : state.nfa().getPartialMatches()) {
      assertThat(waiting.add(partial.getCurrentStateName())).isTrue();
    }
    assertThat(state.nodes()).hasSizeLessThanOrEqualTo(stages * (stages + 1) / 2);
    assertThat(state.events()).hasSizeLessThanOrEqualTo(state.nodes().size());
    if (run.isEmpty()) {
      assertThat(state.nodes()).isEmpty();
      assertThat(state.events()).isEmpty();
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatIsReadIsWhatFlinkCepHad(@ForAll("scenarios") Scenario scenario) {
    try (CepDetector detector = new CepDetector()) {
      Followed.by(detector, scenario, run -> assertStoredAsItIs(detector, scenario.plan(), run));
    }
  }

  /**
   * Compares the maps of the shared buffer themselves, counts of holders and versions included: the
   * stored form leaves out what can be told from the chains, so it must be told right.
   */
  private static void assertStoredAsItIs(CepDetector detector, TriggerPlan plan, Run run) {
    RunState before = ((CepRun) run).state();
    RunState after = ((CepRun) Followed.stored(detector, plan, run)).state();
    assertThat(after.nfa().getPartialMatches())
        .containsExactlyInAnyOrderElementsOf(before.nfa().getPartialMatches());
    assertThat(after.nodes()).isEqualTo(before.nodes());
    assertThat(after.counts()).isEqualTo(before.counts());
    assertThat(after.events().keySet()).isEqualTo(before.events().keySet());
    before
        .events()
        .forEach(
            (id, held) -> {
              assertThat(after.events().get(id)).hasToString(held.toString());
              assertThat(RunFormat.eventOf(after, id)).isEqualTo(held.getElement().event());
            });
  }
}
