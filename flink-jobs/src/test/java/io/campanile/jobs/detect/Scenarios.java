package io.campanile.jobs.detect;

import io.campanile.jobs.detect.Scenario.Happening;
import io.campanile.jobs.detect.Scenario.Late;
import io.campanile.jobs.detect.Scenario.Pruned;
import io.campanile.jobs.detect.Scenario.Stored;
import io.campanile.jobs.detect.Scenario.Taken;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Random triggers and streams. Time is coarse and windows are short, so that ties, exact boundaries
 * and deadlines between two events are common, not rare.
 */
public final class Scenarios {

  private Scenarios() {}

  /** Up to this many steps, copies of each, and happenings. */
  public static Arbitrary<Scenario> upTo(int steps, int times, int happenings) {
    return plans(steps, times)
        .flatMap(
            plan ->
                draws(plan)
                    .list()
                    .ofMaxSize(happenings)
                    .withSizeDistribution(RandomDistribution.uniform())
                    .map(draws -> new Scenario(plan, happeningsOf(draws))));
  }

  private static Arbitrary<TriggerPlan> plans(int steps, int times) {
    Arbitrary<Long> stepWithin =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(0L)), Tuple.of(1, Arbitraries.longs().between(1, 25)));
    Arbitrary<StepDraw> step =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    Tuple.of(3, Arbitraries.just(1)),
                    Tuple.of(2, Arbitraries.integers().between(1, times))),
                stepWithin,
                Arbitraries.of(false, false, true))
            .as(StepDraw::new);
    Arbitrary<Long> absence =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(0L)), Tuple.of(1, Arbitraries.longs().between(1, 10)));
    Arbitrary<Long> within =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.longs().between(1, 120)), Tuple.of(1, Arbitraries.just(9999L)));
    return Combinators.combine(step.list().ofMinSize(1).ofMaxSize(steps), absence, within)
        .as(Scenarios::planOf);
  }

  private record StepDraw(int times, long within, boolean guarded) {}

  private static TriggerPlan planOf(List<StepDraw> draws, long absence, long within) {
    List<Step> steps = new ArrayList<>();
    for (StepDraw draw : draws) {
      boolean first = steps.isEmpty();
      if (draw.guarded && !first) {
        steps.add(Plans.without("any"));
      }
      EventStep step = Plans.times(draw.times, "any");
      steps.add(
          draw.within == 0 || first ? step : Plans.within(Duration.ofMillis(draw.within), step));
    }
    if (absence > 0) {
      steps.add(Plans.withoutFor(Duration.ofMillis(absence), "any"));
    }
    return Plans.plan(Duration.ofMillis(within), steps.toArray(Step[]::new));
  }

  private enum Kind {
    TAKEN,
    LATE,
    PRUNED,
    STORED
  }

  private record Draw(Kind kind, long millis, long steps, long guards) {}

  private static Arbitrary<Draw> draws(TriggerPlan plan) {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(20, Kind.TAKEN),
                Tuple.of(2, Kind.LATE),
                Tuple.of(1, Kind.PRUNED),
                Tuple.of(2, Kind.STORED)),
            Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 3)),
                Tuple.of(1, Arbitraries.longs().between(4, 30))),
            bits(plan.steps().size(), 4),
            bits(plan.guards().size(), 1))
        .as(Draw::new);
  }

  /** Mostly one bit of so many, sometimes any of them; none in a tenth to most of the cases. */
  private static Arbitrary<Long> bits(int size, int weight) {
    if (size == 0) {
      return Arbitraries.just(0L);
    }
    return Arbitraries.frequencyOf(
        Tuple.of(5 - weight, Arbitraries.just(0L)),
        Tuple.of(weight, Arbitraries.integers().between(0, size - 1).map(bit -> 1L << bit)),
        Tuple.of(1, Arbitraries.longs().between(0, (1L << size) - 1)));
  }

  /** Ids grow with the order of events; a late event's id comes before or after all of them. */
  private static List<Happening> happeningsOf(List<Draw> draws) {
    List<Happening> happenings = new ArrayList<>();
    long nowMillis = 0;
    for (Draw draw : draws) {
      String number = String.format(Locale.ROOT, "%04d", happenings.size());
      Hits hits = new Hits(draw.steps, draw.guards);
      switch (draw.kind) {
        case TAKEN -> {
          nowMillis += draw.millis;
          happenings.add(new Taken(Scenario.event(nowMillis, "m" + number), hits));
        }
        case LATE -> {
          String id = (draw.millis % 2 == 0 ? "a" : "z") + number;
          happenings.add(new Late(Scenario.event(nowMillis - draw.millis / 2, id), hits));
        }
        case PRUNED -> happenings.add(new Pruned(nowMillis));
        case STORED -> happenings.add(new Stored());
      }
    }
    return happenings;
  }
}
