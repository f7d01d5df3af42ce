package io.campanile.jobs.oracle;

import io.campanile.model.CampaignClass;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import java.util.Comparator;

/** An action of a trigger, which waits until it comes up. */
final class NaiveAction {

  /** Among those that come up at the same moment; where the page leaves it open, first come. */
  static final Comparator<NaiveAction> ORDER =
      Comparator.comparingInt((NaiveAction a) -> -a.campaign().priority())
          .thenComparing(a -> a.campaign().name())
          .thenComparing(a -> a.trigger.key())
          .thenComparingLong(a -> a.trigger.firedAt())
          .thenComparingInt(a -> a.action.position());

  final NaiveMatcher.Found trigger;
  final String triggerId;
  final Action action;
  long comesUpAt;

  NaiveAction(NaiveMatcher.Found trigger, String triggerId, Action action) {
    this.trigger = trigger;
    this.triggerId = triggerId;
    this.action = action;
    this.comesUpAt = dueAt();
  }

  Campaign campaign() {
    return trigger.campaign();
  }

  String actionId() {
    return triggerId + "-" + action.position();
  }

  long dueAt() {
    return trigger.firedAt() + action.delay().toMillis();
  }

  boolean marketing() {
    return campaign().campaignClass() == CampaignClass.MARKETING;
  }
}
