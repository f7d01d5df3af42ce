package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.cep.CepDetector;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.Event;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
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
 * Both engines say what the naive engine says, wherever they are stopped and asked for the time.
 */
class EngineIsRightTest {

  private static final Detector CHAIN = new ChainDetector();
  private static final Detector CEP = new CepDetector();

  @AfterContainer
  static void close() {
    CHAIN.close();
    CEP.close();
  }

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.upTo(60);
  }

  @Provide
  Arbitrary<List<Integer>> disturbances() {
    return Choices.ofSize(100);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void decidesAsThePageSays(
      @ForAll("worlds") World world, @ForAll("disturbances") List<Integer> disturbances) {
    assertRight(world, disturbances);
  }

  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
  @Tag("slow")
  void decidesAsThePageSaysInManyCases(
      @ForAll("worlds") World world, @ForAll("disturbances") List<Integer> disturbances) {
    assertRight(world, disturbances);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void decidesTheSameByPatternsReadFromFiles(@ForAll("worlds") World world) {
    Reading reading = PatternReader.read(YamlText.of(world.patterns()));
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    Patterns valid = ((Reading.Valid) reading).patterns();
    assertThat(valid.campaigns()).isEqualTo(world.patterns().campaigns());
    assertThat(valid.policy()).isEqualTo(world.patterns().policy());
    Patterns read = new Patterns("r1", valid.campaigns(), valid.policy());
    World same = new World(read, world.customerId(), world.events(), world.until());
    assertThat(told(run(same, CHAIN, List.of())).differenceFrom(byTheOracle(world))).isEmpty();
  }

  private static void assertRight(World world, List<Integer> disturbances) {
    Told right = byTheOracle(world);
    CustomerRun chain = run(world, CHAIN, List.of());
    CustomerRun chainDisturbed = run(world, CHAIN, disturbances);
    CustomerRun cepDisturbed = run(world, CEP, disturbances);
    assertThat(told(chain).differenceFrom(right)).as("chain").isEmpty();
    assertThat(told(chainDisturbed).differenceFrom(right)).as("chain, disturbed").isEmpty();
    assertThat(told(cepDisturbed).differenceFrom(right)).as("cep, disturbed").isEmpty();
    assertThat(chainDisturbed.begun()).as("begun, disturbed").isEqualTo(chain.begun());
    assertThat(cepDisturbed.begun()).as("begun, cep").isEqualTo(chain.begun());
    for (Outcome outcome : Outcome.values()) {
      Statistics.label(outcome.name())
          .collect(right.decisions().stream().anyMatch(d -> d.outcome() == outcome));
      Statistics.label(outcome.name())
          .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 5));
    }
  }

  private static Told byTheOracle(World world) {
    return NaiveEngine.run(world.patterns(), world.customerId(), world.events(), world.until());
  }

  static Told told(CustomerRun run) {
    return new Told(run.triggers(), run.decisions(), run.actions(), run.waiting());
  }

  /** Runs the engine over the events; 0 for no disturbance, so that an empty list is none. */
  static CustomerRun run(World world, Detector detector, List<Integer> disturbances) {
    return run(
        new CustomerRun(world.patterns(), detector, world.customerId()), world, disturbances);
  }

  /** Runs an engine over the events of a world. */
  static CustomerRun run(CustomerRun run, World world, List<Integer> disturbances) {
    Choices choose = new Choices(disturbances);
    long before = Long.MIN_VALUE;
    for (Event event : world.events()) {
      if (event.timeMillis() > world.until()) {
        break;
      }
      disturb(run, choose, before, event.timeMillis());
      run.take(event);
      before = event.timeMillis();
    }
    disturb(run, choose, before, world.until());
    run.advanceTo(world.until());
    return run;
  }

  private static void disturb(CustomerRun run, Choices choose, long before, long next) {
    switch (choose.of("", "restart", "time", "both")) {
      case "restart" -> run.restart();
      case "time" -> run.advanceTo(between(choose, before, next));
      case "both" -> {
        run.advanceTo(between(choose, before, next));
        run.restart();
      }
      default -> {
        // Nothing comes between these two events.
      }
    }
  }

  private static long between(Choices choose, long before, long next) {
    if (before == Long.MIN_VALUE || next == Long.MAX_VALUE) {
      return before == Long.MIN_VALUE ? next - 1 : before;
    }
    return before + (next - before) * choose.below(5) / 4;
  }
}
