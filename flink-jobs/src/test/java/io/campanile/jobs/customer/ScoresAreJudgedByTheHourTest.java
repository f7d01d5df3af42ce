package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.SegmentDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Random lives under scores: each second, a customer is in the segments that it was in when it was
 * judged last; at an event, at a full hour of UTC, and where a segment counts in a session, at its
 * end. Restarts change nothing.
 */
class ScoresAreJudgedByTheHourTest {

  private static final long START = Instant.parse("2026-03-02T22:17:41Z").toEpochMilli();
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private static final String TRAITS =
      """
      heat: {score: {A: 1, B: -1, C: 2}, half-life: 40m}
      count_session: {count: A, over: session}
      count_2h: {count: A, over: 2h}
      """;
  private static final String SEGMENTS =
      """
      cold: profile.heat < -0.3
      warm: profile.heat > 1.5
      glowing: profile.heat > 0.9 || profile.count_session > 0
      visiting: profile.heat > 0.7 && !(profile.count_session == 0)
      watched: profile.heat * 2.0 > 2.5
      recent: profile.count_2h > 1
      """;
  private static final List<Patterns> PATTERNS =
      List.of(
          ProfileStory.underPolicy("{}", TRAITS, SEGMENTS),
          ProfileStory.underPolicy("session: {timeout: 100m}", TRAITS, SEGMENTS));

  @Property(tries = 60)
  void whateverElseHappens(@ForAll long seed) {
    Random random = new Random(seed);
    Patterns patterns = PATTERNS.get(random.nextInt(PATTERNS.size()));
    CustomerRun run = new CustomerRun(patterns, new ChainDetector(), "c");
    CustomerRun undisturbed = new CustomerRun(patterns, new ChainDetector(), "c");
    Set<String> expected = new TreeSet<>();
    long nowMillis = START;
    boolean counted = false;
    for (int i = 0; i < 12; i++) {
      Event event = event(random, i, nowMillis);
      run.take(event);
      undisturbed.take(event);
      judge(run, nowMillis, true, true, expected);
      counted = hasCounted(run);
      long nextMillis = nowMillis + 1000L * (1 + random.nextInt(4000));
      for (long t = nowMillis + 1000; t < nextMillis; t += 1000) {
        run.advanceTo(t);
        judge(run, t, t % HOUR_MILLIS == 0, counted && !hasCounted(run), expected);
        counted = hasCounted(run);
        assertThat(run.memberships())
            .as("at %s", Instant.ofEpochMilli(t))
            .containsExactlyInAnyOrderElementsOf(expected);
        if (random.nextInt(900) == 0) {
          // Before a customer is written, it is known when it is woken.
          assertThat(run.nextMillis()).isGreaterThan(t);
          run.restart();
        }
      }
      nowMillis = nextMillis;
    }
    undisturbed.advanceTo(nowMillis - 1000);
    assertThat(run.segments()).isEqualTo(undisturbed.segments());
  }

  private static boolean hasCounted(CustomerRun run) {
    return !Long.valueOf(0).equals(run.view().get("count_session"));
  }

  private static void judge(
      CustomerRun run, long nowMillis, boolean all, boolean session, Set<String> members) {
    Expression.Scope scope = run.scopeAt(nowMillis);
    for (SegmentDefinition segment : PATTERNS.get(0).segments()) {
      boolean looksAtSession = segment.inputs().properties().contains("count_session");
      boolean exact = segment.name().equals("recent");
      if (all || exact || (session && looksAtSession)) {
        if (segment.condition().test(scope)) {
          members.add(segment.name());
        } else {
          members.remove(segment.name());
        }
      }
    }
  }

  /** Most change no score; those that do are rare enough for it to fade. */
  private static Event event(Random random, int number, long timeMillis) {
    String name = List.of("A", "B", "C", "D", "D", "D").get(random.nextInt(6));
    return new Event("m-" + number, EventType.TRACK, name, "c", null, timeMillis, Map.of());
  }
}
