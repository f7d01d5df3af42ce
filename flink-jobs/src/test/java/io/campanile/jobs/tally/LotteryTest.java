package io.campanile.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LotteryTest {

  private static void offer(Lottery<String> lottery, int customer) {
    String id = "u-" + customer;
    lottery.offer("every " + customer % 3, 3, id, () -> id);
    lottery.offer("anyone", 5, id, () -> id);
    // More things than a lottery has examples of.
    lottery.offer("thing %04d".formatted(customer), 2, id, () -> id);
  }

  @Test
  void drawsAFewOfEachThing() {
    Lottery<String> lottery = new Lottery<>();
    IntStream.range(0, 300).forEach(customer -> lottery.offer("a", 3, "u-" + customer, () -> "x"));
    assertThat(lottery.drawn()).hasSize(3);
  }

  @Test
  void firstOneOfEachThingThenASecond() {
    Lottery<String> lottery = new Lottery<>();
    for (int i = 0; i < 10; i++) {
      lottery.offer("b", 2, "u-" + i, () -> "b");
      lottery.offer("a", 2, "u-" + i, () -> "a");
    }
    assertThat(lottery.drawn()).containsExactly("a", "b", "a", "b");
  }

  @Test
  void whoIsNotKeptIsNotAskedFor() {
    Lottery<String> lottery = new Lottery<>();
    int[] asked = {0};
    for (int i = 0; i < 1000; i++) {
      lottery.offer(
          "a",
          3,
          "u-" + i,
          () -> {
            asked[0]++;
            return "x";
          });
    }
    assertThat(asked[0]).isBetween(3, 60);
  }

  @Property(tries = 200)
  void drawsTheSameHoweverTheCustomersWereSharedOut(
      @ForAll @Size(min = 600, max = 600) List<@IntRange(max = 2) Integer> subtasks) {
    Lottery<String> together = new Lottery<>();
    List<Lottery<String>> parts = List.of(new Lottery<>(), new Lottery<>(), new Lottery<>());
    for (int customer = 0; customer < subtasks.size(); customer++) {
      offer(together, customer);
      offer(parts.get(subtasks.get(customer)), customer);
    }
    Lottery<String> added = new Lottery<>();
    parts.forEach(added::add);
    assertThat(added.drawn()).isEqualTo(together.drawn());
  }
}
