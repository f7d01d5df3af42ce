package io.campanile.cli.trial;

import io.campanile.jobs.trial.TrialLog.Entry;
import io.campanile.model.Event;
import io.campanile.patterns.cases.Expectation;
import io.campanile.patterns.cases.Expectation.Kind;
import io.campanile.patterns.cases.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was expected of a test, held against what came of it.
 *
 * @param rows everything that happened, and what did not, in order of time
 */
public record Comparison(List<Row> rows) {

  /** One line of what happened. */
  sealed interface Row {
    /** When. */
    Moment at();

    /** An event of the test. */
    record Happened(Moment at, Event event) implements Row {}

    /** Something came as it was expected. */
    record Expected(Actual actual, Expectation expectation) implements Row {
      @Override
      public Moment at() {
        return actual.at();
      }
    }

    /** Something came that need not be listed. */
    record Unlisted(Actual actual) implements Row {
      @Override
      public Moment at() {
        return actual.at();
      }
    }

    /** Something came that should have been listed. */
    record Unexpected(Actual actual) implements Row {
      @Override
      public Moment at() {
        return actual.at();
      }
    }

    /**
     * Something was expected, and did not come.
     *
     * @param instead what came in its place, in words; or empty
     */
    record Missing(Expectation expectation, String instead) implements Row {
      @Override
      public Moment at() {
        return expectation.at();
      }
    }
  }

  /** Compares. */
  static Comparison of(List<Expectation> expected, List<Entry> entries, TestClock clock) {
    IdentityHashMap<Entry, Actual> actuals = new IdentityHashMap<>();
    List<Actual> free = new ArrayList<>();
    for (Entry entry : entries) {
      Actual.of(entry, clock)
          .ifPresent(
              actual -> {
                actuals.put(entry, actual);
                free.add(actual);
              });
    }
    IdentityHashMap<Actual, Expectation> matched = new IdentityHashMap<>();
    List<Expectation> missing = new ArrayList<>();
    // Who says more chooses first, so that what is left fits who says less.
    expected.stream()
        .sorted(Comparator.comparingInt(Comparison::details).reversed())
        .forEach(
            expectation -> {
              Optional<Actual> found =
                  free.stream()
                      .filter(actual -> !matched.containsKey(actual) && actual.fits(expectation))
                      .findFirst();
              found.ifPresentOrElse(
                  actual -> matched.put(actual, expectation), () -> missing.add(expectation));
            });
    return new Comparison(rows(entries, actuals, free, matched, missing, clock));
  }

  private static int details(Expectation expectation) {
    return (int)
        Stream.of(
                expectation.template(),
                expectation.variables(),
                expectation.reason(),
                expectation.rule(),
                expectation.until(),
                expectation.campaign(),
                expectation.per())
            .filter(Optional::isPresent)
            .count();
  }

  private static List<Row> rows(
      List<Entry> entries,
      IdentityHashMap<Entry, Actual> actuals,
      List<Actual> inOrder,
      IdentityHashMap<Actual, Expectation> matched,
      List<Expectation> missing,
      TestClock clock) {
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries) {
      Actual actual = actuals.get(entry);
      if (actual != null) {
        Expectation expectation = matched.get(actual);
        if (expectation != null) {
          rows.add(new Row.Expected(actual, expectation));
        } else {
          rows.add(
              actual.kind().isListed() ? new Row.Unexpected(actual) : new Row.Unlisted(actual));
        }
      } else if (entry instanceof Entry.Happened happened) {
        Instant at = Instant.ofEpochMilli(happened.event().timeMillis());
        rows.add(new Row.Happened(clock.moment(at), happened.event()));
      }
    }
    List<Actual> unmatched =
        inOrder.stream().filter(actual -> !matched.containsKey(actual)).toList();
    for (Expectation expectation : missing) {
      int index = 0;
      while (index < rows.size() && rows.get(index).at().compareTo(expectation.at()) <= 0) {
        index++;
      }
      rows.add(index, new Row.Missing(expectation, instead(expectation, unmatched)));
    }
    return List.copyOf(rows);
  }

  /** What came in its place: the same with another detail, at another time, or another end. */
  private static String instead(Expectation expected, List<Actual> unmatched) {
    for (Actual actual : unmatched) {
      if (actual.isSame(expected) && actual.at().equals(expected.at())) {
        return actual.details(expected).map(text -> "came, but " + text).orElse("");
      }
    }
    for (Actual actual : unmatched) {
      if (actual.isSame(expected) && actual.details(expected).isEmpty()) {
        return "came at " + actual.at();
      }
    }
    for (Actual actual : unmatched) {
      if (actual.kind().isOfChannel()
          && actual.subject().equals(expected.subject())
          && actual.at().equals(expected.at())) {
        return "was %s: %s".formatted(past(actual.kind()), Timeline.told(actual));
      }
    }
    return "";
  }

  private static String past(Kind kind) {
    return switch (kind) {
      case SEND -> "sent";
      case CANCELLED -> "cancelled";
      case DROPPED -> "dropped";
      case DEFERRED -> "deferred";
      case FIRES, SUPPRESSED, ENTERS, LEAVES -> kind.key();
    };
  }

  /** Whether everything came as it was expected. */
  public boolean passed() {
    return failures() == 0;
  }

  /** How many lines are not as expected. */
  public long failures() {
    return rows.stream()
        .filter(row -> row instanceof Row.Missing || row instanceof Row.Unexpected)
        .count();
  }
}
