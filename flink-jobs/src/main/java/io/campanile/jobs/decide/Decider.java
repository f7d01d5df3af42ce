package io.campanile.jobs.decide;

import io.campanile.jobs.profile.ContactPoints;
import io.campanile.jobs.profile.Profile;
import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.ValueText;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Policy;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Consent;
import io.campanile.patterns.Policy.Holdout;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Then;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Judges an action when it comes up: the checks of the pattern language, in their order; the first
 * that fails decides. It changes nothing: the caller enters a send into the ledger.
 */
public final class Decider {

  /** Stands for the wall clock where there is none, as in a replay: nothing is too late then. */
  public static final long NO_WALL_CLOCK = Long.MIN_VALUE;

  private final Policy policy;
  private final ContactPoints contacts;

  /** A decider by this policy. */
  public Decider(Policy policy) {
    this.policy = policy;
    this.contacts = new ContactPoints(policy);
  }

  /** What was decided, and each check that led to it. */
  public record Judgement(Verdict verdict, List<Check> trace) {}

  /**
   * An action that comes up.
   *
   * @param nowMillis event time at which it comes up
   * @param wallMillis wall-clock time, or {@link #NO_WALL_CLOCK}
   */
  public record Case(
      Campaign campaign,
      Action action,
      WaitingAction waiting,
      String customerId,
      Profile profile,
      CapLedger ledger,
      long nowMillis,
      long wallMillis) {

    boolean isMarketing() {
      return campaign.campaignClass() == CampaignClass.MARKETING;
    }

    Channel channel() {
      return action.channel();
    }

    Expression.Scope scope() {
      return name -> {
        Map<String, @Nullable Object> alias = waiting.fired().aliases().get(name);
        return alias == null ? profile.object(name) : alias;
      };
    }
  }

  /** The customer's time zone, or the policy's where the profile has no valid one. */
  public ZoneId zoneOf(Profile profile) {
    return LocalTimes.zone(profile.text("timezone"), policy.timeZone());
  }

  /** Judges an action. */
  public Judgement judge(Case action) {
    return new Judging(action).judge();
  }

  /** How long sends must be remembered for this policy's caps. */
  public Duration ledgerMemory() {
    // A calendar month, and the longest difference between two time zones.
    Duration longest = Duration.ofDays(33);
    for (Cap cap : policy.caps()) {
      if (cap.in() instanceof Policy.Window.Rolling rolling
          && rolling.length().compareTo(longest) > 0) {
        longest = rolling.length();
      }
    }
    return longest;
  }

  /** One judgement under way; each method is one check, which adds itself to the trace. */
  private final class Judging {
    private final Case c;
    private final Action action;
    private final ZoneId zone;
    private final List<Check> trace = new ArrayList<>();
    private @Nullable String address;
    private final Map<String, Object> variables = new LinkedHashMap<>();

    Judging(Case c) {
      this.c = c;
      this.action = c.action();
      this.zone = zoneOf(c.profile());
    }

    Judgement judge() {
      Verdict verdict =
          expires()
              .or(this::grace)
              .or(this::condition)
              .or(this::holdout)
              .or(this::consent)
              .or(this::address)
              .or(this::variables)
              .or(this::quietHours)
              .or(this::caps)
              .or(this::shadow)
              .orElseGet(this::send);
      return new Judgement(verdict, List.copyOf(trace));
    }

    private Optional<Verdict> expires() {
      if (action.expires().isEmpty()) {
        return Optional.empty();
      }
      long expiresMillis = c.waiting().dueMillis() + action.expires().get().toMillis();
      boolean passed = c.nowMillis() <= expiresMillis;
      return check("expires", passed, Reason.EXPIRED, "expiresAt", at(expiresMillis));
    }

    private Optional<Verdict> grace() {
      if (c.wallMillis() == NO_WALL_CLOCK) {
        return Optional.empty();
      }
      boolean passed = c.wallMillis() - c.nowMillis() < policy.grace().toMillis();
      return check(
          "grace",
          passed,
          Reason.EXPIRED,
          "wallClock",
          at(c.wallMillis()),
          "grace",
          text(policy.grace()));
    }

    private Optional<Verdict> condition() {
      if (action.condition() == null) {
        return Optional.empty();
      }
      boolean passed = action.condition().test(c.scope());
      return check("if", passed, Reason.CONDITION_FALSE, "condition", action.condition().source());
    }

    private Optional<Verdict> holdout() {
      if (!c.isMarketing() || policy.holdout().isEmpty()) {
        return Optional.empty();
      }
      Holdout holdout = policy.holdout().get();
      long bucket = Holdouts.bucket(holdout, c.customerId());
      boolean passed = !Holdouts.holdsOut(holdout, bucket);
      return check(
          "holdout", passed, Reason.HOLDOUT, "percent", holdout.percent(), "bucket", bucket);
    }

    private Optional<Verdict> consent() {
      Consent needed = policy.consent().getOrDefault(c.channel(), Consent.NONE);
      if (!c.isMarketing() || needed == Consent.NONE) {
        return Optional.empty();
      }
      Boolean said = c.profile().consent(c.channel().wireName());
      boolean passed =
          needed == Consent.OPT_IN ? Boolean.TRUE.equals(said) : !Boolean.FALSE.equals(said);
      Map<String, @Nullable Object> values =
          values("needed", needed == Consent.OPT_IN ? "opt-in" : "opt-out", "granted", said);
      c.profile().consents().basis(c.channel().wireName()).ifPresent(b -> values.put("basis", b));
      trace.add(new Check("consent", null, passed, values));
      return passed ? Optional.empty() : Optional.of(new Verdict.Drop(Reason.NO_CONSENT, null));
    }

