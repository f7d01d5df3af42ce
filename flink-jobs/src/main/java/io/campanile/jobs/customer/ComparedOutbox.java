package io.campanile.jobs.customer;

import io.campanile.jobs.compare.VersionLog;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.util.function.ObjLongConsumer;

/**
 * Writes nothing: what a version does is logged, to be compared.
 *
 * @param log of the customer that is looked at
 * @param counter where fates are counted
 */
record ComparedOutbox(VersionLog log, ObjLongConsumer<Fate> counter) implements Outbox {

  @Override
  public void trigger(TriggerRecord trigger) {
    log.trigger(trigger);
  }

  @Override
  public void decision(DecisionRecord decision) {
    log.decision(decision);
  }

  @Override
  public void action(ActionRecord action) {
    log.action(action);
  }

  @Override
  public void privacy(PrivacyRecord record) {
    // Not compared.
  }

  @Override
  public void segment(SegmentRecord segment) {
    // Not compared.
  }

  @Override
  public void profile(ProfileRecord profile) {
    // Not compared.
  }

  @Override
  public void noProfile(String customerId, long timeMillis) {
    // Not compared.
  }

  @Override
  public void count(Fate fate, long times) {
    counter.accept(fate, times);
  }
}
