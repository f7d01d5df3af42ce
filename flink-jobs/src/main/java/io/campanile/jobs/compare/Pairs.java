package io.campanile.jobs.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Pairs the times at which one version sends something with those at which the other does: always
 * the two next that are nearest to each other, the earlier ones where two pairs are equally near.
 * What is further apart than a week is not the same message any more.
 */
public final class Pairs {

  /** How far a message may move and still be the same. */
  public static final Duration MOST_MOVED = Duration.ofDays(7);

  /**
   * Two of the same, by their places in the lists.
   *
   * @param before place in the first list
   * @param after place in the second list
   */
  record Pair(int before, int after) {}

  private record Candidate(int left, int right, long apart) {}

  private Pairs() {}

  /** The pairs, in no order; both lists are sorted. */
  static List<Pair> of(List<Long> before, List<Long> after) {
    return new Merged(before, after).pairs();
  }

  /** All times in one chain, in their order: the nearest two of the two lists are neighbours. */
  private static final class Merged {
    private final int size;
    private final long[] times;
    private final boolean[] isAfter;
    private final int[] places;
    private final int[] previous;
    private final int[] next;
    private final boolean[] paired;
    private final PriorityQueue<Candidate> candidates =
        new PriorityQueue<>(
            Comparator.comparingLong(Candidate::apart).thenComparingInt(Candidate::left));

    Merged(List<Long> before, List<Long> after) {
      size = before.size() + after.size();
      times = new long[size];
      isAfter = new boolean[size];
      places = new int[size];
      previous = new int[size];
      next = new int[size];
      paired = new boolean[size];
      int left = 0;
      int right = 0;
      for (int i = 0; i < size; i++) {
        boolean fromAfter =
            left == before.size() || (right < after.size() && after.get(right) < before.get(left));
        isAfter[i] = fromAfter;
        places[i] = fromAfter ? right : left;
        times[i] = fromAfter ? after.get(right++) : before.get(left++);
        previous[i] = i - 1;
        next[i] = i + 1;
      }
    }

    List<Pair> pairs() {
      for (int i = 0; i + 1 < size; i++) {
        consider(i, i + 1);
      }
      List<Pair> pairs = new ArrayList<>();
      while (!candidates.isEmpty()) {
        Candidate nearest = candidates.remove();
        if (paired[nearest.left] || paired[nearest.right]) {
          continue;
        }
        paired[nearest.left] = true;
        paired[nearest.right] = true;
        boolean leftIsAfter = isAfter[nearest.left];
        pairs.add(
            new Pair(
                places[leftIsAfter ? nearest.right : nearest.left],
                places[leftIsAfter ? nearest.left : nearest.right]));
        takeOut(nearest.left);
        takeOut(nearest.right);
        consider(previous[nearest.left], next[nearest.right]);
      }
      return pairs;
    }

    private void takeOut(int i) {
      if (previous[i] >= 0) {
        next[previous[i]] = next[i];
      }
      if (next[i] < size) {
        previous[next[i]] = previous[i];
      }
    }

    private void consider(int left, int right) {
      if (left < 0 || right >= size || isAfter[left] == isAfter[right]) {
        return;
      }
      long apart = times[right] - times[left];
      if (apart <= MOST_MOVED.toMillis()) {
        candidates.add(new Candidate(left, right, apart));
      }
    }
  }
}
