package io.campanile.jobs.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;
import org.jspecify.annotations.Nullable;

/** Random numbers that choose. */
final class Choices {

  private static final int LARGEST = 1 << 20;

  private final List<Integer> numbers;
  private int next;

  Choices(List<Integer> numbers) {
    this.numbers = numbers;
  }

  /** So many numbers; of a list of such lists, whole ones are left out to find a simpler case. */
  static Arbitrary<List<Integer>> ofSize(int size) {
    return Arbitraries.longs()
        .withDistribution(RandomDistribution.uniform())
        .dontShrink()
        .map(seed -> new Random(seed).ints(size, 0, LARGEST).boxed().toList());
  }

  /** From 0 to below n; 0 when the numbers are used up. */
  int below(int n) {
    return next < numbers.size() ? numbers.get(next++) % n : 0;
  }

  /** True once in n times. */
  boolean oneIn(int n) {
    return below(n) == n - 1;
  }

  @SafeVarargs
  final <T> T of(T... values) {
    return values[below(values.length)];
  }

  /** One of the values, or none of them. */
  @SafeVarargs
  final <T> @Nullable T orNull(T... values) {
    int chosen = below(values.length + 1);
    return chosen < values.length ? values[chosen] : null;
  }

  <T> T of(List<T> values) {
    return values.get(below(values.size()));
  }

  /** Each of the values once in n times. */
  @SafeVarargs
  final <T> List<T> some(int n, T... values) {
    List<T> some = new ArrayList<>();
    for (T value : values) {
      if (oneIn(n)) {
        some.add(value);
      }
    }
    return some;
  }
}
