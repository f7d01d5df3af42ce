package io.campanile.jobs.oracle;

import io.campanile.model.Event;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Patterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Random worlds. */
final class Worlds {

  private static final int NUMBERS_A_CAMPAIGN = 110;
  private static final int NUMBERS_AN_EVENT = 28;
  private static final int NUMBERS_A_POLICY = 90;
  private static final Comparator<Campaign> ORDER =
      Comparator.comparingInt(Campaign::priority).reversed().thenComparing(Campaign::name);

  private Worlds() {}

  /** Up to this many events. */
  static Arbitrary<World> upTo(int events) {
    return Combinators.combine(
            Choices.ofSize(NUMBERS_A_POLICY),
            Choices.ofSize(NUMBERS_A_CAMPAIGN).list().ofMinSize(1).ofMaxSize(4),
            Choices.ofSize(8),
            Choices.ofSize(NUMBERS_AN_EVENT)
                .list()
                .ofMaxSize(events)
                .withSizeDistribution(RandomDistribution.uniform()))
        .as(Worlds::of);
  }

  private static World of(
      List<Integer> policy,
      List<List<Integer>> campaigns,
      List<Integer> life,
      List<List<Integer>> events) {
    Choices choose = new Choices(life);
    List<Event> stream = RandomEvents.of(choose, events.stream().map(Choices::new).toList());
    long until = Long.MAX_VALUE;
    if (choose.oneIn(4) && !stream.isEmpty()) {
      until =
          stream.get(choose.below(stream.size())).timeMillis()
              + choose.of(0L, 1_800_000L, 3_600_000L, 90_000_000L);
    }
    return new World(
        patterns(new Choices(policy), campaigns), "u-" + choose.below(20), stream, until);
  }

  private static Patterns patterns(Choices policy, List<List<Integer>> numbers) {
    List<Campaign> campaigns = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    Set<String> tags = new LinkedHashSet<>();
    for (List<Integer> campaign : numbers) {
      String name = List.of("m", "b", "z", "a").get(campaigns.size());
      campaigns.add(RandomCampaign.of(name, new Choices(campaign)));
      names.add(name);
      tags.addAll(campaigns.get(campaigns.size() - 1).tags());
    }
    campaigns.sort(ORDER);
    return new Patterns("r1", List.copyOf(campaigns), RandomPolicy.of(policy, names, tags));
  }
}
