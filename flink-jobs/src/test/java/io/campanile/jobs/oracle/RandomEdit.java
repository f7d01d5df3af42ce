package io.campanile.jobs.oracle;

import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.EventFilter.Key;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Trigger;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a marketer changes between two releases: a word here and there, as a rule. */
final class RandomEdit {

  private static final Comparator<Campaign> ORDER =
      Comparator.comparingInt(Campaign::priority).reversed().thenComparing(Campaign::name);
  private static final Duration[] DURATIONS = {
    Duration.ZERO,
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(2),
    Duration.ofDays(1)
  };

  private final Choices choose;

  private RandomEdit(Choices choose) {
    this.choose = choose;
  }

  /**
   * Edited patterns.
   *
   * @param known every campaign that there ever was, to come back to
   */
  static Patterns of(String release, Patterns before, List<Campaign> known, Choices choose) {
    RandomEdit edit = new RandomEdit(choose);
    List<Campaign> campaigns = new ArrayList<>();
    for (Campaign campaign : before.campaigns()) {
      if (!choose.oneIn(8)) {
        campaigns.add(choose.oneIn(4) ? campaign : edit.campaign(campaign));
      }
    }
    Set<String> names = new LinkedHashSet<>(campaigns.stream().map(Campaign::name).toList());
    for (Campaign campaign : known) {
      if (names.add(campaign.name()) && choose.oneIn(2)) {
        campaigns.add(campaign);
      }
    }
    campaigns.sort(ORDER);
    Set<String> tags = new LinkedHashSet<>();
    campaigns.forEach(campaign -> tags.addAll(campaign.tags()));
    Set<String> all = new LinkedHashSet<>(known.stream().map(Campaign::name).toList());
    return new Patterns(
        release,
        List.copyOf(campaigns),
        choose.oneIn(4) ? RandomPolicy.of(choose, all, tags) : before.policy());
  }

  /** The same with longer delays and waits, so that there is something to carry over. */
  static Patterns slower(Patterns patterns, Choices choose) {
    List<Campaign> slower = new ArrayList<>();
    for (Campaign c : patterns.campaigns()) {
      List<Action> actions = new ArrayList<>();
      for (Action a : c.actions()) {
        Duration delay = a.delay().plus(choose.of(Duration.ofHours(6), Duration.ofDays(2)));
        actions.add(
            new Action(
                a.id(),
                a.position(),
                a.channel(),
                a.template(),
                choose.oneIn(3) ? a.delay() : delay,
                a.expires(),
                a.condition(),
                a.variables()));
      }
      slower.add(
          new Campaign(
              c.name(),
              "",
              "",
              c.status(),
              c.campaignClass(),
              c.priority(),
              c.tags(),
              slower(c.trigger(), choose),
              c.audience(),
              c.repeat(),
              c.cancelOn(),
              actions));
    }
    return new Patterns(patterns.release(), slower, patterns.policy());
  }

  private static Trigger slower(Trigger trigger, Choices choose) {
    List<Step> steps = new ArrayList<>(trigger.steps());
    int last = steps.size() - 1;
    if (steps.get(last) instanceof WithoutStep without && without.absence() != null) {
      Duration more = choose.of(Duration.ofDays(1), Duration.ofHours(6), Duration.ZERO);
      steps.set(last, new WithoutStep(without.filter(), without.absence().plus(more)));
    }
    return new Trigger(steps, trigger.within(), trigger.keyed());
  }

  private Campaign campaign(Campaign c) {
    Trigger trigger = c.trigger();
    List<Action> actions = c.actions();
    Status status = c.status();
    int priority = c.priority();
    Repeat repeat = c.repeat();
    CampaignClass campaignClass = c.campaignClass();
    switch (choose.of("trigger", "actions", "trigger", "both", "status", "rest")) {
      case "trigger" -> trigger = trigger(trigger);
      case "actions" -> actions = actions(actions);
      case "both" -> {
        trigger = trigger(trigger);
        actions = actions(actions);
      }
      case "status" -> status = choose.of(Status.PAUSED, Status.PAUSED, Status.SHADOW, Status.LIVE);
      default -> {
        priority = choose.of(50, 70, 10);
        repeat =
            choose.<Repeat>of(
                new Repeat.Always(), new Repeat.Every(Duration.ofHours(2)), new Repeat.Never());
        campaignClass = choose.of(CampaignClass.MARKETING, CampaignClass.TRANSACTIONAL);
      }
    }
    return new Campaign(
        c.name(),
        "",
        "",
        status,
        campaignClass,
        priority,
        c.tags(),
        trigger,
        c.audience(),
        repeat,
        c.cancelOn(),
        actions);
  }

