package io.campanile.jobs.customer;

import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.CampaignIndex.Interest;
import io.campanile.jobs.detect.CampaignIndex.NumberedFilter;
import io.campanile.jobs.detect.CompiledCampaign;
import io.campanile.jobs.detect.Conditions;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.model.Event;
import io.campanile.patterns.EventFilter.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Where an event goes to the campaigns that it concerns: what it cancels, and what it goes on. */
final class SequenceDesk {

  private final CampaignIndex index;
  private final Conditions conditions;
  private final Detector detector;
  private final ActionDesk actions;

  SequenceDesk(CampaignIndex index, Detector detector, ActionDesk actions) {
    this.index = index;
    this.conditions = new Conditions(index);
    this.detector = detector;
    this.actions = actions;
  }

  /**
   * Shows an event to every campaign that it concerns.
   *
   * @param began is told the campaigns of sequences that it begins
   */
  List<Completed> show(
      Customer customer, Event event, boolean late, Consumer<String> began, Outbox out) {
    List<Interest> interests = index.interests(event);
    if (interests.isEmpty()) {
      return new ArrayList<>();
    }
    customer.markFollowed(event.timeMillis());
    conditions.turnTo(event, customer.profile()::object);
    for (Interest interest : interests) {
      cancel(customer, interest, event, late, out);
    }
    List<Completed> completed = new ArrayList<>();
    for (Interest interest : interests) {
      if (interest.concernsRuns()
          && (interest.canBegin() || customer.hasSequences())
          && detect(customer, interest, event, late, began, completed)) {
        out.count(Fate.RUNS_CUT_OFF, customer.sequences().cutOff(interest.campaign()));
      }
    }
    return completed;
  }

  private void cancel(Customer customer, Interest interest, Event event, boolean late, Outbox out) {
    if (interest.cancels().isEmpty() || !customer.hasWaitingActions()) {
      return;
    }
    for (NumberedFilter entry : interest.cancels()) {
      if (conditions.test(entry)) {
        boolean any = entry.filter().key() instanceof Key.Any;
        Set<String> keys = any ? Set.of() : keys(entry);
        actions.cancel(
            customer,
            interest.campaign().name(),
            key -> any || keys.contains(key),
            event,
            late,
            out);
      }
    }
  }

  /** Returns whether a sequence has begun. */
  private boolean detect(
      Customer customer,
      Interest interest,
      Event event,
      boolean late,
      Consumer<String> began,
      List<Completed> completed) {
    CompiledCampaign campaign = interest.campaign();
    if (!campaign.definition().trigger().keyed()) {
      return take(customer, campaign, "", event, hits(interest), late, began, completed);
    }
    Map<String, Hits> byKey = new LinkedHashMap<>();
    Hits forAny = Hits.NONE;
    for (NumberedFilter step : interest.steps()) {
      forAny = hit(step, new Hits(1L << step.number(), 0), byKey, forAny);
    }
    for (NumberedFilter guard : interest.guards()) {
      forAny = hit(guard, new Hits(0, 1L << guard.number()), byKey, forAny);
    }
    if (!forAny.isNone() && customer.hasSequences()) {
      for (String key : customer.sequences().keys(campaign)) {
        byKey.merge(key, forAny, Hits::or);
      }
    }
    boolean begun = false;
    for (Map.Entry<String, Hits> entry : byKey.entrySet()) {
      begun |=
          take(customer, campaign, entry.getKey(), event, entry.getValue(), late, began, completed);
    }
    return begun;
  }

  private boolean take(
      Customer customer,
      CompiledCampaign campaign,
      String key,
      Event event,
      Hits hits,
      boolean late,
      Consumer<String> began,
      List<Completed> completed) {
    if (hits.isNone() || !(hits.begins() || customer.hasSequences())) {
      return false;
    }
    Sequences sequences = customer.sequences();
    sequences.take(campaign, key, event, hits, late, detector).ifPresent(completed::add);
    if (sequences.hasBegun()) {
      began.accept(campaign.name());
    }
    return sequences.hasBegun();
  }

  /** What the event is for a campaign whose sequence is not told apart by values. */
  private Hits hits(Interest interest) {
    long steps = 0;
    for (NumberedFilter step : interest.steps()) {
      steps |= conditions.test(step) ? 1L << step.number() : 0;
    }
    long guards = 0;
    for (NumberedFilter guard : interest.guards()) {
      guards |= conditions.test(guard) ? 1L << guard.number() : 0;
    }
    return (steps | guards) == 0 ? Hits.NONE : new Hits(steps, guards);
  }

  /** Enters what the event is by one filter: under its values, or, returned, for every value. */
  private Hits hit(NumberedFilter filter, Hits hit, Map<String, Hits> byKey, Hits forAny) {
    if (!conditions.test(filter)) {
      return forAny;
    }
    if (filter.filter().key() instanceof Key.Any) {
      return forAny.or(hit);
    }
    for (String key : keys(filter)) {
      byKey.merge(key, hit, Hits::or);
    }
    return forAny;
  }

  private Set<String> keys(NumberedFilter filter) {
    return filter.filter().key() instanceof Key.Of of
        ? conditions.keys(of.expression())
        : Set.of("");
  }
}
