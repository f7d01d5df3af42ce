package io.campanile.jobs.compare;

import io.campanile.connectors.json.RecordJson;
import io.campanile.jobs.compare.VersionLog.Sent;
import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Why a version did not send a customer what the other did. */
final class Reasons {

  /**
   * A reason.
   *
   * @param reason see {@link Why}
   * @param rule see {@link Why}
   * @param record what tells it, as on the wire; empty where nothing does
   */
  record Found(String reason, String rule, String record) {
    static Found of(String reason) {
      return new Found(reason, "", "");
    }
  }

  private final SameActions actions;
  private final VersionLog before;
  private final VersionLog after;

  Reasons(SameActions actions, VersionLog before, VersionLog after) {
    this.actions = actions;
    this.before = before;
    this.after = after;
  }

  private VersionLog log(Side side) {
    return side == Side.BEFORE ? before : after;
  }

  /** What a version sent the customer. */
  List<Sent> sentBy(Side side) {
    return log(side).sent();
  }

  /**
   * Why a version did not send it. What speaks of the same action and value, and was due within a
   * week of it, knows best: the decision that is nearest, or else the suppressed trigger. Where
   * there is none, the version had no such campaign or action, or did not fire.
   */
  Found whyNot(Side side, int action, Sent sent) {
    DecisionRecord other = sent.decision();
    String name = other.campaign();
    Optional<Campaign> campaign = actions.campaign(side, name);
    if (campaign.isEmpty()) {
      return Found.of(Why.NO_CAMPAIGN);
    }
    Optional<DecisionRecord> decision =
        nearest(
            log(side).unsent().stream()
                .filter(
                    record ->
                        record.campaign().equals(name)
                            && record.key().equals(other.key())
                            && actions.number(side, name, record.position()) == action)
                .toList(),
            record -> record.dueAt().toEpochMilli(),
            other.dueAt().toEpochMilli());
    if (decision.isPresent()) {
      return found(decision.get());
    }
    Optional<TriggerRecord> trigger =
        nearest(
            log(side).suppressed().stream()
                .filter(
                    record -> record.campaign().equals(name) && record.key().equals(other.key()))
                .toList(),
            record -> record.firedAt().toEpochMilli(),
            sent.firedMillis());
    if (trigger.isPresent()) {
      return found(trigger.get());
    }
    if (campaign.get().status() == Status.PAUSED) {
      return Found.of(Why.PAUSED);
    }
    return Found.of(actions.has(side, action) ? Why.NOT_FIRED : Why.NO_ACTION);
  }

  private static Found found(DecisionRecord decision) {
    return new Found(
        String.valueOf(decision.reason()),
        decision.rule() == null ? "" : decision.rule(),
        new String(RecordJson.write(decision), StandardCharsets.UTF_8));
  }

  private static Found found(TriggerRecord trigger) {
    return new Found(
        String.valueOf(trigger.reason()),
        "",
        new String(RecordJson.write(trigger), StandardCharsets.UTF_8));
  }

  private static <T> Optional<T> nearest(List<T> records, ToLongFunction<T> time, long to) {
    return records.stream()
        .filter(record -> Math.abs(time.applyAsLong(record) - to) <= Pairs.MOST_MOVED.toMillis())
        .min(
            (one, other) ->
                Long.compare(
                    Math.abs(time.applyAsLong(one) - to), Math.abs(time.applyAsLong(other) - to)));
  }
}