  private Trigger trigger(Trigger trigger) {
    List<Step> steps = new ArrayList<>(trigger.steps());
    Step last = steps.get(steps.size() - 1);
    int which = choose.below(steps.size());
    Key key = steps.get(0).filter().key();
    switch (choose.of("for", "step", "for", "within", "add", "remove", "without")) {
      case "for" -> {
        if (last instanceof WithoutStep without) {
          steps.set(steps.size() - 1, new WithoutStep(without.filter(), absence()));
        } else {
          steps.add(new WithoutStep(last.filter(), absence()));
        }
      }
      case "step" -> steps.set(which, step(steps.get(which), which == 0));
      case "add" ->
          steps.add(
              choose.of(0, steps.size() - (last instanceof WithoutStep ? 1 : 0)),
              new EventStep(
                  plain(steps.get(0).filter()), 1, choose.oneIn(3) ? absence() : null, ""));
      case "remove" -> {
        boolean hasOther = which > 0 || (steps.size() > 1 && steps.get(1) instanceof EventStep);
        if (hasOther) {
          steps.remove(which);
        }
      }
      case "without" -> {
        if (last instanceof WithoutStep) {
          steps.remove(last);
        }
      }
      default -> {
        Duration within = choose.of(Duration.ofHours(2), Duration.ofDays(1), Duration.ofDays(30));
        return new Trigger(checked(steps, key), within, trigger.keyed());
      }
    }
    return new Trigger(checked(steps, key), trigger.within(), trigger.keyed());
  }

  private Duration absence() {
    return choose.of(
        Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofDays(1), Duration.ofHours(6));
  }

  private static EventFilter plain(EventFilter filter) {
    return new EventFilter(Set.of(RandomEvents.NAMES[1]), null, filter.key());
  }

  /** As the page wants it: the first step has values, two without steps never follow each other. */
  private static List<Step> checked(List<Step> steps, Key first) {
    List<Step> checked = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean isLast = i == steps.size() - 1;
      if (steps.get(i) instanceof WithoutStep without) {
        boolean follows = checked.get(checked.size() - 1) instanceof WithoutStep;
        @Nullable Duration absence =
            isLast && without.absence() == null ? Duration.ofHours(1) : without.absence();
        if (follows) {
          checked.remove(checked.size() - 1);
        }
        checked.add(new WithoutStep(without.filter(), isLast ? absence : null));
      } else {
        checked.add(steps.get(i));
      }
    }
    EventStep begin = (EventStep) checked.get(0);
    EventFilter filter = begin.filter();
    Key key = filter.key() instanceof Key.Any ? first : filter.key();
    checked.set(
        0,
        new EventStep(
            new EventFilter(filter.events(), filter.where(), key),
            begin.times(),
            null,
            begin.as()));
    return checked;
  }

  private Step step(Step step, boolean first) {
    if (step instanceof WithoutStep without) {
      return new WithoutStep(filter(without.filter()), without.absence());
    }
    EventStep event = (EventStep) step;
    return switch (choose.of("filter", "times", "within", "as")) {
      case "filter" ->
          new EventStep(filter(event.filter()), event.times(), event.within(), event.as());
      case "times" -> new EventStep(event.filter(), choose.of(1, 2, 3), event.within(), event.as());
      case "within" ->
          new EventStep(
              event.filter(),
              event.times(),
              first ? null : choose.orNull(Duration.ofHours(1), Duration.ofHours(12)),
              event.as());
      default -> new EventStep(event.filter(), event.times(), event.within(), event.as() + "x");
    };
  }

  private EventFilter filter(EventFilter filter) {
    Set<String> events = new LinkedHashSet<>(filter.events());
    events.add(choose.of(RandomEvents.NAMES));
    if (choose.oneIn(2)) {
      events.remove(events.iterator().next());
    }
    Key key = filter.key();
    if (key instanceof Key.Of && choose.oneIn(4)) {
      key = new Key.Of(Compile.per(choose.of("event.product_id", "event.category")));
    }
    return new EventFilter(
        events.isEmpty() ? filter.events() : events,
        choose.oneIn(2)
            ? Compile.where(choose.of("event.price >= 20", "profile.vip == true"))
            : filter.where(),
        key);
  }

  private List<Action> actions(List<Action> actions) {
    List<Action> edited = new ArrayList<>();
    for (Action action : actions) {
      if (!choose.oneIn(4)) {
        edited.add(edited(action, edited.size()));
      }
    }
    String id = "new-" + choose.below(3);
    if (edited.isEmpty()
        || (choose.oneIn(4) && edited.stream().noneMatch(a -> a.id().equals(id)))) {
      int position = edited.size();
      edited.add(
          new Action(
              id,
              position,
              Channel.PUSH,
              "new",
              choose.of(DURATIONS),
              Optional.empty(),
              null,
              List.of()));
    }
    return edited;
  }

  /** Its position may be another. */
  private Action edited(Action action, int position) {
    return new Action(
        action.id(),
        position,
        choose.oneIn(6) ? Channel.EMAIL : action.channel(),
        choose.oneIn(3) ? action.template() + "-2" : action.template(),
        choose.oneIn(2) ? choose.of(DURATIONS) : action.delay(),
        action.expires(),
        action.condition(),
        choose.oneIn(4) ? List.of() : action.variables());
  }
}
