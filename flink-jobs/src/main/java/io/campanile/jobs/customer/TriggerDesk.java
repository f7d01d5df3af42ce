package io.campanile.jobs.customer;

import io.campanile.jobs.decide.FiredTrigger;
import io.campanile.jobs.decide.Repeats.Accepted;
import io.campanile.jobs.decide.Texts;
import io.campanile.jobs.detect.Match;
import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.model.Check;
import io.campanile.model.Event;
import io.campanile.model.Ids;
import io.campanile.model.TriggerRecord;
import io.campanile.model.TriggerRecord.Outcome;
import io.campanile.model.TriggerRecord.Reason;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Expression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where a trigger that fired is accepted, and its actions begin to wait, or is suppressed. */
final class TriggerDesk {

  private final String release;
  private final ActionDesk actions;

  TriggerDesk(String release, ActionDesk actions) {
    this.release = release;
    this.actions = actions;
  }

  /** A trigger fires. */
  void fire(Customer customer, Completed sequence, long nowMillis, Outbox out) {
    Campaign campaign = sequence.campaign().definition();
    FiredTrigger fired = fired(customer, sequence, nowMillis);
    List<Check> trace = new ArrayList<>();
    trace.add(matched(sequence.match()));
    Reason reason = suppression(customer, campaign, fired, trace);
    out.count(Fate.TRIGGERS_FIRED);
    if (reason == null) {
      trace.add(scheduled(campaign, nowMillis));
    }
    out.trigger(record(customer, fired, reason, trace));
    if (reason != null) {
      out.count(Fate.TRIGGERS_SUPPRESSED);
      return;
    }
    out.count(Fate.TRIGGERS_ACCEPTED);
    Accepted accepted = new Accepted(nowMillis, campaign.status() == Status.SHADOW);
    out.count(
        Fate.HISTORY_CUT_OFF,
        customer.agenda().repeats().accept(campaign.name(), fired.key(), accepted));
    for (Action action : campaign.actions()) {
      actions.schedule(customer, campaign, action, fired, out);
    }
  }

  private static FiredTrigger fired(Customer customer, Completed sequence, long nowMillis) {
    Match match = sequence.match();
    String campaign = sequence.campaign().name();
    Map<String, Map<String, @Nullable Object>> aliases = new LinkedHashMap<>();
    for (TriggerPlan.Alias alias : sequence.campaign().plan().aliases()) {
      aliases.put(alias.name(), match.events().get(alias.stage()).properties());
    }
    String id =
        Ids.triggerId(campaign, customer.id(), sequence.key(), nowMillis, match.last().messageId());
    return new FiredTrigger(
        id,
        campaign,
        sequence.key(),
        nowMillis,
        match.events().stream().map(Event::messageId).toList(),
        match.last().timeMillis(),
        aliases);
  }

  /** What the customer did, so that a trigger can be understood without the events themselves. */
  private static Check matched(Match match) {
    List<Map<String, @Nullable Object>> events = new ArrayList<>();
    for (Event event : match.events()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("event", event.name());
      values.put("messageId", event.messageId());
      values.put("at", Instant.ofEpochMilli(event.timeMillis()));
      events.add(values);
    }
    return new Check("steps", null, true, Map.of("events", events));
  }

  /** What waits from now on, so that it is known before anything is decided on it. */
  private static Check scheduled(Campaign campaign, long firedAtMillis) {
    List<Map<String, @Nullable Object>> waiting = new ArrayList<>();
    for (Action action : campaign.actions()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("position", action.position());
      values.put("channel", action.channel().wireName());
      values.put("dueAt", Instant.ofEpochMilli(firedAtMillis + action.delay().toMillis()));
      waiting.add(values);
    }
    return new Check("actions", null, true, Map.of("scheduled", waiting));
  }

  private static @Nullable Reason suppression(
      Customer customer, Campaign campaign, FiredTrigger fired, List<Check> trace) {
    Expression audience = campaign.audience();
    if (audience != null) {
      boolean passed =
          audience.test(name -> name.equals("profile") ? customer.profile().view() : null);
      trace.add(new Check("audience", null, passed, Map.of("condition", audience.source())));
      if (!passed) {
        return Reason.NOT_IN_AUDIENCE;
      }
    }
    OptionalLong last =
        customer.agenda().repeats().forbiddenBy(campaign, fired.key(), fired.firedAtMillis());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("repeat", Texts.of(campaign.repeat()));
    last.ifPresent(millis -> values.put("lastAcceptedAt", Instant.ofEpochMilli(millis)));
    trace.add(new Check("repeat", null, last.isEmpty(), values));
    return last.isPresent() ? Reason.REPEATED : null;
  }

  private TriggerRecord record(
      Customer customer, FiredTrigger fired, @Nullable Reason reason, List<Check> trace) {
    return new TriggerRecord(
        TriggerRecord.SCHEMA_VERSION,
        fired.triggerId(),
        fired.campaign(),
        release,
        customer.id(),
        fired.key(),
        Instant.ofEpochMilli(fired.firedAtMillis()),
        fired.eventIds(),
        reason == null ? Outcome.ACCEPTED : Outcome.SUPPRESSED,
        reason,
        List.copyOf(trace));
  }
}
