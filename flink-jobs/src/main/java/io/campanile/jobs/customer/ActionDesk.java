package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.decide.CapLedger.Sent;
import io.campanile.jobs.decide.Decider;
import io.campanile.jobs.decide.Decider.Judgement;
import io.campanile.jobs.decide.FiredTrigger;
import io.campanile.jobs.decide.Verdict;
import io.campanile.jobs.decide.WaitingAction;
import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.CompiledCampaign;
import io.campanile.model.ActionRecord;
import io.campanile.model.ActionRecord.CampaignRef;
import io.campanile.model.ActionRecord.Operation;
import io.campanile.model.ActionRecord.TriggerRef;
import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Event;
import io.campanile.model.Ids;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Patterns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where actions wait, are judged when they come up, and end: sent, dropped or cancelled. */
final class ActionDesk {

  private final CampaignIndex index;
  private final String release;
  private final Decider decider;
  private final AddressFilter addresses;

  ActionDesk(Patterns patterns, CampaignIndex index, AddressFilter addresses) {
    this.addresses = addresses;
    this.index = index;
    this.release = patterns.release();
    this.decider = new Decider(patterns.policy());
  }

  /** An action of an accepted trigger begins to wait. */
  void schedule(
      Customer customer, Campaign campaign, Action action, FiredTrigger fired, Outbox out) {
    long dueMillis = fired.firedAtMillis() + action.delay().toMillis();
    WaitingAction waiting =
        new WaitingAction(
            fired,
            action.id(),
            action.position(),
            dueMillis,
            dueMillis,
            campaign.priority(),
            action.channel());
    out.count(Fate.ACTIONS_SCHEDULED);
    if (customer.agenda().hasRoom()) {
      customer.agenda().schedule(waiting);
    } else {
      Check check = new Check("limit", null, false, Map.of("atMost", Agenda.MAX_WAITING));
      drop(customer, waiting, fired.firedAtMillis(), Reason.LIMIT, null, List.of(check), out);
    }
  }

  /** An action comes up. */
  void judge(
      Customer customer, WaitingAction waiting, long nowMillis, long wallMillis, Outbox out) {
    Optional<Campaign> campaign =
        index.campaign(waiting.fired().campaign()).map(CompiledCampaign::definition);
    Optional<Action> action = campaign.flatMap(found -> actionOf(found, waiting.id()));
    if (campaign.isEmpty() || action.isEmpty()) {
      drop(customer, waiting, nowMillis, Reason.REMOVED, null, List.of(), out);
    } else if (campaign.get().status() == Status.PAUSED) {
      drop(customer, waiting, nowMillis, Reason.PAUSED, null, List.of(), out);
    } else {
      judge(customer, campaign.get(), action.get(), waiting, nowMillis, wallMillis, out);
    }
  }

  private static Optional<Action> actionOf(Campaign campaign, String id) {
    return campaign.actions().stream().filter(action -> action.id().equals(id)).findFirst();
  }

  private void judge(
      Customer customer,
      Campaign campaign,
      Action action,
      WaitingAction waiting,
      long nowMillis,
      long wallMillis,
      Outbox out) {
    Agenda agenda = customer.agenda();
    Judgement judgement =
        decider.judge(
            new Decider.Case(
                campaign,
                action,
                waiting,
                customer.id(),
                customer.profile(),
                agenda.ledger(),
                nowMillis,
                wallMillis));
    List<Check> trace = judgement.trace();
    if (judgement.verdict() instanceof Verdict.Defer defer) {
      agenda.schedule(waiting.deferredTo(defer.untilMillis()));
      Decision decision =
          new Decision(Outcome.DEFERRED, defer.untilMillis(), defer.reason(), defer.rule(), trace);
      record(customer, waiting, nowMillis, decision, out);
      out.count(Fate.ACTIONS_DEFERRED);
    } else if (judgement.verdict() instanceof Verdict.Drop drop) {
      drop(customer, waiting, nowMillis, drop.reason(), drop.rule(), trace, out);
    } else if (judgement.verdict() instanceof Verdict.Send send) {
      record(
          customer, waiting, nowMillis, new Decision(Outcome.SENT, null, null, null, trace), out);
      out.action(action(customer, campaign, action, waiting, send, nowMillis));
      out.count(Fate.ACTIONS_SENT);
      enter(agenda, campaign, action, nowMillis, out);
    }
  }

  /** A send and its count are one step: both change the same customer, in the same state. */
  private static void enter(
      Agenda agenda, Campaign campaign, Action action, long nowMillis, Outbox out) {
    if (campaign.campaignClass() == CampaignClass.MARKETING) {
      Sent sent = new Sent(nowMillis, campaign.name(), action.channel(), campaign.tags());
      out.count(Fate.HISTORY_CUT_OFF, agenda.ledger().add(sent));
    }
  }

