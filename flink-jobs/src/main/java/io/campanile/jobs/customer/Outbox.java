package io.campanile.jobs.customer;

import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;

/** Where the engine puts what it decides, in the order in which it decides. */
public interface Outbox {

  /** A trigger fired. */
  void trigger(TriggerRecord trigger);

  /** An action was decided. */
  void decision(DecisionRecord decision);

  /** An action is to be sent. */
  void action(ActionRecord action);

  /** What was held about the customer was deleted, or is handed out. */
  void privacy(PrivacyRecord record);

  /** A customer entered or left a segment. */
  void segment(SegmentRecord segment);

  /** A profile has changed. */
  void profile(ProfileRecord profile);

  /** There is no profile of this customer any more. */
  void noProfile(String customerId, long timeMillis);

  /** Something ended, or was cut off, this many times. */
  void count(Fate fate, long times);

  /** As {@link #count(Fate, long)}, once. */
  default void count(Fate fate) {
    count(fate, 1);
  }
}
