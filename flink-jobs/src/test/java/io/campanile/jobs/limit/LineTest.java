package io.campanile.jobs.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineTest {

  private record One(long rank, long number) {}

  /** Positive numbers come, others leave. */
  @Property
  void theLowestRankIsFirstAndOfEqualOnesWhoCameFirst(
      @ForAll @Size(max = 300) List<@IntRange(min = -20, max = 40) Integer> steps) {
    Line line = new Line();
    PriorityQueue<One> expected =
        new PriorityQueue<>(Comparator.comparingLong(One::rank).thenComparingLong(One::number));
    List<Long> left = new ArrayList<>();
    for (int step : steps) {
      if (step > 0) {
        expected.add(new One(step, line.nextNumber()));
        line.add(step, line.nextNumber());
      } else if (line.size() > 0) {
        left.add(line.first());
        assertThat(line.first()).isEqualTo(expected.remove().number());
        line.removeFirst();
      }
      assertThat(line.size()).isEqualTo(expected.size());
    }
    assertThat(left).doesNotHaveDuplicates();
  }
}
