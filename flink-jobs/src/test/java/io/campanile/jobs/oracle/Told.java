package io.campanile.jobs.oracle;

import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that an engine says of one customer, without traces, by time and id, so that two engines can
 * be compared.
 *
 * @param triggers by fire time, then id
 * @param decisions by decision time, then action
 * @param actions by decision time, then action
 * @param waiting actions that wait when the input has ended
 */
public record Told(
    List<TriggerRecord> triggers,
    List<DecisionRecord> decisions,
    List<ActionRecord> actions,
    int waiting) {

  /** Takes the traces off and sorts. */
  public Told {
    triggers =
        triggers.stream()
            .map(Told::withoutTrace)
            .sorted(
                Comparator.comparing(TriggerRecord::firedAt)
                    .thenComparing(TriggerRecord::triggerId))
            .toList();
    decisions =
        decisions.stream()
            .map(Told::withoutTrace)
            .sorted(
                Comparator.comparing(DecisionRecord::decidedAt)
                    .thenComparing(DecisionRecord::actionId))
            .toList();
    actions =
        actions.stream()
            .sorted(
                Comparator.comparing(ActionRecord::decidedAt).thenComparing(ActionRecord::actionId))
            .toList();
  }

  /** What was told and should not have been ({@code +}), and the other way round ({@code -}). */
  public List<String> differenceFrom(Told right) {
    List<String> difference = new ArrayList<>();
    List<Object> unexpected = records();
    right.records().stream()
        .filter(record -> !unexpected.remove(record))
        .forEach(missing -> difference.add("- " + missing));
    unexpected.forEach(record -> difference.add("+ " + record));
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
