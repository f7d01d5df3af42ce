package io.campanile.jobs.limit;

import java.util.Arrays;

/**
 * Who waits for one channel, the lowest rank first; of equal ranks, who came first. Two numbers
 * each and no object, so that a million of them take 16 MB. Not thread-safe.
 */
final class Line {

  private static final int FIRST_CAPACITY = 64;

  private long[] ranks = new long[FIRST_CAPACITY];
  private long[] numbers = new long[FIRST_CAPACITY];
  private int size;
  private long nextNumber;

  /** How many wait. */
  int size() {
    return size;
  }

  /** The number for one who comes now: above that of everybody who waits. */
  long nextNumber() {
    return nextNumber;
  }

  /** Adds one. */
  void add(long rank, long number) {
    if (size == ranks.length) {
      ranks = Arrays.copyOf(ranks, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    nextNumber = Math.max(nextNumber, number + 1);
    int at = size++;
    while (at > 0 && isBefore(rank, number, (at - 1) / 2)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    ranks[at] = rank;
    numbers[at] = number;
  }

  /** The number of the first; only where there is one. */
  long first() {
    return numbers[0];
  }

  /** Takes out the first; only where there is one. */
  void removeFirst() {
    size--;
    long rank = ranks[size];
    long number = numbers[size];
    int at = 0;
    int child = smallerChild(at);
    while (child < size && !isBefore(rank, number, child)) {
      move(child, at);
      at = child;
      child = smallerChild(at);
    }
    ranks[at] = rank;
    numbers[at] = number;
  }

  private int smallerChild(int at) {
    int left = 2 * at + 1;
    int right = left + 1;
    return right < size && isBefore(ranks[right], numbers[right], left) ? right : left;
  }

  private boolean isBefore(long rank, long number, int other) {
    return rank < ranks[other] || (rank == ranks[other] && number < numbers[other]);
  }

  private void move(int from, int to) {
    ranks[to] = ranks[from];
    numbers[to] = numbers[from];
  }
}
