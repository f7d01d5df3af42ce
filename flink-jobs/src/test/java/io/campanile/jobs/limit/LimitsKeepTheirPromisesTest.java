package io.campanile.jobs.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.jobs.limit.LimitRun.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Whatever comes when, and however often it is restarted. */
class LimitsKeepTheirPromisesTest {

  /** What came. */
  private record Come(long rank, long atMillis, long expiresAtMillis) {}

  @Property(tries = 60)
  void nothingIsLostOrRepeatedTheMostUrgentIsFirstAndTheRateIsKept(
      @ForAll @IntRange(min = 1, max = 200) int perSecond,
      @ForAll @IntRange(min = 1, max = 200) int actions,
      @ForAll @IntRange(min = 0, max = 3) int restarts,
      @ForAll @LongRange(min = 0, max = 10_000) long seed)
      throws Exception {
    Random random = new Random(seed);
    Map<String, Come> come = new HashMap<>();
    try (LimitRun run = new LimitRun(perSecond + "/s")) {
      for (int i = 0; i < actions; i++) {
        String id = "a-" + i;
        long due = run.now() - random.nextInt(3_600_000);
        long expires = run.now() + (random.nextInt(10) == 0 ? random.nextInt(2000) : 3_600_000);
        OutputRecord action =
            LimitRun.action(id, due, 10 * random.nextInt(11), random.nextInt(10) == 0, expires);
        Urgency urgency = Urgency.read(action.json());
        come.put(id, new Come(urgency.rank(), run.now(), urgency.expiresAtMillis()));
        run.send(action);
        if (random.nextInt(3) == 0) {
          run.advance(random.nextInt(100));
        }
        if (restarts > 0 && random.nextInt(actions) < restarts) {
          run.restart(perSecond + "/s", random.nextInt(500));
        }
      }
      run.drain();
      assertThat(run.ids()).containsExactlyInAnyOrderElementsOf(come.keySet());
      assertTheMostUrgentWentFirst(run.sent(), come);
      assertTheRateWasKept(run.sent(), come, perSecond);
    }
  }

  /** Nobody overtakes one who was there before and is more urgent. */
  private static void assertTheMostUrgentWentFirst(List<Sent> sent, Map<String, Come> come) {
    for (int i = 0; i < sent.size(); i++) {
      Come first = Objects.requireNonNull(come.get(sent.get(i).id()));
      for (int j = i + 1; j < sent.size(); j++) {
        Come second = Objects.requireNonNull(come.get(sent.get(j).id()));
        if (second.atMillis() < sent.get(i).atMillis()) {
          assertThat(second.rank())
              .as("%s went before %s", sent.get(i), sent.get(j))
              .isGreaterThanOrEqualTo(first.rank());
        }
      }
    }
  }

  /** In any second no more than the limit, a tick's worth, and one. */
  private static void assertTheRateWasKept(List<Sent> sent, Map<String, Come> come, int perSecond) {
    List<Long> times = new ArrayList<>();
    for (Sent one : sent) {
      if (Objects.requireNonNull(come.get(one.id())).expiresAtMillis() > one.atMillis()) {
        times.add(one.atMillis());
      }
    }
    int most = perSecond + perSecond / 10 + 2;
    for (int i = 0; i + most < times.size(); i++) {
      assertThat(times.get(i + most) - times.get(i))
          .as("%d messages from %d", most + 1, times.get(i))
          .isGreaterThanOrEqualTo(1000 - LimitRun.STEP_MILLIS);
    }
  }
}
