package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of numbers for each key.
 *
 * @param <K> what is counted; as many as the patterns have of them, whatever the history
 */
public final class Counts<K extends Comparable<K> & Serializable> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int width;
  private final HashMap<K, long[]> rows = new HashMap<>();

  /**
   * No counts yet.
   *
   * @param width numbers in a row, from 1
   */
  public Counts(int width) {
    this.width = width;
  }

  /** Counts something. */
  public void add(K key, int column, long times) {
    rows.computeIfAbsent(key, unused -> new long[width])[column] += times;
  }

  /** Counts what another one has counted. */
  public void add(Counts<K> other) {
    other.rows.forEach(
        (key, row) -> {
          long[] own = rows.computeIfAbsent(key, unused -> new long[width]);
          for (int i = 0; i < width; i++) {
            own[i] += row[i];
          }
        });
  }

  /** The rows, in the order of their keys. */
  public SortedMap<K, long[]> rows() {
    return new TreeMap<>(rows);
  }

  /** The sum of all rows. */
  public long[] total() {
    long[] total = new long[width];
    for (Map.Entry<K, long[]> entry : rows.entrySet()) {
      for (int i = 0; i < width; i++) {
        total[i] += entry.getValue()[i];
      }
    }
    return total;
  }
}
