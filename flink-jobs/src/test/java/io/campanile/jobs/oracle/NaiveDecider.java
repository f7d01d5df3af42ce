package io.campanile.jobs.oracle;

import io.campanile.model.ActionRecord;
import io.campanile.model.Channel;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Event;
import io.campanile.model.ValueText;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Expression.Scope;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Policy;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Consent;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Then;
import io.campanile.patterns.Policy.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ten checks, in the order of the page's table. */
final class NaiveDecider {

  /** A send counts as what it was when it was sent. */
  private record Sent(long at, Campaign campaign, Channel channel) {}

  final List<DecisionRecord> decisions = new ArrayList<>();
  final List<ActionRecord> actions = new ArrayList<>();

  private Patterns patterns;
  private Policy policy;
  private final String customerId;
  private final NaiveProfile profile;
  private final List<Sent> sends = new ArrayList<>();

  NaiveDecider(Patterns patterns, String customerId, NaiveProfile profile) {
    this.patterns = patterns;
    this.policy = patterns.policy();
    this.customerId = customerId;
    this.profile = profile;
  }

  /** Decides by other patterns from this moment on; no send is remembered for ever. */
  void turnTo(Patterns next, long effectiveFrom) {
    long memory =
        policy.caps().stream()
            .map(Cap::in)
            .mapToLong(in -> in instanceof Window.Rolling r ? r.length().toMillis() : 0)
            .reduce(NaiveEngine.MEMORY_MILLIS, Math::max);
    sends.removeIf(sent -> sent.at < effectiveFrom - memory);
    patterns = next;
    policy = next.policy();
  }

