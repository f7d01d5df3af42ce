package io.campanile.jobs.replay;

import io.campanile.jobs.customer.Fate;
import io.campanile.jobs.ingest.IngestFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * Nothing vanishes: at the end of a replay each event, trigger and action is counted under exactly
 * one end, so that the counts add up. Where they do not, something was lost or counted twice, and
 * the output is not to be trusted.
 */
public final class Sums {

  private static final List<Sum> SUMS =
      List.of(
          new Sum(
              IngestFunction.EVENTS_READ,
              List.of(
                  Fate.EVENTS_USED.metricName(),
                  Fate.EVENTS_DUPLICATE.metricName(),
                  Fate.EVENTS_LATE.metricName(),
                  IngestFunction.EVENTS_DEAD,
                  IngestFunction.EVENTS_AFTER_END)),
          new Sum(
              Fate.TRIGGERS_FIRED.metricName(),
              List.of(Fate.TRIGGERS_ACCEPTED.metricName(), Fate.TRIGGERS_SUPPRESSED.metricName())),
          new Sum(
              Fate.ACTIONS_SCHEDULED.metricName(),
              List.of(
                  Fate.ACTIONS_SENT.metricName(),
                  Fate.ACTIONS_DROPPED.metricName(),
                  Fate.ACTIONS_CANCELLED.metricName(),
                  Fate.ACTIONS_WAITING_AT_END.metricName())));

  private Sums() {}

  /** A count, and the counts that make it up. */
  private record Sum(String whole, List<String> parts) {
    Stream<String> names() {
      return Stream.concat(Stream.of(whole), parts.stream());
    }
  }

  /** The names of the counters that {@link #faults} asks for. */
  public static List<String> names() {
    return SUMS.stream().flatMap(Sum::names).toList();
  }

  /**
   * What does not add up, in sentences; empty where everything does.
   *
   * @param counters by metric name, summed over all subtasks, at the end of a bounded input; one
   *     that is missing is a fault, others are not looked at
   */
  public static List<String> faults(Map<String, Long> counters) {
    List<String> faults = new ArrayList<>();
    for (Sum sum : SUMS) {
      List<String> missing = sum.names().filter(name -> !counters.containsKey(name)).toList();
      if (!missing.isEmpty()) {
        faults.add(
            "%s cannot be checked: no count of %s, found counts of %s."
                .formatted(
                    sum.whole,
                    String.join(", ", missing),
                    counters.keySet().stream().sorted().toList()));
      } else {
        check(sum, counters, faults);
      }
    }
    return faults;
  }

  private static void check(Sum sum, Map<String, Long> counters, List<String> faults) {
    long whole = counters.getOrDefault(sum.whole, 0L);
    long total = 0;
    StringJoiner parts = new StringJoiner(" + ");
    for (String part : sum.parts) {
      long count = counters.getOrDefault(part, 0L);
      total += count;
      parts.add(part + " " + count);
    }
    if (whole != total) {
      faults.add(
          "%s is %d, and what became of them is %d: %s. %s"
              .formatted(
                  sum.whole,
                  whole,
                  total,
                  parts,
                  total < whole
                      ? (whole - total) + " vanished."
                      : (total - whole) + " ended twice."));
    }
  }
}
