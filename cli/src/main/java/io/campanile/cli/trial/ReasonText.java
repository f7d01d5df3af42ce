package io.campanile.cli.trial;

import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why something was not sent, in a few words of the files. */
final class ReasonText {

  private ReasonText() {}

  static String of(TriggerRecord trigger) {
    TriggerRecord.Reason reason = trigger.reason();
    if (reason == null) {
      return "";
    }
    Optional<Check> failed = failed(trigger.trace());
    return switch (reason) {
      case NOT_IN_AUDIENCE -> "`audience` is false: " + value(failed, "condition");
      case REPEATED -> "`repeat` is " + value(failed, "repeat");
    };
  }

  static String of(DecisionRecord decision) {
    DecisionRecord.Reason reason = decision.reason();
    if (reason == null) {
      return "";
    }
    Optional<Check> failed = failed(decision.trace());
    String channel = decision.channel().wireName();
    return switch (reason) {
      case EXPIRED -> "it came up later than `expires` allows";
      case CONDITION_FALSE -> "`if` is false: " + value(failed, "condition");
      case HOLDOUT -> "the customer is in the holdout";
      case NO_CONSENT ->
          value(failed, "granted").equals("false")
              ? "the customer has refused " + channel
              : "the customer has not consented to " + channel;
      case NO_ADDRESS -> "there is no address: " + value(failed, "from");
      case MISSING_VARIABLE -> "a variable has no value: " + value(failed, "missing");
      case QUIET_HOURS -> "quiet from " + value(failed, "from") + " to " + value(failed, "to");
      case CAPPED ->
          "the cap %s allows %s in %s"
              .formatted(decision.rule(), value(failed, "atMost"), value(failed, "in"));
      case SHADOW -> "the campaign is in shadow";
      case CANCELLED -> "because of " + value(failed, "event");
      case PAUSED -> "the campaign is paused";
      case REMOVED -> "the campaign or the action is gone";
      case LIMIT -> "too many actions wait";
      case HANDED_OVER -> "the visitor became a customer";
      case ERASED -> "the customer was erased";
    };
  }

  private static Optional<Check> failed(List<Check> trace) {
    return trace.stream().filter(check -> !check.passed()).findFirst();
  }

  private static String value(Optional<Check> check, String name) {
    Map<String, @Nullable Object> values = check.map(Check::values).orElse(Map.of());
    Object value = values.get(name);
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }
}
