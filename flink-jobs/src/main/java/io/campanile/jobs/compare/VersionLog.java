package io.campanile.jobs.compare;

import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.TriggerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one version did for the customer that is looked at. */
public final class VersionLog {

  /** Records of one customer that are compared; who has more is counted, and not compared. */
  static final int MOST = 10_000;

  /**
   * An action that was sent.
   *
   * @param decision the decision to send it
   * @param template what was sent
   * @param variables what it was filled with
   * @param firedMillis when its trigger fired
   */
  record Sent(
      DecisionRecord decision, String template, Map<String, Object> variables, long firedMillis) {
    long atMillis() {
      return decision.decidedAt().toEpochMilli();
    }

    boolean saysTheSame(Sent other) {
      return template.equals(other.template) && variables.equals(other.variables);
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final List<DecisionRecord> unsent = new ArrayList<>();
  private final List<TriggerRecord> suppressed = new ArrayList<>();
  private boolean tooMuch;

  /** A trigger fired. */
  public void trigger(TriggerRecord trigger) {
    if (trigger.reason() != null && hasRoom()) {
      suppressed.add(trigger);
    }
  }

  /** An action was decided; the decision to send one comes before the action. */
  public void decision(DecisionRecord decision) {
    if (decision.outcome() == Outcome.SENT) {
      if (hasRoom()) {
        sent.add(new Sent(decision, "", Map.of(), decision.dueAt().toEpochMilli()));
      }
    } else if (decision.outcome() != Outcome.DEFERRED && hasRoom()) {
      unsent.add(decision);
    }
  }

  /** An action is to be sent: the one of the last decision. */
  public void action(ActionRecord action) {
    if (!sent.isEmpty() && !tooMuch) {
      DecisionRecord decision = sent.get(sent.size() - 1).decision();
      long firedMillis = action.trigger().firedAt().toEpochMilli();
      sent.set(
          sent.size() - 1, new Sent(decision, action.template(), action.variables(), firedMillis));
    }
  }

  private boolean hasRoom() {
    if (sent.size() + unsent.size() + suppressed.size() >= MOST) {
      clear();
      tooMuch = true;
    }
    return !tooMuch;
  }

  void clear() {
    sent.clear();
    unsent.clear();
    suppressed.clear();
    tooMuch = false;
  }

  List<Sent> sent() {
    return sent;
  }

  List<DecisionRecord> unsent() {
    return unsent;
  }

  List<TriggerRecord> suppressed() {
    return suppressed;
  }

  boolean isTooMuch() {
    return tooMuch;
  }
}
