package io.campanile.jobs.limit;

import static io.campanile.jobs.limit.LimitRun.START;
import static io.campanile.jobs.limit.LimitRun.action;
import static io.campanile.jobs.limit.LimitRun.plain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitFunctionTest {

  private static final long MINUTE = 60_000;
  private static final long LATER = START + 24 * 60 * MINUTE;

  @Test
  void whatTheRateAllowsGoesAtOnce() throws Exception {
    try (LimitRun run = new LimitRun("10/s")) {
      for (int i = 0; i < 5; i++) {
        run.send(plain("a-" + i));
        run.advance(100);
      }
      assertThat(run.ids()).containsExactly("a-0", "a-1", "a-2", "a-3", "a-4");
    }
  }

  @Test
  void whatIsMoreWaitsAndGoesEvenly() throws Exception {
    try (LimitRun run = new LimitRun("10/s")) {
      for (int i = 0; i < 100; i++) {
        run.send(plain("a-" + i));
      }
      assertThat(run.sent()).hasSizeLessThanOrEqualTo(2);
      run.advance(1000);
      assertThat(run.sent()).hasSizeBetween(10, 12);
      run.advance(4000);
      assertThat(run.sent()).hasSizeBetween(50, 52);
      run.drain();
      assertThat(run.ids()).hasSize(100).doesNotHaveDuplicates();
      assertThat(run.now() - START).isBetween(9_700L, 10_100L);
    }
  }

  @Test
  void whatWasNotUsedIsNotSavedUp() throws Exception {
    try (LimitRun run = new LimitRun("10/s")) {
      run.send(plain("first"));
      run.advance(60 * MINUTE);
      for (int i = 0; i < 50; i++) {
        run.send(plain("a-" + i));
      }
      assertThat(run.sent()).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void theOldestGoesFirst() throws Exception {
    try (LimitRun run = new LimitRun("1/s")) {
      run.send(plain("taken"));
      run.send(action("young", START, 50, false, LATER));
      run.send(action("old", START - MINUTE, 50, false, LATER));
      run.send(action("oldest", START - 2 * MINUTE, 50, false, LATER));
      run.drain();
      assertThat(run.ids()).endsWith("oldest", "old", "young");
    }
  }

  @Test
  void aPointOfPriorityIsWorthAMinute() throws Exception {
    try (LimitRun run = new LimitRun("1/s")) {
      run.send(plain("taken"));
      run.send(action("older", START - 19 * MINUTE, 50, false, LATER));
      run.send(action("higher", START, 70, false, LATER));
      run.send(action("oldest", START - 21 * MINUTE, 50, false, LATER));
      run.drain();
      assertThat(run.ids()).endsWith("oldest", "higher", "older");
    }
  }

  @Test
  void transactionalGoesBeforeAnythingElse() throws Exception {
    try (LimitRun run = new LimitRun("1/s")) {
      run.send(plain("taken"));
      run.send(action("newsletter", START - 600 * MINUTE, 100, false, LATER));
      run.send(action("confirmation", START, 0, true, LATER));
      run.drain();
      assertThat(run.ids()).endsWith("confirmation", "newsletter");
    }
  }

  @Test
  void whatNobodyTakesAnyMoreGoesAtOnceAndUsesUpNothing() throws Exception {
    try (LimitRun run = new LimitRun("60/h")) {
      run.send(plain("taken"));
      IntStream.range(0, 50).forEach(i -> sendUnchecked(run, "expires-" + i, START + 30_000));
      run.send(action("waits", START + 1, 50, false, LATER));
      run.advance(29_000);
      assertThat(run.sent()).hasSize(1);
      run.advance(2 * MINUTE);
      assertThat(run.ids()).hasSize(52).endsWith("waits");
    }
  }

  private static void sendUnchecked(LimitRun run, String id, long expiresAtMillis) {
    try {
      run.send(action(id, START, 50, false, expiresAtMillis));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRestartLosesNothingRepeatsNothingAndGivesNoCredit() throws Exception {
    try (LimitRun run = new LimitRun("10/s")) {
      for (int i = 0; i < 60; i++) {
        run.send(plain("a-" + i));
      }
      run.advance(1000);
      int before = run.sent().size();
      run.restart("10/s", 10 * MINUTE);
      run.advance(1000);
      assertThat(run.sent().size() - before).isBetween(8, 13);
      run.drain();
      assertThat(run.ids()).hasSize(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void aLimitThatIsTakenBackLetsEverybodyGo() throws Exception {
    try (LimitRun run = new LimitRun("1/h")) {
      for (int i = 0; i < 20; i++) {
        run.send(plain("a-" + i));
      }
      run.restart("none", 1000);
      run.advance(2000);
      assertThat(run.ids()).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void aHigherLimitAppliesToWhoWaitsAlready() throws Exception {
    try (LimitRun run = new LimitRun("1/h")) {
      for (int i = 0; i < 20; i++) {
        run.send(plain("a-" + i));
      }
      run.restart("10/s", 1000);
      run.advance(3500);
      assertThat(run.ids()).hasSize(20);
    }
  }

  @Test
  void limitsAreReadAsTheyAreWritten() {
    assertThat(RateLimit.read("50/s").orElseThrow().intervalNanos()).isEqualTo(20_000_000);
    assertThat(RateLimit.read("600/m").orElseThrow().intervalNanos()).isEqualTo(100_000_000);
    assertThat(RateLimit.read("3600/h").orElseThrow().intervalNanos()).isEqualTo(1_000_000_000);
    assertThat(List.of("0/s", "50", "50/d", "-1/s", "100001/s", "1.5/s", "50 / s"))
        .allSatisfy(text -> assertThat(RateLimit.read(text)).isEmpty());
  }
}
