package io.campanile.jobs.oracle;

import io.campanile.jobs.oracle.NaiveEngine.Change;
import io.campanile.model.Event;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Patterns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** A world whose patterns change on the way. */
record ReleasedWorld(World world, List<Change> changes) {

  private static final int NUMBERS_A_CHANGE = 160;

  /** Up to this many events, and one to three changes. */
  static Arbitrary<ReleasedWorld> upTo(int events) {
    return Combinators.combine(
            Worlds.upTo(events),
            Choices.ofSize(NUMBERS_A_CHANGE)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .withSizeDistribution(RandomDistribution.uniform()))
        .as(ReleasedWorld::of);
  }

  private static ReleasedWorld of(World fast, List<List<Integer>> numbers) {
    World world =
        new World(
            RandomEdit.slower(fast.patterns(), new Choices(numbers.get(0))),
            fast.customerId(),
            fast.events(),
            fast.until());
    Map<String, Campaign> known = new LinkedHashMap<>();
    Patterns patterns = world.patterns();
    TreeMap<Long, Change> changes = new TreeMap<>();
    for (List<Integer> change : numbers) {
      patterns.campaigns().forEach(campaign -> known.put(campaign.name(), campaign));
      Choices choose = new Choices(change);
      long from = moment(world.events(), choose);
      if (changes.isEmpty() || from > changes.lastKey()) {
        String id = "r" + (changes.size() + 2);
        patterns = RandomEdit.of(id, patterns, List.copyOf(known.values()), choose);
        changes.put(from, new Change(from, patterns));
      }
    }
    return new ReleasedWorld(world, List.copyOf(changes.values()));
  }

  /** Where it may hurt: with an event, just before or after one, or when something is due. */
  private static long moment(List<Event> events, Choices choose) {
    int among = Math.max(events.size() - 2, 1);
    long base = events.isEmpty() ? 0 : events.get(choose.below(among)).timeMillis();
    return base + choose.of(0L, 1L, 60_000L, 1_800_000L, 3_600_000L, 0L, 7_200_000L, 86_400_000L);
  }

  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (Change change : changes) {
      texts.add(
          "from " + Instant.ofEpochMilli(change.effectiveFrom()) + YamlText.of(change.patterns()));
    }
    return world + "\n" + String.join("\n", texts);
  }
}
