package io.campanile.jobs.tally;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;

/**
 * The buckets that are worth showing. A wrong clock puts a few events years away, and a picture
 * that went there would show nothing else.
 *
 * @param first number of the first bucket; above {@code last} where there is none
 * @param last number of the last bucket
 * @param before how much lies before it
 * @param after how much lies behind it
 */
public record Stretch(long first, long last, long before, long after) {

  /** Empty buckets that part what belongs together from what is far away. */
  private static final int GAP = 10;

  /** What is far away, and less than one in so many, is left out. */
  private static final int ONE_IN = 100;

  private record Island(long first, long last, long count) {}

  /**
   * The stretch that shows nearly everything.
   *
   * @param counts by number of the bucket; empty buckets may be missing
   */
  public static Stretch of(SortedMap<Long, Long> counts) {
    Deque<Island> islands = new ArrayDeque<>();
    long all = 0;
    for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
      long at = bucket.getKey();
      Island last = islands.peekLast();
      if (last != null && at - last.last <= GAP) {
        islands.removeLast();
        islands.addLast(new Island(last.first, at, last.count + bucket.getValue()));
      } else {
        islands.addLast(new Island(at, at, bucket.getValue()));
      }
      all += bucket.getValue();
    }
    long before = 0;
    while (islands.size() > 1 && (before + islands.getFirst().count) * ONE_IN < all) {
      before += islands.removeFirst().count;
    }
    long after = 0;
    while (islands.size() > 1 && (after + islands.getLast().count) * ONE_IN < all) {
      after += islands.removeLast().count;
    }
    return islands.isEmpty()
        ? new Stretch(0, -1, 0, 0)
        : new Stretch(islands.getFirst().first, islands.getLast().last, before, after);
  }

  /** How many buckets it has. */
  public long size() {
    return last - first + 1;
  }
}
