package io.campanile.jobs.customer;

import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.CampaignIndex.Interest;
import io.campanile.jobs.detect.CampaignIndex.NumberedFilter;
import io.campanile.jobs.detect.CompiledCampaign;
import io.campanile.jobs.detect.Conditions;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.model.Event;
import io.campanile.patterns.EventFilter.Key;
import io.campanile.patterns.Patterns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happens to one customer: the two entry points of everything, <i>this event happened</i> and
 * <i>time is now t</i>.
 *
 * <p>Before an event the customer's clock moves to its time, so that nothing depends on when a
 * watermark happens to come. Not thread-safe: one for each subtask.
 */
final class CustomerEngine {

  private final CampaignIndex index;
  private final Conditions conditions;
  private final Detector detector;
  private final TriggerDesk triggers;
  private final ActionDesk actions;
  private final long dedupeMillis;

  /**
   * An engine for these patterns.
   *
   * @param dedupeWindow how long a {@code messageId} is remembered
   */
  CustomerEngine(Patterns patterns, Detector detector, Duration dedupeWindow) {
    this.index = new CampaignIndex(patterns.campaigns());
    this.conditions = new Conditions(index);
    this.detector = detector;
    this.actions = new ActionDesk(patterns, index);
    this.triggers = new TriggerDesk(patterns.release(), actions);
    this.dedupeMillis = dedupeWindow.toMillis();
  }

  CampaignIndex index() {
    return index;
  }

  Detector detector() {
    return detector;
  }

  /**
   * An event happened; events come in {@link Event#ORDER}. One from before the customer's clock is
   * taken as late: it can only come when time was moved forward without it, after a restart.
   */
  void take(Customer customer, Event event, long wallMillis, Outbox out) {
    if (event.timeMillis() < customer.clockMillis()) {
      takeLate(customer, event, customer.clockMillis(), wallMillis, out);
      return;
    }
    advanceTo(customer, event.timeMillis(), wallMillis, out);
    if (!isNew(customer, event, out)) {
      return;
    }
    out.count(Fate.EVENTS_USED);
    out.count(Fate.TRAITS_CUT_OFF, customer.profile().apply(event));
    List<Completed> completed = show(customer, event, false, out);
    fire(customer, completed, event.timeMillis(), out);
  }

  /**
   * An event came behind the watermark {@code nowMillis}: it changes the profile, ends and cancels,
   * and begins nothing.
   */
  void takeLate(Customer customer, Event event, long nowMillis, long wallMillis, Outbox out) {
    advanceTo(customer, nowMillis, wallMillis, out);
    if (!isNew(customer, event, out)) {
      return;
    }
    out.count(Fate.EVENTS_LATE);
    out.count(Fate.TRAITS_CUT_OFF, customer.profile().apply(event));
    show(customer, event, true, out);
  }

  private boolean isNew(Customer customer, Event event, Outbox out) {
    SeenIds seen = customer.seenIds();
    out.count(Fate.MESSAGE_IDS_CUT_OFF, seen.forget(customer.clockMillis() - dedupeMillis));
    if (seen.add(event.messageId(), event.timeMillis())) {
      return true;
    }
    out.count(Fate.EVENTS_DUPLICATE);
    return false;
  }

  /** Time is now t: all that was due at or before it happens, moment by moment. */
  void advanceTo(Customer customer, long timeMillis, long wallMillis, Outbox out) {
    for (long moment = customer.nextMillis();
        moment <= timeMillis && moment != TriggerPlan.NEVER;
        moment = customer.nextMillis()) {
      customer.moveClockTo(moment);
      if (customer.sequencesPart().nextMillis() == moment) {
        fire(customer, customer.sequences().fire(moment), moment, out);
      }
      long now = moment;
      while (customer.agendaPart().nextMillis() <= now) {
        customer
            .agenda()
            .takeDue(now)
            .ifPresent(action -> actions.judge(customer, action, now, wallMillis, out));
      }
    }
    customer.moveClockTo(timeMillis);
  }

  private void fire(Customer customer, List<Completed> completed, long moment, Outbox out) {
    completed.sort(Completed.ORDER);
    for (Completed sequence : completed) {
      triggers.fire(customer, sequence, moment, out);
    }
  }

  /** Shows an event to every campaign that it concerns. */
  private List<Completed> show(Customer customer, Event event, boolean late, Outbox out) {
    List<Interest> interests = index.interests(event);
    if (interests.isEmpty()) {
      return new ArrayList<>();
    }
    conditions.turnTo(event, customer.profile().view());
    for (Interest interest : interests) {
      cancel(customer, interest, event, late, out);
    }
    List<Completed> completed = new ArrayList<>();
    for (Interest interest : interests) {
      if (interest.concernsRuns() && (interest.canBegin() || customer.hasSequences())) {
        detect(customer, interest, event, late, completed);
        if (interest.canBegin() && customer.hasSequences()) {
          out.count(Fate.RUNS_CUT_OFF, customer.sequences().cutOff(interest.campaign()));
        }
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

  private void detect(
      Customer customer, Interest interest, Event event, boolean late, List<Completed> completed) {
    CompiledCampaign campaign = interest.campaign();
    if (!campaign.definition().trigger().keyed()) {
      take(customer, campaign, "", event, hits(interest), late, completed);
      return;
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
    byKey.forEach((key, hits) -> take(customer, campaign, key, event, hits, late, completed));
  }

  private void take(
      Customer customer,
      CompiledCampaign campaign,
      String key,
      Event event,
      Hits hits,
      boolean late,
      List<Completed> completed) {
    if (hits.isNone() || !(hits.begins() || customer.hasSequences())) {
      return;
    }
    customer.sequences().take(campaign, key, event, hits, late, detector).ifPresent(completed::add);
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

  /** Forgets what can no longer matter, before the customer is written to state. */
  void forget(Customer customer) {
    long nowMillis = customer.clockMillis();
    if (customer.sequencesPart().isOpen()) {
      customer.sequences().prune(nowMillis);
    }
    if (customer.agendaPart().isOpen()) {
      actions.forget(customer.agenda(), nowMillis);
    }
  }
}
