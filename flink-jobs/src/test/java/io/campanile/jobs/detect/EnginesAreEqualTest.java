package io.campanile.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * The slot machine, flink-cep's NFA and the words say the same to every scenario, with the runs
 * stored and pruned at any moment.
 */
class EnginesAreEqualTest {

  private static final Detector CHAIN = new ChainDetector();
  private static final Detector CEP = new CepDetector();

  @AfterContainer
  static void close() {
    CHAIN.close();
    CEP.close();
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return Scenarios.upTo(5, 4, 60);
  }

  @Provide
  Arbitrary<Scenario> longScenarios() {
    return Scenarios.upTo(5, 4, 300);
  }

  @Provide
  Arbitrary<Scenario> smallScenarios() {
    return Scenarios.upTo(3, 2, 16);
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void chainAndCepAreEqual(@ForAll("scenarios") Scenario scenario) {
    assertEqual(scenario);
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void chainDoesWhatTheWordsSay(@ForAll("smallScenarios") Scenario scenario) {
    assertThat(Followed.by(CHAIN, scenario).fired()).isEqualTo(InWords.fired(scenario));
  }

  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
  @Tag("slow")
  void chainAndCepAreEqualInManyCases(@ForAll("longScenarios") Scenario scenario) {
    assertEqual(scenario);
  }

  @Property(tries = 60_000, edgeCases = EdgeCasesMode.NONE)
  @Tag("slow")
  void chainDoesWhatTheWordsSayInManyCases(@ForAll("smallScenarios") Scenario scenario) {
    assertThat(Followed.by(CHAIN, scenario).fired()).isEqualTo(InWords.fired(scenario));
  }

  private static void assertEqual(Scenario scenario) {
    Followed byChain = Followed.by(CHAIN, scenario);
    assertThat(Followed.by(CEP, scenario)).isEqualTo(byChain);
    Statistics.label("fires").collect(byChain.fires());
    Statistics.label("absence").collect(scenario.plan().endsWithAbsence());
    Statistics.label("fires")
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 40));
  }
}
