package io.campanile.e2e.fault;

import io.campanile.e2e.fault.Ledger.Entry;
import io.campanile.e2e.fault.Ledger.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the consumer saw, beside what the replay of the same events gives.
 *
 * @param problems every record that is not there, too often there, not expected, or different
 */
record Comparison(List<Problem> problems) {

  /** A record that is not as it should be. */
  record Problem(Kind kind, String id, What what, long atMillis) {}

  /** How it is not as it should be. */
  enum What {
    LOST,
    DOUBLED,
    NOT_EXPECTED,
    DIFFERENT
  }

  static Comparison of(Ledger expected, Ledger seen) {
    List<Problem> problems = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Map<String, Entry> wanted = expected.of(kind);
      Map<String, Entry> found = seen.of(kind);
      wanted.forEach(
          (id, entry) -> {
            if (!found.containsKey(id)) {
              problems.add(new Problem(kind, id, What.LOST, entry.atMillis()));
            }
          });
      found.forEach(
          (id, entry) ->
              what(Optional.ofNullable(wanted.get(id)), entry)
                  .ifPresent(what -> problems.add(new Problem(kind, id, what, entry.atMillis()))));
    }
    return new Comparison(problems);
  }

  private static Optional<What> what(Optional<Entry> wanted, Entry found) {
    if (wanted.isEmpty()) {
      return Optional.of(What.NOT_EXPECTED);
    }
    if (found.times() != wanted.get().times()) {
      return Optional.of(What.DOUBLED);
    }
    return found.content() == wanted.get().content()
        ? Optional.empty()
        : Optional.of(What.DIFFERENT);
  }

  /** How many problems there are of each kind, with one of them; empty where there are none. */
  Map<String, String> summary() {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, String> examples = new TreeMap<>();
    for (Problem problem : problems) {
      String what = problem.kind() + " " + problem.what();
      long count = counts.merge(what, 1L, Long::sum);
      examples.put(what, count + ", such as " + problem.id());
    }
    return examples;
  }

  /** How many of this time are missing. */
  long lost(long fromMillis, long untilMillis) {
    return count(fromMillis, untilMillis, true);
  }

  /** How many of this time are there that should not be, or are not as they should be. */
  long surplus(long fromMillis, long untilMillis) {
    return count(fromMillis, untilMillis, false);
  }

  private long count(long fromMillis, long untilMillis, boolean lost) {
    return problems.stream()
        .filter(problem -> (problem.what() == What.LOST) == lost)
        .filter(problem -> problem.atMillis() >= fromMillis && problem.atMillis() < untilMillis)
        .count();
  }
}
