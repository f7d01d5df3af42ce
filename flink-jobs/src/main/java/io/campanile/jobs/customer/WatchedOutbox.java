package io.campanile.jobs.customer;

import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;

/**
 * Hands everything on, and shows it to an onlooker.
 *
 * @param out where everything goes
 * @param onlooker who watches
 */
record WatchedOutbox(Outbox out, Onlooker onlooker) implements Outbox {

  @Override
  public void took(Event event) {
    onlooker.took(event);
  }

  @Override
  public void began(String campaign) {
    onlooker.began(campaign);
  }

  @Override
  public void trigger(TriggerRecord trigger) {
    out.trigger(trigger);
    onlooker.trigger(trigger);
  }

  @Override
  public void decision(DecisionRecord decision) {
    out.decision(decision);
    onlooker.decision(decision);
  }

  @Override
  public void action(ActionRecord action) {
    out.action(action);
  }

  @Override
  public void privacy(PrivacyRecord record) {
    out.privacy(record);
  }

  @Override
  public void segment(SegmentRecord segment) {
    out.segment(segment);
  }

  @Override
  public void profile(ProfileRecord profile) {
    out.profile(profile);
  }

  @Override
  public void noProfile(String customerId, long timeMillis) {
    out.noProfile(customerId, timeMillis);
  }

  @Override
  public void count(Fate fate, long times) {
    out.count(fate, times);
  }
}
