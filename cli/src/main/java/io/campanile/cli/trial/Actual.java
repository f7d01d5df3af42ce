package io.campanile.cli.trial;

import io.campanile.jobs.trial.TrialLog.Entry;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.cases.Expectation;
import io.campanile.patterns.cases.Expectation.Kind;
import io.campanile.patterns.cases.Moment;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that came of a test, in the words of expectations.
 *
 * @param at when
 * @param kind what happened
 * @param subject a channel, a campaign or a segment, by its kind
 * @param campaign whose it is; empty for a segment
 * @param per the value of {@code per}, or empty
 * @param template what was sent, or empty
 * @param variables what it was filled with
 * @param reason why, or empty
 * @param rule which cap decided, or empty
 * @param until until when it was put off
 * @param why the reason in words, or empty
 */
public record Actual(
    Moment at,
    Kind kind,
    String subject,
    String campaign,
    String per,
    String template,
    Map<String, Object> variables,
    String reason,
    String rule,
    Optional<Moment> until,
    String why) {

  /** What an entry says; empty for an event, which comes of nothing. */
  static Optional<Actual> of(Entry entry, TestClock clock) {
    if (entry instanceof Entry.Fired fired) {
      return Optional.of(of(fired.trigger(), clock));
    }
    if (entry instanceof Entry.Changed changed) {
      return Optional.of(of(changed.change(), clock));
    }
    return entry instanceof Entry.Decided decided
        ? Optional.of(of(decided.decision(), decided.action(), clock))
        : Optional.empty();
  }

  private static Actual of(TriggerRecord trigger, TestClock clock) {
    TriggerRecord.Reason reason = trigger.reason();
    return new Actual(
        clock.moment(trigger.firedAt()),
        reason == null ? Kind.FIRES : Kind.SUPPRESSED,
        trigger.campaign(),
        trigger.campaign(),
        trigger.key(),
        "",
        Map.of(),
        reason == null ? "" : reason.name(),
        "",
        Optional.empty(),
        ReasonText.of(trigger));
  }

  private static Actual of(SegmentRecord change, TestClock clock) {
    return new Actual(
        clock.moment(change.at()),
        change.change() == SegmentRecord.Change.ENTERED ? Kind.ENTERS : Kind.LEAVES,
        change.segment(),
        "",
        "",
        "",
        Map.of(),
        "",
        "",
        Optional.empty(),
        "");
  }

  private static Actual of(
      DecisionRecord decision, Optional<ActionRecord> action, TestClock clock) {
    Kind kind =
        switch (decision.outcome()) {
          case SENT -> Kind.SEND;
          case DEFERRED -> Kind.DEFERRED;
          case DROPPED -> Kind.DROPPED;
          case CANCELLED -> Kind.CANCELLED;
        };
    DecisionRecord.Reason reason = decision.reason();
    return new Actual(
        clock.moment(decision.decidedAt()),
        kind,
        decision.channel().wireName(),
        decision.campaign(),
        decision.key(),
        action.map(ActionRecord::template).orElse(""),
        action.map(ActionRecord::variables).orElse(Map.of()),
        reason == null ? "" : reason.name(),
        Objects.requireNonNullElse(decision.rule(), ""),
        Optional.ofNullable(decision.until()).map(clock::moment),
        ReasonText.of(decision));
  }

  /** Whether this is what was expected. */
  boolean fits(Expectation expected) {
    return at.equals(expected.at()) && isSame(expected) && details(expected).isEmpty();
  }

  /** Whether it is of the same kind and about the same thing, whenever it came. */
  boolean isSame(Expectation expected) {
    return kind == expected.kind() && subject.equals(expected.subject());
  }

  /** The first detail that is not as expected, in words. */
  Optional<String> details(Expectation expected) {
    return differs("campaign", expected.campaign(), campaign)
        .or(() -> differs("per", expected.per(), per))
        .or(() -> differs("template", expected.template(), template))
        .or(() -> differs("reason", expected.reason(), reason))
        .or(() -> differs("rule", expected.rule(), rule))
        .or(
            () ->
                differs(
                    "until",
                    expected.until().map(Moment::toString),
                    until.map(Moment::toString).orElse("")))
        .or(() -> variables(expected));
  }

  private static Optional<String> differs(String key, Optional<String> expected, String found) {
    return expected
        .filter(text -> !text.equals(found))
        .map(text -> "`%s` is `%s`, expected `%s`".formatted(key, found, text));
  }

  private Optional<String> variables(Expectation expected) {
    for (Map.Entry<String, @Nullable Object> variable :
        expected.variables().orElse(Map.of()).entrySet()) {
      Object found = variables.get(variable.getKey());
      if (!isEqual(variable.getValue(), found)) {
        return Optional.of(
            "the variable `%s` is `%s`, expected `%s`"
                .formatted(variable.getKey(), found, variable.getValue()));
      }
    }
    return Optional.empty();
  }

  /** Numbers by value: 30 is 30.0. */
  private static boolean isEqual(@Nullable Object expected, @Nullable Object found) {
    if (expected instanceof Number a && found instanceof Number b) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    return Objects.equals(expected, found);
  }
}