    private Optional<Verdict> address() {
      Expression where = policy.addresses().get(c.channel());
      if (where == null) {
        return Optional.empty();
      }
      address =
          where
              .value(c.scope())
              .flatMap(ValueText::of)
              .filter(text -> !text.isEmpty())
              .orElse(null);
      // The address itself is personal data and stands in the action alone.
      Optional<ContactPoints.Unusable> unusable =
          address == null ? Optional.empty() : contacts.unusable(c.channel(), c.profile());
      if (unusable.isPresent()) {
        return check(
            "address",
            false,
            Reason.NO_ADDRESS,
            "from",
            where.source(),
            "unusable",
            unusable.get().reason(),
            "since",
            at(unusable.get().sinceMillis()));
      }
      return check("address", address != null, Reason.NO_ADDRESS, "from", where.source());
    }

    private Optional<Verdict> variables() {
      if (action.variables().isEmpty()) {
        return Optional.empty();
      }
      List<String> missing = new ArrayList<>();
      for (Variable variable : action.variables()) {
        Object value = variable.value().value(c.scope()).orElse(variable.fallback());
        if (value == null) {
          missing.add(variable.name());
        } else {
          variables.put(variable.name(), value);
        }
      }
      return check(
          "variables", missing.isEmpty(), Reason.MISSING_VARIABLE, "missing", List.copyOf(missing));
    }

    private Optional<Verdict> quietHours() {
      if (!c.isMarketing()) {
        return Optional.empty();
      }
      for (QuietHours quiet : policy.quietHours()) {
        if (!quiet.channels().contains(c.channel())) {
          continue;
        }
        OptionalLong end = LocalTimes.quietUntil(quiet, c.nowMillis(), zone);
        Map<String, @Nullable Object> values =
            values(
                "from",
                quiet.from().toString(),
                "to",
                quiet.to().toString(),
                "localTime",
                Instant.ofEpochMilli(c.nowMillis()).atZone(zone).toLocalTime().toString());
        end.ifPresent(untilMillis -> values.put("until", at(untilMillis)));
        trace.add(new Check("quiet-hours", null, end.isEmpty(), values));
        if (end.isPresent()) {
          return Optional.of(
              quiet.then() == Then.DROP
                  ? new Verdict.Drop(Reason.QUIET_HOURS, null)
                  : new Verdict.Defer(end.getAsLong(), Reason.QUIET_HOURS, null));
        }
      }
      return Optional.empty();
    }

    private Optional<Verdict> caps() {
      if (!c.isMarketing()) {
        return Optional.empty();
      }
      for (Cap cap : policy.caps()) {
        if (!CapLedger.covers(cap, c.channel(), c.campaign().name(), c.campaign().tags())) {
          continue;
        }
        CapLedger.Standing standing = c.ledger().standing(cap, c.nowMillis(), zone);
        boolean passed = standing.allowedAtMillis().isEmpty();
        Map<String, @Nullable Object> values =
            values(
                "atMost",
                cap.atMost(),
                "in",
                Texts.of(cap.in()),
                "windowFrom",
                at(standing.windowFromMillis()),
                "sentAt",
                standing.sentMillis().stream().map(this::at).toList());
        standing.allowedAtMillis().ifPresent(allowed -> values.put("allowedAt", at(allowed)));
        values.put("then", cap.then() == Then.DROP ? "drop" : "defer");
        if (!passed && cap.then() == Then.DEFER) {
          values.put("maxDefer", text(policy.maxDefer()));
        }
        trace.add(new Check("cap", cap.name(), passed, values));
        if (!passed) {
          return Optional.of(capped(cap, standing.allowedAtMillis().getAsLong()));
        }
      }
      return Optional.empty();
    }

    private Verdict capped(Cap cap, long allowedAtMillis) {
      boolean tooLate = allowedAtMillis - c.waiting().dueMillis() > policy.maxDefer().toMillis();
      return cap.then() == Then.DROP || tooLate
          ? new Verdict.Drop(Reason.CAPPED, cap.name())
          : new Verdict.Defer(allowedAtMillis, Reason.CAPPED, cap.name());
    }

    private Optional<Verdict> shadow() {
      if (c.campaign().status() != Status.SHADOW) {
        return Optional.empty();
      }
      return check("status", false, Reason.SHADOW, "status", "shadow");
    }

    private Verdict send() {
      long byGrace = c.nowMillis() + policy.grace().toMillis();
      long expiresAtMillis =
          action
              .expires()
              .map(expires -> Math.min(byGrace, c.waiting().dueMillis() + expires.toMillis()))
              .orElse(byGrace);
      return new Verdict.Send(address, Collections.unmodifiableMap(variables), expiresAtMillis);
    }

    private Optional<Verdict> check(
        String name, boolean passed, Reason reason, @Nullable Object... namesAndValues) {
      trace.add(new Check(name, null, passed, values(namesAndValues)));
      return passed ? Optional.empty() : Optional.of(new Verdict.Drop(reason, null));
    }

    private Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
      }
      return values;
    }

    private Instant at(long millis) {
      return Instant.ofEpochMilli(millis);
    }

    private String text(Duration duration) {
      return Texts.of(duration);
    }
  }
}