  /** Decides on an action that has come up; true when it goes on waiting. */
  boolean decide(NaiveAction a, long t) {
    Channel channel = a.action.channel();
    Scope scope = profile.scope(a.aliases);
    if (a.action.expires().isPresent() && t - a.dueAt > a.action.expires().get().toMillis()) {
      return drop(a, t, Reason.EXPIRED);
    }
    if (a.action.condition() != null && !a.action.condition().test(scope)) {
      return drop(a, t, Reason.CONDITION_FALSE);
    }
    if (a.marketing() && heldOut(policy, customerId)) {
      return drop(a, t, Reason.HOLDOUT);
    }
    if (a.marketing() && !consents(policy, profile, channel)) {
      return drop(a, t, Reason.NO_CONSENT);
    }
    @Nullable Expression addressOf = policy.addresses().get(channel);
    Optional<String> address =
        addressOf == null
            ? Optional.empty()
            : addressOf
                .value(profile.scope(Map.of()))
                .flatMap(ValueText::of)
                .filter(text -> !text.isEmpty());
    if (addressOf != null && address.isEmpty()) {
      return drop(a, t, Reason.NO_ADDRESS);
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    for (Variable variable : a.action.variables()) {
      Optional<Object> value =
          variable.value().value(scope).or(() -> Optional.ofNullable(variable.fallback()));
      if (value.isEmpty()) {
        return drop(a, t, Reason.MISSING_VARIABLE);
      }
      variables.put(variable.name(), value.get());
    }
    if (a.marketing()) {
      Optional<Boolean> held = quiet(a, t).or(() -> capped(a, t));
      if (held.isPresent()) {
        return held.get();
      }
    }
    if (a.campaign().status() == Status.SHADOW) {
      return drop(a, t, Reason.SHADOW);
    }
    send(a, t, address.orElse(null), variables);
    return false;
  }

  private Optional<Boolean> quiet(NaiveAction a, long t) {
    for (QuietHours hours : policy.quietHours()) {
      if (!hours.channels().contains(a.action.channel())) {
        continue;
      }
      Optional<Long> end = NaiveClock.quietUntil(hours, zone(), t);
      if (end.isPresent()) {
        return Optional.of(
            hours.then() == Then.DROP
                ? drop(a, t, Reason.QUIET_HOURS)
                : defer(a, t, end.get(), Reason.QUIET_HOURS, null));
      }
    }
    return Optional.empty();
  }

  private Optional<Boolean> capped(NaiveAction a, long t) {
    for (Cap cap : policy.caps()) {
      if (!covers(cap, a.campaign(), a.action.channel())) {
        continue;
      }
      List<Long> counted =
          sends.stream()
              .filter(sent -> covers(cap, sent.campaign, sent.channel))
              .map(Sent::at)
              .toList();
      if (NaiveClock.used(cap, zone(), counted, t) < cap.atMost()) {
        continue;
      }
      if (cap.then() == Then.DEFER) {
        long until = NaiveClock.allowedAt(cap, zone(), counted, t);
        if (until - a.dueAt <= policy.maxDefer().toMillis()) {
          return Optional.of(defer(a, t, until, Reason.CAPPED, cap.name()));
        }
      }
      record(a, t, Outcome.DROPPED, Reason.CAPPED, cap.name(), null);
      return Optional.of(false);
    }
    return Optional.empty();
  }

  private void send(
      NaiveAction a, long t, @Nullable String address, Map<String, Object> variables) {
    if (a.marketing()) {
      sends.add(new Sent(t, a.campaign(), a.action.channel()));
    }
    record(a, t, Outcome.SENT, null, null, null);
    Campaign campaign = a.campaign();
    long graceEnd = t + policy.grace().toMillis();
    long expiresAt =
        a.action
            .expires()
            .map(expires -> Math.min(graceEnd, a.dueAt + expires.toMillis()))
            .orElse(graceEnd);
    actions.add(
        new ActionRecord(
            1,
            a.actionId(),
            a.action.channel() == Channel.ADS
                ? ActionRecord.Operation.AUDIENCE_ADD
                : ActionRecord.Operation.SEND,
            customerId,
            a.action.channel(),
            campaign.campaignClass(),
            address,
            a.action.template(),
            variables,
            profile.locale(),
            zone().getId(),
            new ActionRecord.CampaignRef(
                campaign.name(), patterns.release(), campaign.tags(), campaign.priority()),
            new ActionRecord.TriggerRef(
                a.triggerId,
                a.trigger.key(),
                Instant.ofEpochMilli(a.trigger.firedAt()),
                a.trigger.events().stream().map(Event::messageId).toList()),
            a.position,
            Instant.ofEpochMilli(a.dueAt),
            Instant.ofEpochMilli(t),
            Instant.ofEpochMilli(expiresAt)));
  }

  private boolean drop(NaiveAction a, long t, Reason reason) {
    record(a, t, Outcome.DROPPED, reason, null, null);
    return false;
  }

  private boolean defer(NaiveAction a, long t, long until, Reason reason, @Nullable String rule) {
    a.comesUpAt = until;
    record(a, t, Outcome.DEFERRED, reason, rule, until);
    return true;
  }

  void record(
      NaiveAction a,
      long t,
      Outcome outcome,
      @Nullable Reason reason,
      @Nullable String rule,
      @Nullable Long until) {
    decisions.add(
        new DecisionRecord(
            1,
            a.actionId(),
            a.triggerId,
            a.campaign().name(),
            patterns.release(),
            customerId,
            a.trigger.key(),
            a.action.channel(),
            a.position,
            Instant.ofEpochMilli(a.dueAt),
            Instant.ofEpochMilli(t),
            outcome,
            until == null ? null : Instant.ofEpochMilli(until),
            reason,
            rule,
            zone().getId(),
            List.of()));
  }

  private ZoneId zone() {
    return profile.zone(policy.timeZone());
  }

  static boolean covers(Cap cap, Campaign campaign, Channel channel) {
    return (cap.channels().isEmpty() || cap.channels().contains(channel))
        && (cap.tags().isEmpty() || !Collections.disjoint(cap.tags(), campaign.tags()))
        && (cap.campaigns().isEmpty() || cap.campaigns().contains(campaign.name()));
  }

  static boolean consents(Policy policy, NaiveProfile profile, Channel channel) {
    return switch (policy.consent().getOrDefault(channel, Consent.NONE)) {
      case OPT_IN -> profile.consent(channel).orElse(false);
      case OPT_OUT -> profile.consent(channel).orElse(true);
      case NONE -> true;
    };
  }

  static boolean heldOut(Policy policy, String customerId) {
    return policy
        .holdout()
        .map(
            holdout ->
                new BigInteger(
                            1,
                            Arrays.copyOf(NaiveEngine.sha256(holdout.salt() + ":" + customerId), 8))
                        .mod(BigInteger.valueOf(10_000))
                        .doubleValue()
                    < new BigDecimal(String.valueOf(holdout.percent()))
                        .movePointRight(2)
                        .doubleValue())
        .orElse(false);
  }
}
