package io.campanile.cli.explain;

import io.campanile.model.ActionRecord.Operation;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Reason;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was decided on an action, in a sentence.
 *
 * @param clock the customer's
 * @param actions what was sent, by action id
 * @param sends names what was sent at a time, as "email of cart-abandonment", where that is clear
 */
record DecisionSentences(
    LocalClock clock, Map<String, SentAction> actions, Map<Instant, String> sends) {

  /** The sentence. */
  String of(DecisionRecord decision) {
    String at = clock.full(decision.decidedAt());
    return switch (decision.outcome()) {
      case SENT -> sent(decision, at);
      case DEFERRED -> "Put off at " + at + until(decision) + ": " + why(decision);
      case DROPPED -> "Not sent at " + at + ": " + why(decision);
      case CANCELLED -> "Taken back at " + at + ": " + why(decision);
    };
  }

  private String sent(DecisionRecord decision, String at) {
    SentAction action = actions.get(decision.actionId());
    if (action == null) {
      return "Sent at " + at + ".";
    }
    String template = Words.printable(action.template());
    if (action.operation() == Operation.AUDIENCE_ADD) {
      return "Added to the audience " + template + " at " + at + ".";
    }
    if (action.operation() == Operation.AUDIENCE_REMOVE) {
      return "Taken out of the audience " + template + " at " + at + ".";
    }
    return "Sent at " + at + ", template " + template + ".";
  }

  private String until(DecisionRecord decision) {
    return decision.until() == null
        ? ""
        : " until " + clock.beside(decision.until(), decision.decidedAt());
  }

  private String why(DecisionRecord decision) {
    Reason reason = decision.reason();
    return reasonWords(decision) + "." + (reason == null ? "" : " [" + reason + "]");
  }

  /** Why it was not sent, or not yet, as the part of a sentence. */
  String reasonWords(DecisionRecord decision) {
    Reason reason = decision.reason();
    return reason == null ? "no reason was recorded" : reasonWords(decision, reason);
  }

  private String reasonWords(DecisionRecord decision, Reason reason) {
    List<Check> trace = decision.trace();
    String channel = decision.channel().wireName();
    return switch (reason) {
      case EXPIRED -> expired(decision);
      case CONDITION_FALSE ->
          "its condition"
              + Values.ofFailed(trace, "if")
                  .text("condition")
                  .map(condition -> " " + Words.quoted(condition))
                  .orElse("")
              + " was false";
      case HOLDOUT -> holdout(Values.ofFailed(trace, "holdout"));
      case NO_CONSENT -> consent(channel, Values.ofFailed(trace, "consent"));
      case NO_ADDRESS -> address(channel, Values.ofFailed(trace, "address"));
      case MISSING_VARIABLE -> variables(Values.ofFailed(trace, "variables").texts("missing"));
      case QUIET_HOURS -> quietHours(decision, Values.ofFailed(trace, "quiet-hours"));
      case CAPPED -> capped(decision, Values.ofFailed(trace, "cap"));
      case SHADOW ->
          "it passed every check, but its campaign is in shadow, which is watched and sends nothing";
      case CANCELLED -> cancelled(decision, Values.ofFailed(trace, "cancel-on"));
      case PAUSED -> "its campaign was paused while it waited";
      case REMOVED -> "its campaign, or this action in it, was removed while it waited";
      case HANDED_OVER ->
          "the visitor became the customer "
              + Values.ofFailed(trace, "identity")
                  .text("customerId")
                  .map(Words::quoted)
                  .orElse("that it belongs to")
              + " while it waited";
      case ERASED -> "all that was held about the customer was deleted while it waited";
      case LIMIT ->
          "too many actions were waiting for this customer already"
              + Values.ofFailed(trace, "limit")
                  .text("atMost")
                  .map(atMost -> "; at most " + atMost + " may")
                  .orElse("");
    };
  }

  private String expired(DecisionRecord decision) {
    Values grace = Values.ofFailed(decision.trace(), "grace");
    if (!grace.isEmpty()) {
      return "it came up then, but the job was behind and got to it only at "
          + grace.time("wallClock").map(clock::full).orElse("a later time")
          + ", and the grace is "
          + grace.text("grace").map(Words::ofPattern).orElse("over");
    }
    return "it was due at "
        + clock.full(decision.dueAt())
        + Values.ofFailed(decision.trace(), "expires")
            .time("expiresAt")
            .map(time -> " and of use until " + clock.beside(time, decision.dueAt()) + " only")
            .orElse(" and came up too late to be of use");
  }

  private static String holdout(Values values) {
    return "the customer is in the holdout, "
        + values.text("percent").map(percent -> "the " + percent + "% of all").orElse("those")
        + " customers who get no marketing, so that its effect can be measured";
  }

  private static String consent(String channel, Values values) {
    if (values.isFalse("granted")) {
      return "the customer has refused "
          + channel
          + values.text("basis").map(Words::bracketed).orElse("");
    }
    return "consent for " + channel + " is needed, and was never given";
  }

  private String address(String channel, Values values) {
    String from = values.text("from").map(Words::bracketed).orElse("");
    return values
        .text("unusable")
        .map(
            reason ->
                "the address for "
                    + channel
                    + from
                    + " is out of use until another one is known: "
                    + reason
                    + values.time("since").map(since -> ", " + clock.full(since)).orElse(""))
        .orElse("the profile has no address for " + channel + from);
  }

  private static String variables(List<String> missing) {
    if (missing.isEmpty()) {
      return "a variable has no value and no default";
    }
    String names = Words.list(missing, Words::quoted);
    return missing.size() == 1
        ? "the variable " + names + " has no value and no default"
        : "the variables " + names + " have no value and no default";
  }

  private String quietHours(DecisionRecord decision, Values values) {
    return "quiet hours for "
        + decision.channel().wireName()
        + " are "
        + values.text("from").orElse("then")
        + values.text("to").map(to -> " to " + to).orElse("")
        + values.text("localTime").map(time -> ", and it was " + minutes(time)).orElse("")
        + elsewhere(decision);
  }

  private static String minutes(String localTime) {
    return LocalTime.parse(localTime).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** Where the customer was somewhere else at that time, the rule went by the clock there. */
  private String elsewhere(DecisionRecord decision) {
    return decision.timezone().equals(clock.zone().getId())
        ? ""
        : " in " + Words.printable(decision.timezone()) + ", the customer's zone at that time";
  }

  private String capped(DecisionRecord decision, Values values) {
    List<Instant> sent = values.times("sentAt");
    String text =
        "cap "
            + Words.printable(Objects.requireNonNullElse(decision.rule(), "without a name"))
            + " allows "
            + Words.allowance(
                values.text("atMost").orElse("no more"), values.text("in").orElse("its window"))
            + (sent.isEmpty() ? "" : "; sent on " + sent(sent))
            + elsewhere(decision);
    if (decision.outcome() == DecisionRecord.Outcome.DEFERRED) {
      return text;
    }
    Optional<String> maxDefer = values.text("maxDefer").map(Words::ofPattern);
    return text
        + values
            .time("allowedAt")
            .map(time -> "; the next would have been allowed at " + clock.full(time))
            .orElse("")
        + maxDefer
            .map(longest -> ", more than " + longest + " (max-defer) after it was due")
            .orElse("");
  }

  /** When the sends were that filled a cap, and what they were, where that is clear. */
  private String sent(List<Instant> times) {
    List<String> names = times.stream().map(time -> sends.getOrDefault(time, "")).toList();
    if (times.size() > 1 && names.stream().distinct().count() == 1 && !names.get(0).isEmpty()) {
      return Words.list(times, clock::full) + " (each " + names.get(0) + ")";
    }
    return Words.list(
        times,
        time -> clock.full(time) + (sends.containsKey(time) ? " (" + sends.get(time) + ")" : ""));
  }

  private String cancelled(DecisionRecord decision, Values values) {
    Optional<Instant> at = values.time("at").filter(time -> !time.equals(decision.decidedAt()));
    return values.text("event").map(Words::printable).orElse("an event that cancels it")
        + " happened"
        + at.map(time -> " at " + clock.beside(time, decision.decidedAt())).orElse("")
        + values.text("messageId").map(id -> " (" + Words.printable(id) + ")").orElse("")
        + (values.isTrue("late") ? ", and arrived late" : "");
  }

  /** What an action without a last word waits for. */
  String waiting(Instant until) {
    return "Waiting: comes up at " + clock.full(until) + ".";
  }

  /** A name for what was sent, to be used by caps that count it. */
  static String nameOf(DecisionRecord sent) {
    return sent.channel().wireName() + " of " + Words.printable(sent.campaign());
  }
}
