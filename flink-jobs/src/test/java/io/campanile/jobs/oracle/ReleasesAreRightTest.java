package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.DecisionRecord.Reason;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;

/**
 * When campaigns change while they run, both engines say what the naive engine says, wherever they
 * are stopped and asked for the time, and whenever they get to know of the change.
 */
class ReleasesAreRightTest {

  private static final Detector CHAIN = new ChainDetector();
  private static final Detector CEP = new CepDetector();

  @AfterContainer
  static void close() {
    CHAIN.close();
    CEP.close();
  }

  @Provide
  Arbitrary<ReleasedWorld> worlds() {
    return ReleasedWorld.upTo(40);
  }

  @Provide
  Arbitrary<List<Integer>> disturbances() {
    return Choices.ofSize(200);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void takeEffectAsThePageSays(
      @ForAll("worlds") ReleasedWorld world, @ForAll("disturbances") List<Integer> disturbances) {
    assertRight(world, disturbances);
  }

  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
  @Tag("slow")
  void takeEffectAsThePageSaysInManyCases(
      @ForAll("worlds") ReleasedWorld world, @ForAll("disturbances") List<Integer> disturbances) {
    assertRight(world, disturbances);
  }

  private static void assertRight(ReleasedWorld released, List<Integer> disturbances) {
    World world = released.world();
    Told right =
        NaiveEngine.run(
            world.patterns(),
            released.changes(),
            world.customerId(),
            world.events(),
            world.until());
    assertThat(run(released, CHAIN, List.of()).differenceFrom(right)).as("chain").isEmpty();
    assertThat(run(released, CHAIN, disturbances).differenceFrom(right))
        .as("chain, disturbed")
        .isEmpty();
    assertThat(run(released, CEP, disturbances).differenceFrom(right))
        .as("cep, disturbed")
        .isEmpty();
    for (Reason reason : List.of(Reason.REMOVED, Reason.PAUSED)) {
      Statistics.label(reason.name())
          .collect(right.decisions().stream().anyMatch(d -> d.reason() == reason));
      Statistics.label(reason.name())
          .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 0.5));
    }
    Statistics.label("fires when a release takes effect")
        .collect(
            right.triggers().stream()
                .anyMatch(
                    trigger ->
                        released.changes().stream()
                            .anyMatch(
                                change ->
                                    change.effectiveFrom() == trigger.firedAt().toEpochMilli()
                                        && world.events().stream()
                                            .noneMatch(
                                                event ->
                                                    event.timeMillis()
                                                        == change.effectiveFrom()))));
  }

  private static Told run(ReleasedWorld released, Detector detector, List<Integer> disturbances) {
    World world = released.world();
    CustomerRun run = new CustomerRun(world.patterns(), detector, world.customerId());
    released.changes().forEach(change -> run.release(change.patterns(), change.effectiveFrom()));
    return EngineIsRightTest.told(EngineIsRightTest.run(run, world, disturbances));
  }
}
