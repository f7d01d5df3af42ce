package io.campanile.jobs.oracle;

import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
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
