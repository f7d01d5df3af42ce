package io.campanile.jobs.oracle;

import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.TriggerRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that an engine says of one customer, without traces, in the order in which it says it, so
 * that two engines can be compared.
 *
 * @param triggers as they fired
 * @param decisions as they were taken
 * @param actions as they were sent
 * @param waiting actions that wait when the input has ended
 */
public record Told(
    List<TriggerRecord> triggers,
    List<DecisionRecord> decisions,
    List<ActionRecord> actions,
    int waiting) {

  /** Takes the traces off, and puts what one event cancelled into one order. */
  public Told {
    triggers = triggers.stream().map(Told::withoutTrace).toList();
    decisions = cancelledById(decisions.stream().map(Told::withoutTrace).toList());
    actions = List.copyOf(actions);
  }

  /** The page says nothing of the order in which an event cancels, or a release removes. */
  private static List<DecisionRecord> cancelledById(List<DecisionRecord> decisions) {
    List<DecisionRecord> sorted = new ArrayList<>();
    List<DecisionRecord> cancelled = new ArrayList<>();
    for (DecisionRecord decision : decisions) {
      if (decision.outcome() != Outcome.CANCELLED
          && decision.reason() != Reason.REMOVED
          && decision.reason() != Reason.PAUSED) {
        flush(cancelled, sorted);
        sorted.add(decision);
      } else {
        cancelled.add(decision);
      }
    }
    flush(cancelled, sorted);
    return sorted;
  }

  private static void flush(List<DecisionRecord> cancelled, List<DecisionRecord> sorted) {
    cancelled.sort(
        Comparator.comparing(DecisionRecord::decidedAt).thenComparing(DecisionRecord::actionId));
    sorted.addAll(cancelled);
    cancelled.clear();
  }

  /** What was told and should not have been ({@code +}), and the other way round ({@code -}). */
  public List<String> differenceFrom(Told right) {
    List<String> difference = new ArrayList<>();
    List<Object> unexpected = records();
    right.records().stream()
        .filter(record -> !unexpected.remove(record))
        .forEach(missing -> difference.add("- " + missing));
    unexpected.forEach(record -> difference.add("+ " + record));
    if (difference.isEmpty() && !records().equals(right.records())) {
      difference.add("in this order: " + records());
      difference.add("and not in this: " + right.records());
    }
    if (waiting != right.waiting) {
      difference.add(waiting + " wait, and not " + right.waiting);
    }
    return difference;
  }

  private List<Object> records() {
    List<Object> all = new ArrayList<>(triggers);
    all.addAll(decisions);
    all.addAll(actions);
    return all;
  }

  private static TriggerRecord withoutTrace(TriggerRecord t) {
    return new TriggerRecord(
        t.schemaVersion(),
        t.triggerId(),
        t.campaign(),
        t.release(),
        t.customerId(),
        t.key(),
        t.firedAt(),
        t.events(),
        t.outcome(),
        t.reason(),
        List.of());
  }

  private static DecisionRecord withoutTrace(DecisionRecord d) {
    return new DecisionRecord(
        d.schemaVersion(),
        d.actionId(),
        d.triggerId(),
        d.campaign(),
        d.release(),
        d.customerId(),
        d.key(),
        d.channel(),
        d.position(),
        d.dueAt(),
        d.decidedAt(),
        d.outcome(),
        d.until(),
        d.reason(),
        d.rule(),
        d.timezone(),
        List.of());
  }
}
