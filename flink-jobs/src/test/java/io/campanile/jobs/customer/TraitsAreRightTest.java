package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Patterns;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Random lives: at random times, every trait is what the list of all events so far says, and every
 * segment is left and entered at the moments that looking each second would find.
 */
class TraitsAreRightTest {

  private static final long START = Instant.parse("2026-03-02T22:17:41.123Z").toEpochMilli();
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(7), Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(91));

  private static final Patterns PATTERNS = ProfileStory.patterns(traits(), segments());

  private static String traits() {
    StringBuilder yaml = new StringBuilder();
    for (String over : List.of("7m", "1d", "2d", "91d", "session", "all")) {
      yaml.append(
          """
          count_%1$s: {count: A, over: %1$s}
          sum_%1$s: {sum: event.n, of: [A, B], over: %1$s}
          average_%1$s: {average: event.n, of: B, over: %1$s}
          min_%1$s: {min: event.n, of: [A, B], over: %1$s}
          max_%1$s: {max: event.n, of: A, over: %1$s}
          first_%1$s: {first: B, over: %1$s}
          newest_%1$s: {last: event.v, of: [A, B], over: %1$s}
          distinct_%1$s: {distinct: event.v, of: [A, B], over: %1$s}
          top_%1$s: {top: event.v, of: [A, B], over: %1$s}
          """
              .formatted(over));
    }
    return yaml.toString();
  }

  private static String segments() {
    return """
        many: profile.count_7m > 1 || profile.sum_1d > 12
        quiet: profile.first_all < now - duration("90m") && profile.count_session == 0
        mixed: profile.top_2d == "x" && profile.distinct_1d < 3 && profile.min_7m < 5
        busy: profile.count_session > 1 && profile.first_session > now - duration("20m")
        absorbed: profile.session.seconds > 600 || profile.sum_session > 8
        gone: "!has(profile.session) && profile.last_session.last > now - duration('45m')"
        back: has(profile.session) && profile.last_session.count > 1
        without: profile.count_session == 0 && profile.count_1d > 0 && profile.first_1d < now
        """;
  }

  @Property(tries = 150)
  void areWhatTheListOfAllEventsSays(@ForAll long seed) {
    Random random = new Random(seed);
    CustomerRun run = new CustomerRun(PATTERNS, new ChainDetector(), "c");
    List<Event> taken = new ArrayList<>();
    long nowMillis = START;
    for (int i = 0; i < 60; i++) {
      nowMillis += pause(random);
      if (random.nextInt(4) == 0) {
        run.advanceTo(nowMillis);
      } else {
        Event event = event(random, i, nowMillis);
        run.take(event);
        taken.add(event);
      }
      if (random.nextInt(10) == 0) {
        run.restart();
      }
      assertRight(run, taken, nowMillis);
    }
  }

  @Property(tries = 100)
  void doNotDependOnTheOrderOfArrival(@ForAll long seed) {
    Random random = new Random(seed);
    CustomerRun run = new CustomerRun(PATTERNS, new ChainDetector(), "c");
    List<Event> taken = new ArrayList<>();
    long nowMillis = START + Duration.ofDays(100).toMillis();
    for (int i = 0; i < 40; i++) {
      nowMillis += pause(random);
      // Times are different, so that there are no ties to break.
      long timeMillis = nowMillis - random.nextLong(Duration.ofDays(95).toMillis()) - i;
      Event event = event(random, i, timeMillis);
      run.takeLate(event, nowMillis);
      taken.add(event);
      taken.sort(Event.ORDER);
      for (Duration window : WINDOWS) {
        assertWindow(run.view(), taken, nowMillis, name(window), window);
      }
      assertWindow(run.view(), taken, nowMillis, "all", Duration.ofDays(10_000));
    }
  }

  @Property(tries = 60)
  void segmentsChangeWhenLookingEachSecondWouldFindIt(@ForAll long seed) {
    Random random = new Random(seed);
    CustomerRun jumping = new CustomerRun(PATTERNS, new ChainDetector(), "c");
    CustomerRun looking = new CustomerRun(PATTERNS, new ChainDetector(), "c");
    // Times of full seconds: a comparison that turns over a millisecond later is seen at the next.
    long nowMillis = START - START % 1000;
    for (int i = 0; i < 12; i++) {
      long nextMillis = nowMillis + 1000L * (1 + random.nextInt(3000));
      for (long t = nowMillis; t < nextMillis; t += 1000) {
        looking.advanceTo(t);
        assertThat(looking.memberships())
            .as("at %s", Instant.ofEpochMilli(t))
            .isEqualTo(jumpTo(jumping, t));
      }
      nowMillis = nextMillis;
      Event event = event(random, i, nowMillis);
      jumping.take(event);
      looking.take(event);
    }
    assertThat(looking.segments()).isEqualTo(jumping.segments());
  }

  /** The members by the definitions, evaluated anew. */
  private static List<String> jumpTo(CustomerRun run, long timeMillis) {
    run.advanceTo(timeMillis);
    Expression.Scope scope = run.scopeAt(timeMillis);
    List<String> names = new ArrayList<>();
    for (var segment : PATTERNS.segments()) {
      if (segment.condition().test(scope)) {
        names.add(segment.name());
      }
    }
    // Nothing has happened to a customer before the first event.
    return run.view().containsKey("first_seen") ? names : List.of();
  }

  private static long pause(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(2);
      case 1 -> random.nextInt(120_000);
      case 2 -> 60_000L * (29 + random.nextInt(3));
      case 3 -> random.nextInt(20 * 3_600_000);
      default -> Duration.ofDays(random.nextInt(40)).toMillis();
    };
  }

  private static Event event(Random random, int number, long timeMillis) {
    Map<String, @Nullable Object> properties = new HashMap<>();
    if (random.nextInt(5) > 0) {
      properties.put("n", random.nextBoolean() ? random.nextInt(9) : random.nextInt(99) / 10.0);
      properties.computeIfPresent(
          "n", (k, n) -> n instanceof Integer i ? (Object) i.longValue() : n);
    }
    if (random.nextInt(5) > 0) {
      properties.put("v", List.of("x", "y", "z", "w").get(random.nextInt(4)));
    }
    String name = random.nextInt(3) == 0 ? "B" : "A";
    return new Event(
        String.format(Locale.ROOT, "m-%03d", number),
        EventType.TRACK,
        name,
        "c",
        null,
        timeMillis,
        properties);
  }

  private static String name(Duration window) {
    return window.toDays() > 0 ? window.toDays() + "d" : window.toMinutes() + "m";
  }

  private static void assertRight(CustomerRun run, List<Event> taken, long nowMillis) {
    Map<String, @Nullable Object> view = run.view();
    for (Duration window : WINDOWS) {
      assertWindow(view, taken, nowMillis, name(window), window);
    }
    assertWindow(view, taken, nowMillis, "all", Duration.ofDays(10_000));
    assertValues(view, session(taken, nowMillis), "session");
  }

  private static List<Event> session(List<Event> taken, long nowMillis) {
    long half = Duration.ofMinutes(30).toMillis();
    List<Event> session = new ArrayList<>();
    for (Event event : taken) {
      if (!session.isEmpty()
          && event.timeMillis() - session.get(session.size() - 1).timeMillis() >= half) {
        session.clear();
      }
      session.add(event);
    }
    boolean over =
        session.isEmpty() || nowMillis - session.get(session.size() - 1).timeMillis() >= half;
    return over ? List.of() : session;
  }

  private static void assertWindow(
      Map<String, @Nullable Object> view,
      List<Event> taken,
      long nowMillis,
      String name,
      Duration window) {
    long step = 86_400_000L;
    if (window.compareTo(Duration.ofDays(1)) <= 0) {
      step = 60_000;
    } else if (window.compareTo(Duration.ofDays(90)) <= 0) {
      step = 3_600_000;
    }
    List<Event> inside = new ArrayList<>();
    for (Event event : taken) {
      long leaves = event.timeMillis() + window.toMillis();
      leaves += (step - leaves % step) % step;
      if (leaves > nowMillis) {
        inside.add(event);
      }
    }
    assertValues(view, inside, name);
  }

  private static void assertValues(
      Map<String, @Nullable Object> view, List<Event> inside, String name) {
    List<Event> as = inside.stream().filter(event -> event.name().equals("A")).toList();
    List<Event> bs = inside.stream().filter(event -> event.name().equals("B")).toList();
    List<Number> all = numbers(inside);
    assertThat(view.get("count_" + name)).isEqualTo((long) as.size());
    assertThat(view.get("sum_" + name)).isEqualTo(sum(all));
    List<Number> ofB = numbers(bs);
    assertThat(view.get("average_" + name))
        .isEqualTo(ofB.isEmpty() ? null : (Object) (sum(ofB) / ofB.size()));
    assertNumber(
        view.get("min_" + name), all.stream().mapToDouble(Number::doubleValue).min().orElse(-1));
    assertNumber(
        view.get("max_" + name),
        numbers(as).stream().mapToDouble(Number::doubleValue).max().orElse(-1));
    assertThat(view.get("first_" + name))
        .isEqualTo(bs.isEmpty() ? null : Instant.ofEpochMilli(bs.get(0).timeMillis()));
    List<Object> values =
        inside.stream().map(event -> event.properties().get("v")).filter(Objects::nonNull).toList();
    assertThat(view.get("newest_" + name))
        .isEqualTo(values.isEmpty() ? null : values.get(values.size() - 1));
    assertThat(view.get("distinct_" + name)).isEqualTo((long) new HashSet<>(values).size());
    assertThat(view.get("top_" + name)).isEqualTo(top(values));
  }

  private static @Nullable Object top(List<Object> values) {
    Object best = null;
    long bestCount = 0;
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      long count = values.stream().filter(value::equals).count();
      if (count >= bestCount && values.lastIndexOf(value) == i) {
        best = value;
        bestCount = count;
      }
    }
    return best;
  }

  private static List<Number> numbers(List<Event> events) {
    List<Number> numbers = new ArrayList<>();
    for (Event event : events) {
      if (event.properties().get("n") instanceof Number number) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private static double sum(List<Number> numbers) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Number number : numbers) {
      sum = sum.add(new BigDecimal(number.toString()));
    }
    return sum.doubleValue();
  }

  private static void assertNumber(@Nullable Object actual, double expected) {
    if (expected < 0) {
      assertThat(actual).isNull();
    } else {
      assertThat(actual)
          .isInstanceOfSatisfying(
              Number.class, n -> assertThat(n.doubleValue()).isEqualTo(expected));
    }
  }
}
