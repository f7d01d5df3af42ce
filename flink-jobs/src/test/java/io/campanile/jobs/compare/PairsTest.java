package io.campanile.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.compare.Pairs.Pair;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairsTest {

  private static final long WEEK = Pairs.MOST_MOVED.toMillis();

  @Test
  void theNearestFindEachOther() {
    assertThat(Pairs.of(List.of(0L, 100L), List.of(90L, 200L)))
        .containsExactlyInAnyOrder(new Pair(1, 0), new Pair(0, 1));
    assertThat(Pairs.of(List.of(0L, 100L), List.of(90L)))
        .as("the one that is left is paired with nobody")
        .containsExactly(new Pair(1, 0));
  }

  @Test
  void whatIsNearestGoesFirstAndTheRestIsPairedAfterIt() {
    assertThat(Pairs.of(List.of(0L, 100L), List.of(90L, 95L)))
        .containsExactlyInAnyOrder(new Pair(1, 1), new Pair(0, 0));
  }

  @Test
  void ofTwoEquallyNearTheEarlierIsTaken() {
    assertThat(Pairs.of(List.of(10L), List.of(0L, 20L))).containsExactly(new Pair(0, 0));
  }

  @Test
  void aWeekIsTheMost() {
    assertThat(Pairs.of(List.of(0L), List.of(WEEK))).containsExactly(new Pair(0, 0));
    assertThat(Pairs.of(List.of(0L), List.of(WEEK + 1))).isEmpty();
  }

  @Test
  void nothingIsPairedWithNothing() {
    assertThat(Pairs.of(List.of(), List.of(1L))).isEmpty();
    assertThat(Pairs.of(List.of(), List.of())).isEmpty();
  }

  @Property
  void pairsAsIfAllWereLookedAtEachTime(
      @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 40) Long> before,
      @ForAll @Size(max = 12) List<@LongRange(min = 0, max = 40) Long> after) {
    List<Long> left = before.stream().map(time -> time * WEEK / 10).sorted().toList();
    List<Long> right = after.stream().map(time -> time * WEEK / 10).sorted().toList();
    // Which of two at the same distance is taken may differ; how far apart the pairs are may not.
    assertThat(apart(Pairs.of(left, right), left, right)).isEqualTo(naively(left, right));
  }

  private static List<Long> apart(List<Pair> pairs, List<Long> before, List<Long> after) {
    return pairs.stream()
        .map(pair -> Math.abs(after.get(pair.after()) - before.get(pair.before())))
        .sorted()
        .toList();
  }

  private static List<Long> naively(List<Long> before, List<Long> after) {
    List<Long> left = new ArrayList<>(before);
    List<Long> right = new ArrayList<>(after);
    List<Long> apart = new ArrayList<>();
    while (true) {
      long best = Long.MAX_VALUE;
      long earliest = Long.MAX_VALUE;
      int l = -1;
      int r = -1;
      for (int i = 0; i < left.size(); i++) {
        for (int j = 0; j < right.size(); j++) {
          long distance = Math.abs(left.get(i) - right.get(j));
          long start = Math.min(left.get(i), right.get(j));
          if (distance <= WEEK && (distance < best || (distance == best && start < earliest))) {
            best = distance;
            earliest = start;
            l = i;
            r = j;
          }
        }
      }
      if (l < 0) {
        return apart.stream().sorted().toList();
      }
      apart.add(best);
      left.remove(l);
      right.remove(r);
    }
  }
}
