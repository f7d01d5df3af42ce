package io.campanile.bench.drive;

import java.util.Arrays;

/** How long batches took. */
public final class BatchClock {

  private long[] nanos = new long[1024];
  private int size;
  private long sumNanos;

  /** A batch took so long. */
  public void add(long batchNanos) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = batchNanos;
    sumNanos += batchNanos;
  }

  /** How many batches there were. */
  public int size() {
    return size;
  }

  /** All of them together, seconds. */
  public double seconds() {
    return sumNanos / 1e9;
  }

  /** What this share of the batches did not exceed, milliseconds; 1 for the longest. */
  public double millis(double share) {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(share * size) - 1;
    return sorted[Math.max(0, Math.min(index, size - 1))] / 1e6;
  }
}
