package io.campanile.cli.explain;

import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.TriggerRecord;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All records of one customer, in order of time. A record that came twice, as it may from a topic
 * that is written at least once, is here once.
 */
public record CustomerRecords(
    String customerId,
    List<TriggerRecord> triggers,
    List<DecisionRecord> decisions,
    List<SentAction> actions) {

  private record DecisionId(String actionId, Outcome outcome, long decidedMillis) {}

  /** Sorts, and leaves out what is there already. */
  public CustomerRecords {
    triggers =
        distinct(triggers, TriggerRecord::triggerId).stream()
            .sorted(Comparator.comparing(TriggerRecord::firedAt))
            .toList();
    decisions =
        distinct(
                decisions,
                decision ->
                    new DecisionId(
                        decision.actionId(),
                        decision.outcome(),
                        decision.decidedAt().toEpochMilli()))
            .stream()
            .sorted(
                Comparator.comparing(DecisionRecord::decidedAt)
                    .thenComparing(decision -> decision.outcome() != Outcome.DEFERRED))
            .toList();
    actions = distinct(actions, SentAction::actionId);
  }

  /** Whether nothing is known of the customer. */
  public boolean isEmpty() {
    return triggers.isEmpty() && decisions.isEmpty() && actions.isEmpty();
  }

  private static <T, K> List<T> distinct(List<T> records, Function<T, K> id) {
    return List.copyOf(
        records.stream()
            .collect(
                Collectors.toMap(
                    id, record -> record, (first, second) -> first, java.util.LinkedHashMap::new))
            .values());
  }
}