  /**
   * An event takes back what waits.
   *
   * @param late whether it came behind the watermark: then it takes back only what was matched at
   *     or before it
   */
  void cancel(
      Customer customer,
      String campaign,
      Predicate<String> keys,
      Event event,
      boolean late,
      Outbox out) {
    List<WaitingAction> cancelled =
        customer
            .agenda()
            .takeIf(
                waiting ->
                    waiting.fired().campaign().equals(campaign)
                        && keys.test(waiting.fired().key())
                        && (!late || waiting.fired().endedAtOrBefore(event)));
    for (WaitingAction waiting : cancelled) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("event", event.name());
      values.put("messageId", event.messageId());
      values.put("at", Instant.ofEpochMilli(event.timeMillis()));
      if (late) {
        values.put("late", true);
      }
      Check check = new Check("cancel-on", null, false, values);
      Decision decision =
          new Decision(Outcome.CANCELLED, null, Reason.CANCELLED, null, List.of(check));
      // A late event may be older than the trigger that it takes back; the decision is not.
      long decidedMillis = Math.max(event.timeMillis(), waiting.fired().firedAtMillis());
      record(customer, waiting, decidedMillis, decision, out);
      out.count(Fate.ACTIONS_CANCELLED);
    }
  }

  /**
   * Everything that waits ends here.
   *
   * @return how many actions waited
   */
  int dropAll(Customer customer, Reason reason, List<Check> trace, Outbox out) {
    List<WaitingAction> waiting = customer.agenda().takeIf(action -> true);
    for (WaitingAction action : waiting) {
      drop(customer, action, customer.clockMillis(), reason, null, trace, out);
    }
    return waiting.size();
  }

  /** A waiting action, taken out of the agenda, ends. */
  void drop(
      Customer customer,
      WaitingAction waiting,
      long nowMillis,
      Reason reason,
      List<Check> trace,
      Outbox out) {
    drop(customer, waiting, nowMillis, reason, null, trace, out);
  }

  private void drop(
      Customer customer,
      WaitingAction waiting,
      long nowMillis,
      Reason reason,
      @Nullable String rule,
      List<Check> trace,
      Outbox out) {
    record(
        customer,
        waiting,
        nowMillis,
        new Decision(Outcome.DROPPED, null, reason, rule, trace),
        out);
    out.count(Fate.ACTIONS_DROPPED);
  }

  private record Decision(
      Outcome outcome,
      @Nullable Long untilMillis,
      @Nullable Reason reason,
      @Nullable String rule,
      List<Check> trace) {}

  private void record(
      Customer customer, WaitingAction waiting, long nowMillis, Decision decision, Outbox out) {
    FiredTrigger fired = waiting.fired();
    out.decision(
        new DecisionRecord(
            DecisionRecord.SCHEMA_VERSION,
            Ids.actionId(fired.triggerId(), waiting.position()),
            fired.triggerId(),
            fired.campaign(),
            release,
            customer.id(),
            fired.key(),
            waiting.channel(),
            waiting.position(),
            Instant.ofEpochMilli(waiting.dueMillis()),
            Instant.ofEpochMilli(nowMillis),
            decision.outcome,
            decision.untilMillis == null ? null : Instant.ofEpochMilli(decision.untilMillis),
            decision.reason,
            decision.rule,
            decider.zoneOf(customer.profile()).getId(),
            decision.trace));
  }

  private ActionRecord action(
      Customer customer,
      Campaign campaign,
      Action action,
      WaitingAction waiting,
      Verdict.Send send,
      long nowMillis) {
    FiredTrigger fired = waiting.fired();
    return new ActionRecord(
        ActionRecord.SCHEMA_VERSION,
        Ids.actionId(fired.triggerId(), waiting.position()),
        action.channel() == Channel.ADS ? Operation.AUDIENCE_ADD : Operation.SEND,
        customer.id(),
        action.channel(),
        campaign.campaignClass(),
        addresses.address(send.address()),
        action.template(),
        addresses.variables(action, send.variables(), customer.profile()),
        customer.profile().text("locale"),
        decider.zoneOf(customer.profile()).getId(),
        new CampaignRef(campaign.name(), release, campaign.tags(), campaign.priority()),
        new TriggerRef(
            fired.triggerId(),
            fired.key(),
            Instant.ofEpochMilli(fired.firedAtMillis()),
            fired.eventIds()),
        waiting.position(),
        Instant.ofEpochMilli(waiting.dueMillis()),
        Instant.ofEpochMilli(nowMillis),
        Instant.ofEpochMilli(send.expiresAtMillis()));
  }

  /** Of a customer who did not come back, remembers only what must never come again. */
  void forgetButNever(Part<Agenda> part) {
    if (part.isEmpty()) {
      return;
    }
    Agenda agenda = part.get();
    agenda.ledger().forget(Long.MAX_VALUE);
    agenda
        .repeats()
        .retain(
            name ->
                index
                    .campaign(name)
                    .filter(found -> found.definition().repeat() instanceof Campaign.Repeat.Never)
                    .isPresent());
  }

  /** Forgets what no cap and no repeat can ask for any more. */
  void forget(Agenda agenda, long nowMillis) {
    agenda.ledger().forget(nowMillis - decider.ledgerMemory().toMillis());
    for (String name : List.copyOf(agenda.repeats().all().keySet())) {
      index
          .campaign(name)
          .ifPresent(campaign -> agenda.repeats().forget(campaign.definition(), nowMillis));
    }
  }
}
