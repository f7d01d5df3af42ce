package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.output.Stream;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.JobOptions.Idle;
import io.campanile.jobs.WallClock;
import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.jobs.oracle.NaiveEngine.Change;
import io.campanile.jobs.release.Release;
import io.campanile.jobs.release.Releases;
import io.campanile.model.Event;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * The operator says what the engine says that is driven by hand, customer by customer: whatever the
 * order of arrival, whichever of the two inputs is ahead, wherever it fails, with however many
 * subtasks it goes on, on both state backends; also of customers to whom nothing else happens.
 */
@SuppressWarnings("try") // Flink's harness may throw anything when it is closed.
class ReleasesInAStreamTest {

  private static final List<Stream> STREAMS =
      List.of(
          Stream.TRIGGERS,
          Stream.DECISIONS,
          Stream.ACTIONS_EMAIL,
          Stream.ACTIONS_SMS,
          Stream.ACTIONS_PUSH,
          Stream.ACTIONS_ADS);
  private static final long LATENESS_MILLIS = Duration.ofHours(2).toMillis();

  @Provide
  Arbitrary<ReleasedWorld> worlds() {
    return ReleasedWorld.upTo(40);
  }

  @Provide
  Arbitrary<List<Integer>> courses() {
    return Choices.ofSize(600);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void takeEffectAtOneTime(
      @ForAll("worlds") ReleasedWorld world, @ForAll("courses") List<Integer> course)
      throws Exception {
    assertRight(world, course);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  @Tag("slow")
  void takeEffectAtOneTimeInManyCases(
      @ForAll("worlds") ReleasedWorld world, @ForAll("courses") List<Integer> course)
      throws Exception {
    assertRight(world, course);
  }

  /** One step of what comes to the operator. */
  private sealed interface Step {
    record Happened(Event event) implements Step {}

    record Published(Release release) implements Step {}

    record EventsAt(long timeMillis) implements Step {}

    record ReleasesAt(long timeMillis) implements Step {}

    record Pause(int slices) implements Step {}

    /** A checkpoint; and after so many steps a failure, which goes back to it. */
    record Fail(int after, int parallelism) implements Step {}
  }

  private static void assertRight(ReleasedWorld released, List<Integer> numbers) throws Exception {
    Choices choose = new Choices(numbers);
    PatternFiles first = YamlText.of(released.world().patterns());
    List<Release> releases = new ArrayList<>();
    for (Change change : released.changes()) {
      PatternFiles files = YamlText.of(change.patterns());
      // A variable may name a step that an edit has renamed.
      if (PatternReader.read(files) instanceof Reading.Valid) {
        releases.add(Release.published(change.effectiveFrom(), files));
      }
    }
    Statistics.label("releases").collect(releases.size());
    List<Event> events = ofCustomers(released.world().events(), choose);
    long end = end(events, releases, choose);
    JobOptions options =
        new JobOptions(
            first,
            choose.of(Engine.CEP, Engine.CHAIN),
            JobOptions.DEFAULT_DEDUPE_WINDOW,
            JobOptions.DEFAULT_TIME_TO_LIVE,
            new Idle.StandStill(),
            WallClock.none(),
            JobOptions.RUN_TO_THE_END);
    try (ReleasedStream stream = new ReleasedStream(options, choose.oneIn(3))) {
      play(stream, course(events, releases, end, choose));
      stream.pause(20);
      assertThat(stream.records(STREAMS)).isEqualTo(right(first, releases, events, end));
    }
  }

  private static List<Event> ofCustomers(List<Event> events, Choices choose) {
    List<Event> parted = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Event e : events) {
      if (!seen.add(e.messageId() + e.timeMillis())) {
        // Which of two such events is the duplicate is a matter of its own.
        continue;
      }
      String customer = "u-" + choose.below(4);
      parted.add(
          new Event(
              e.messageId(), e.type(), e.name(), customer, null, e.timeMillis(), e.properties()));
    }
    return parted;
  }

  private static long end(List<Event> events, List<Release> releases, Choices choose) {
    long last = events.isEmpty() ? 0 : events.get(events.size() - 1).timeMillis();
    for (Release release : releases) {
      last = Math.max(last, release.fromMillis());
    }
    return last + choose.of(0L, 3_600_000L, 5 * 86_400_000L);
  }

  /** Events arrive in some order, and each input tells its time now and then. */
  private static List<Step> course(
      List<Event> events, List<Release> releases, long end, Choices choose) {
    record Arrival(long at, Event event) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Event event : events) {
      arrivals.add(
          new Arrival(event.timeMillis() + choose.below((int) LATENESS_MILLIS / 2), event));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    List<Step> steps = new ArrayList<>();
    List<Release> coming = new ArrayList<>(releases);
    for (Arrival arrival : arrivals) {
      steps.add(new Step.Happened(arrival.event));
      if (choose.oneIn(3)) {
        steps.add(new Step.EventsAt(arrival.at - LATENESS_MILLIS));
      }
      if (choose.oneIn(3)) {
        tellReleases(arrival.at - choose.below((int) LATENESS_MILLIS * 2), coming, steps);
      }
      if (choose.oneIn(4)) {
        steps.add(new Step.Pause(choose.of(1, 3)));
      }
      if (choose.oneIn(8)) {
        steps.add(new Step.Fail(choose.below(6), choose.of(1, 2, 3)));
      }
    }
    steps.add(new Step.EventsAt(end));
    tellReleases(end, coming, steps);
    if (choose.oneIn(2)) {
      steps.add(new Step.Fail(0, choose.of(1, 2)));
    }
    return steps;
  }

  /** A release comes before the time at which it takes effect. */
  private static void tellReleases(long timeMillis, List<Release> coming, List<Step> steps) {
    while (!coming.isEmpty() && coming.get(0).fromMillis() <= timeMillis) {
      steps.add(new Step.Published(coming.remove(0)));
    }
    steps.add(new Step.ReleasesAt(timeMillis));
  }

  private static void play(ReleasedStream stream, List<Step> steps) throws Exception {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Fail fail) {
        OperatorSubtaskState state = stream.checkpoint();
        int size = stream.size();
        int end = Math.min(i + 1 + fail.after, steps.size());
        for (Step step : steps.subList(i + 1, end)) {
          take(stream, step);
        }
        stream.restore(state, fail.parallelism, size);
      } else {
        take(stream, steps.get(i));
      }
    }
  }

  private static void take(ReleasedStream stream, Step step) throws Exception {
    if (step instanceof Step.Happened happened) {
      stream.event(happened.event);
    } else if (step instanceof Step.Published published) {
      stream.release(published.release);
    } else if (step instanceof Step.EventsAt at) {
      stream.eventsAreAt(at.timeMillis);
    } else if (step instanceof Step.ReleasesAt at) {
      stream.releasesAreAt(at.timeMillis);
    } else if (step instanceof Step.Pause pause) {
      stream.pause(pause.slices);
    }
  }

  private static List<String> right(
      PatternFiles first, List<Release> releases, List<Event> events, long end) {
    Map<String, CustomerRun> customers = new TreeMap<>();
    Patterns patterns = Releases.compile(first);
    for (Event event : events) {
      customers
          .computeIfAbsent(
              String.valueOf(event.userId()),
              id -> {
                CustomerRun run = new CustomerRun(patterns, new ChainDetector(), id);
                releases.forEach(r -> run.release(Releases.compile(r.files()), r.fromMillis()));
                return run;
              })
          .take(event);
    }
    List<String> records = new ArrayList<>();
    for (CustomerRun run : customers.values()) {
      run.advanceTo(end);
      run.triggers().forEach(r -> records.add(text(OutputRecords.of(r).json())));
      run.decisions().forEach(r -> records.add(text(OutputRecords.of(r).json())));
      run.actions().forEach(r -> records.add(text(OutputRecords.of(r).json())));
    }
    records.sort(Comparator.naturalOrder());
    return records;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
