package io.campanile.jobs.customer;

import io.campanile.jobs.decide.FiredTrigger;
import io.campanile.jobs.decide.WaitingAction;
import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.CompiledCampaign;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What waits under one release goes on waiting under the next, or ends. */
final class AgendaCarryover {

  private final CustomerEngine from;
  private final CustomerEngine to;

  AgendaCarryover(CustomerEngine from, CustomerEngine to) {
    this.from = from;
    this.to = to;
  }

  /** Carries over what waits for a customer, at the moment that its clock shows. */
  void carry(Customer customer, Outbox out) {
    if (customer.agendaPart().isEmpty()) {
      return;
    }
    long nowMillis = customer.clockMillis();
    // How much of what is over is still there depends on when the customer was last written, and
    // the next release may ask for more.
    from.actions().forget(customer.agenda(), nowMillis);
    for (WaitingAction waiting : customer.agenda().takeIf(action -> true)) {
      carry(customer, waiting, nowMillis, out);
    }
  }

  private void carry(Customer customer, WaitingAction waiting, long nowMillis, Outbox out) {
    Optional<Campaign> campaign = campaign(to.index(), waiting);
    Optional<Action> action = campaign.flatMap(found -> action(found, waiting));
    if (action.isEmpty()) {
      drop(customer, waiting, Reason.REMOVED, out);
    } else if (campaign.get().status() == Status.PAUSED) {
      drop(customer, waiting, Reason.PAUSED, out);
    } else {
      customer.agenda().schedule(carried(waiting, campaign.get(), action.get(), nowMillis));
    }
  }

  /** An action whose delay is another comes up when it is due; any other one when it would have. */
  private WaitingAction carried(
      WaitingAction waiting, Campaign campaign, Action action, long nowMillis) {
    Optional<Duration> before =
        campaign(from.index(), waiting).flatMap(found -> action(found, waiting)).map(Action::delay);
    long dueMillis = waiting.dueMillis();
    long comesUpMillis = waiting.comesUpMillis();
    if (!before.equals(Optional.of(action.delay()))) {
      long firedMillis = waiting.fired().firedAtMillis();
      dueMillis = Math.max(firedMillis + action.delay().toMillis(), nowMillis);
      comesUpMillis = dueMillis;
    }
    return new WaitingAction(
        renamed(waiting.fired()),
        waiting.id(),
        waiting.position(),
        dueMillis,
        comesUpMillis,
        campaign.priority(),
        action.channel());
  }

  /**
   * Variables and conditions are the new ones, and call an event by the name that its step has now.
   * A name that was there before stands for what it stood for.
   */
  private FiredTrigger renamed(FiredTrigger fired) {
    Map<Integer, String> before = aliases(from.index(), fired);
    Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>(fired.aliases());
    aliases(to.index(), fired)
        .forEach(
            (stage, name) -> {
              Map<String, @Nullable Object> event =
                  fired.aliases().get(before.getOrDefault(stage, name));
              if (event != null) {
                all.putIfAbsent(name, event);
              }
            });
    return all.equals(fired.aliases()) ? fired : fired.with(all);
  }

  /** By stage. */
  private static Map<Integer, String> aliases(CampaignIndex index, FiredTrigger fired) {
    Map<Integer, String> aliases = new LinkedHashMap<>();
    index
        .campaign(fired.campaign())
        .ifPresent(found -> found.plan().aliases().forEach(a -> aliases.put(a.stage(), a.name())));
    return aliases;
  }

  private static Optional<Campaign> campaign(CampaignIndex index, WaitingAction waiting) {
    return index.campaign(waiting.fired().campaign()).map(CompiledCampaign::definition);
  }

  private static Optional<Action> action(Campaign campaign, WaitingAction waiting) {
    return campaign.actions().stream()
        .filter(action -> action.id().equals(waiting.id()))
        .findFirst();
  }

  private void drop(Customer customer, WaitingAction waiting, Reason reason, Outbox out) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("release", to.release());
    values.put("effectiveFrom", Instant.ofEpochMilli(customer.clockMillis()));
    Check check = new Check("release", null, false, values);
    to.actions().drop(customer, waiting, customer.clockMillis(), reason, List.of(check), out);
  }
}
