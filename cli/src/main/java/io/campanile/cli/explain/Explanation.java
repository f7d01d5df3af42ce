package io.campanile.cli.explain;

import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.TriggerRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why one customer got, or did not get, what: the records of the customer, put together trigger by
 * trigger.
 *
 * @param customerId whom it is about
 * @param zone the zone of the customer's latest decision; UTC where there is none
 * @param zoneIsKnown whether it is the customer's
 * @param triggers in order of time
 * @param sentences for decisions
 */
public record Explanation(
    String customerId,
    ZoneId zone,
    boolean zoneIsKnown,
    List<TriggerStory> triggers,
    DecisionSentences sentences) {

  /**
   * Puts records together.
   *
   * @param campaign the only campaign to tell of, or empty for all
   */
  public static Explanation of(CustomerRecords records, Optional<String> campaign) {
    Optional<ZoneId> zone = zone(records.decisions());
    ZoneId shown = zone.orElse(ZoneId.of("UTC"));
    Map<String, SentAction> actions = new HashMap<>();
    records.actions().forEach(action -> actions.put(action.actionId(), action));
    List<TriggerStory> triggers = new ArrayList<>(stories(records));
    triggers.removeIf(story -> campaign.isPresent() && !story.campaign().equals(campaign.get()));
    return new Explanation(
        records.customerId(),
        shown,
        zone.isPresent(),
        List.copyOf(triggers),
        new DecisionSentences(new LocalClock(shown), actions, sends(records.decisions())));
  }

  /** The campaigns that have anything to tell of this customer, in order of their first trigger. */
  public static Set<String> campaigns(CustomerRecords records) {
    Set<String> campaigns = new LinkedHashSet<>();
    records.triggers().forEach(trigger -> campaigns.add(trigger.campaign()));
    records.decisions().forEach(decision -> campaigns.add(decision.campaign()));
    return campaigns;
  }

  private static List<TriggerStory> stories(CustomerRecords records) {
    Map<String, List<DecisionRecord>> decisions = new LinkedHashMap<>();
    for (DecisionRecord decision : records.decisions()) {
      decisions.computeIfAbsent(decision.triggerId(), id -> new ArrayList<>()).add(decision);
    }
    List<TriggerStory> stories = new ArrayList<>();
    for (TriggerRecord trigger : records.triggers()) {
      List<DecisionRecord> own = decisions.remove(trigger.triggerId());
      stories.add(TriggerStory.of(trigger, own == null ? List.of() : own));
    }
    decisions.values().forEach(orphans -> stories.add(TriggerStory.of(orphans)));
    stories.sort(Comparator.comparing(TriggerStory::startedAt));
    return stories;
  }

  private static Optional<ZoneId> zone(List<DecisionRecord> decisions) {
    if (decisions.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(decisions.get(decisions.size() - 1).timezone()));
    } catch (DateTimeException e) {
      // A zone that this Java does not know yet: it is told as UTC, and said to be so.
      return Optional.empty();
    }
  }

  /** A time at which two messages went out names neither. */
  private static Map<Instant, String> sends(List<DecisionRecord> decisions) {
    Map<Instant, String> sends = new HashMap<>();
    Set<Instant> twice = new LinkedHashSet<>();
    for (DecisionRecord decision : decisions) {
      if (decision.outcome() == Outcome.SENT
          && sends.put(decision.decidedAt(), DecisionSentences.nameOf(decision)) != null) {
        twice.add(decision.decidedAt());
      }
    }
    twice.forEach(sends::remove);
    return sends;
  }

  /**
   * A time as somebody types it: RFC 3339, or local, as {@code 2026-03-02 18:05}, where the
   * customer is; empty where it is neither.
   */
  public Optional<Instant> time(String typed) {
    return clock().parse(typed);
  }

  /** The same, told by another clock. */
  Explanation by(LocalClock clock) {
    return new Explanation(
        customerId,
        clock.zone(),
        zoneIsKnown,
        triggers,
        new DecisionSentences(clock, sentences.actions(), sentences.sends()));
  }

  /** The clock that it is told by. */
  LocalClock clock() {
    return sentences.clock();
  }

  /** How many actions ended so. */
  long count(Outcome outcome) {
    return triggers.stream()
        .flatMap(story -> story.actions().stream())
        .filter(action -> action.end().map(end -> end.outcome() == outcome).orElse(false))
        .count();
  }

  /** How many actions have not ended. */
  long countWaiting() {
    return triggers.stream()
        .filter(TriggerStory::isAccepted)
        .flatMap(story -> story.actions().stream())
        .filter(action -> action.end().isEmpty())
        .count();
  }
}
