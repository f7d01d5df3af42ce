package io.campanile.jobs.oracle;

import io.campanile.model.CampaignClass;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An action of a trigger, which waits until it comes up. */
final class NaiveAction {

  /** Among those that come up at the same moment; where the page leaves it open, first come. */
  static final Comparator<NaiveAction> ORDER =
      Comparator.comparingInt((NaiveAction a) -> -a.campaign().priority())
          .thenComparing(a -> a.campaign().name())
          .thenComparing(a -> a.trigger.key())
          .thenComparingLong(a -> a.trigger.firedAt())
          .thenComparingInt(a -> a.position);

  final NaiveMatcher.Found trigger;
  final String triggerId;
  final int position;
  final Map<String, Map<String, @Nullable Object>> aliases;
  Action action;
  long dueAt;
  long comesUpAt;
  private Campaign campaign;

  NaiveAction(NaiveMatcher.Found trigger, String triggerId, Action action) {
    this.trigger = trigger;
    this.triggerId = triggerId;
    this.campaign = trigger.campaign();
    this.action = action;
    this.position = action.position();
    this.aliases = trigger.aliases();
    this.dueAt = trigger.firedAt() + action.delay().toMillis();
    this.comesUpAt = dueAt;
  }

  Campaign campaign() {
    return campaign;
  }

  String actionId() {
    return triggerId + "-" + position;
  }

  boolean marketing() {
    return campaign.campaignClass() == CampaignClass.MARKETING;
  }

  /** The page's second row; the action is there. */
  void carry(Campaign next, long effectiveFrom) {
    Action same =
        next.actions().stream()
            .filter(other -> other.id().equals(action.id()))
            .findFirst()
            .orElseThrow();
    if (!same.delay().equals(action.delay())) {
      dueAt = Math.max(trigger.firedAt() + same.delay().toMillis(), effectiveFrom);
      comesUpAt = dueAt;
    }
    rename(next);
    campaign = next;
    action = same;
  }

  /** A step that is called by another name now is still the same event. */
  private void rename(Campaign next) {
    Map<String, Map<String, @Nullable Object>> before = new TreeMap<>(aliases);
    Map<Integer, String> placesBefore = NaiveMatcher.aliasPlaces(campaign);
    NaiveMatcher.aliasPlaces(next)
        .forEach(
            (place, name) -> {
              @Nullable String old = placesBefore.get(place);
              if (old != null && before.containsKey(old) && !before.containsKey(name)) {
                aliases.put(name, before.get(old));
              }
            });
  }
}
