package io.campanile.cli.explain;

import io.campanile.model.DecisionRecord;
import io.campanile.model.Ids;
import io.campanile.model.TriggerRecord;
import io.campanile.model.TriggerRecord.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trigger and what became of its actions.
 *
 * @param triggerId which trigger
 * @param campaign its campaign
 * @param key the {@code per} value, or empty
 * @param record the trigger itself; empty where only decisions on its actions are left
 * @param startedAt when it fired; where that is not known, the earliest time its decisions name
 * @param actions by position
 */
record TriggerStory(
    String triggerId,
    String campaign,
    String key,
    Optional<TriggerRecord> record,
    Instant startedAt,
    List<ActionStory> actions) {

  /** A trigger of which the record is there. */
  static TriggerStory of(TriggerRecord trigger, List<DecisionRecord> decisions) {
    return new TriggerStory(
        trigger.triggerId(),
        trigger.campaign(),
        trigger.key(),
        Optional.of(trigger),
        trigger.firedAt(),
        actions(trigger, decisions));
  }

  /**
   * A trigger of which only decisions are left.
   *
   * @param decisions at least one, in order of time
   */
  static TriggerStory of(List<DecisionRecord> decisions) {
    DecisionRecord first = decisions.get(0);
    Instant startedAt =
        first.dueAt().isBefore(first.decidedAt()) ? first.dueAt() : first.decidedAt();
    List<ActionStory> actions = new ArrayList<>(decided(decisions).values());
    return new TriggerStory(
        first.triggerId(), first.campaign(), first.key(), Optional.empty(), startedAt, actions);
  }

  private static List<ActionStory> actions(TriggerRecord trigger, List<DecisionRecord> decisions) {
    Map<String, ActionStory> actions = decided(decisions);
    if (trigger.outcome() == Outcome.ACCEPTED) {
      for (Values values : Values.of(trigger.trace(), "actions").objects("scheduled")) {
        scheduled(trigger.triggerId(), values)
            .ifPresent(action -> actions.putIfAbsent(action.actionId(), action));
      }
    }
    return actions.values().stream()
        .sorted(Comparator.comparingInt(ActionStory::position))
        .toList();
  }

  private static Optional<ActionStory> scheduled(String triggerId, Values values) {
    Optional<Integer> position = values.text("position").map(Integer::valueOf);
    Optional<String> channel = values.text("channel");
    Optional<Instant> dueAt = values.time("dueAt");
    if (position.isEmpty() || channel.isEmpty() || dueAt.isEmpty()) {
      return Optional.empty();
    }
    String actionId = Ids.actionId(triggerId, position.get());
    return Optional.of(
        new ActionStory(actionId, channel.get(), position.get(), dueAt.get(), List.of()));
  }

  private static Map<String, ActionStory> decided(List<DecisionRecord> decisions) {
    Map<String, List<DecisionRecord>> byAction = new LinkedHashMap<>();
    for (DecisionRecord decision : decisions) {
      byAction.computeIfAbsent(decision.actionId(), id -> new ArrayList<>()).add(decision);
    }
    Map<String, ActionStory> actions = new LinkedHashMap<>();
    byAction.forEach((id, ofAction) -> actions.put(id, story(id, ofAction)));
    return actions;
  }

  private static ActionStory story(String actionId, List<DecisionRecord> decisions) {
    DecisionRecord first = decisions.get(0);
    return new ActionStory(
        actionId, first.channel().wireName(), first.position(), first.dueAt(), decisions);
  }

  boolean isAccepted() {
    return record.map(trigger -> trigger.outcome() == Outcome.ACCEPTED).orElse(true);
  }

  /** Whether another action of the campaign goes to the same channel. */
  boolean sharesChannel(ActionStory action) {
    return actions.stream().filter(other -> other.channel().equals(action.channel())).count() > 1;
  }

  /** Decisions of all its actions. */
  Collection<DecisionRecord> decisions() {
    return actions.stream().flatMap(action -> action.decisions().stream()).toList();
  }
}
