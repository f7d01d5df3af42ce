package io.campanile.patterns.lint;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.EventFilter.Key;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.SegmentChange;
import io.campanile.patterns.Trigger;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for what campaigns hardly mean. */
final class CampaignLint {

  private final List<Written> campaigns;

  CampaignLint(List<Written> campaigns) {
    this.campaigns = campaigns;
  }

  void check() {
    for (Written written : campaigns) {
      neverFires(written);
      withinOfOneEvent(written);
    }
    sameMoment();
  }

  /** A {@code without} step that takes every event for which the step behind it waits. */
  private static void neverFires(Written written) {
    List<Step> steps = written.campaign().trigger().steps();
    for (int i = 0; i + 1 < steps.size(); i++) {
      if (steps.get(i) instanceof WithoutStep without
          && steps.get(i + 1) instanceof EventStep next
          && covers(without.filter(), next.filter())) {
        written
            .steps()
            .get(i)
            .warningAt(
                "without",
                ProblemCode.NEVER_FIRES,
                "This campaign never fires: the next step waits for an event that ends the sequence"
                    + " here. An event counts for `without` first.");
      }
    }
  }

  private static boolean covers(EventFilter without, EventFilter next) {
    boolean sameKey = without.key() instanceof Key.Any || without.key().equals(next.key());
    boolean sameWhere = without.where() == null || without.where().equals(next.where());
    return sameKey && sameWhere && without.events().containsAll(next.events());
  }

  private static void withinOfOneEvent(Written written) {
    int events = 0;
    boolean absence = false;
    for (Step step : written.campaign().trigger().steps()) {
      events += step instanceof EventStep event ? event.times() : 0;
      absence |= step instanceof WithoutStep;
    }
    if (events == 1 && written.trigger().filter(trigger -> trigger.has("within")).isPresent()) {
      String hint = absence ? " How long the wait is says `for`." : "";
      written
          .trigger()
          .get()
          .warningAt(
              "within",
              ProblemCode.WITHIN_OF_ONE_EVENT,
              "`within` bounds nothing here: it counts from the first event to the last, and there is"
                  + " one."
                  + hint);
    }
  }

  /**
   * What decides whether two campaigns fire at the same moment for the same customers.
   *
   * @param steps without the names that they give their events
   */
  private record Moment(
      List<Object> steps,
      Trigger window,
      Optional<SegmentChange> change,
      @Nullable Object audience,
      int priority) {}

  private void sameMoment() {
    Map<Moment, Campaign> first = new HashMap<>();
    for (Written written : campaigns) {
      Campaign campaign = written.campaign();
      if (campaign.status() != Status.LIVE && campaign.status() != Status.SHADOW) {
        continue;
      }
      Campaign other = first.putIfAbsent(moment(campaign), campaign);
      if (other != null && sharesChannel(campaign, other)) {
        written
            .file()
            .warningAt(
                written.file().has("priority") ? "priority" : "trigger",
                ProblemCode.SAME_MOMENT,
                "`%s` has the same trigger, audience and priority (%d): which goes first is decided by"
                        .formatted(other.name(), campaign.priority())
                    + " their names alone. Give one a higher `priority`, or another audience.");
      }
    }
  }

  private static Moment moment(Campaign campaign) {
    Trigger trigger = campaign.trigger();
    List<Object> steps =
        trigger.steps().stream()
            .map(
                step ->
                    step instanceof EventStep event
                        ? (Object) new EventStep(event.filter(), event.times(), event.within(), "")
                        : step)
            .toList();
    // The window belongs to it; the steps of that copy do not tell campaigns apart.
    Trigger window =
        trigger.change().isPresent()
            ? trigger
            : new Trigger(
                List.of(new EventStep(anything(), 1, null, "")), trigger.within(), trigger.keyed());
    return new Moment(steps, window, trigger.change(), campaign.audience(), campaign.priority());
  }

  private static EventFilter anything() {
    return new EventFilter(Set.of(), null, new Key.Single());
  }

  private static boolean sharesChannel(Campaign one, Campaign other) {
    return one.actions().stream()
        .anyMatch(
            action ->
                other.actions().stream()
                    .anyMatch(a -> Objects.equals(a.channel(), action.channel())));
  }
}
