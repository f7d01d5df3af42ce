package io.campanile.jobs.oracle;

import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.Campaign.Variable;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.EventFilter.Key;
import io.campanile.patterns.Trigger;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import io.campanile.patterns.cel.CelLanguage.Use;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Campaigns over the events of {@link RandomEvents}, with durations that meet exactly. */
final class RandomCampaign {

  private static final String[] CONDITIONS = {
    "event.price >= 20",
    "event.category in [\"shoes\", \"hats\"]",
    "profile.vip == true",
    "has(event.product_id) && event.price != profile.limit",
    "profile.last_seen > timestamp(\"2024-03-10T12:00:00Z\")",
    "true || event.nothing"
  };
  private static final String[] PERS = {
    "event.product_id", "event.category", "event.price", "event.products.map(p, p.product_id)"
  };
  private static final String[] OF_PROFILE = {
    "profile.consent.sms == true || profile.consent.email == true",
    "profile.vip == true",
    "!has(profile.vip)",
    "profile.limit < 30"
  };

  private final Choices choose;
  private final boolean keyed;
  private final Key triggerKey;
  private final Set<String> aliases = new LinkedHashSet<>();

  private RandomCampaign(Choices choose) {
    this.choose = choose;
    this.keyed = choose.oneIn(3);
    this.triggerKey = keyed ? new Key.Of(Compile.per(choose.of(PERS))) : new Key.Single();
  }

  static Campaign of(String name, Choices choose) {
    return new RandomCampaign(choose).campaign(name);
  }

  private Campaign campaign(String name) {
    Trigger trigger = trigger();
    List<Step> steps = trigger.steps();
    List<EventFilter> cancelOn =
        steps.get(steps.size() - 1) instanceof WithoutStep last
            ? List.of(last.filter())
            : List.of();
    if (choose.oneIn(3)) {
      cancelOn = choose.oneIn(4) ? List.of() : List.of(filter(false, true));
    }
    List<Action> actions = new ArrayList<>();
    int count = 1 + choose.below(3);
    for (int i = 0; i < count; i++) {
      actions.add(action(i));
    }
    return new Campaign(
        name,
        "",
        "",
        choose.of(Status.LIVE, Status.LIVE, Status.LIVE, Status.SHADOW, Status.LIVE, Status.PAUSED),
        choose.oneIn(6) ? CampaignClass.TRANSACTIONAL : CampaignClass.MARKETING,
        choose.of(50, 50, 70, 10),
        choose.some(3, "promotional", "cart"),
        trigger,
        choose.oneIn(4) ? Compile.ofProfile(choose.of(OF_PROFILE), Use.CONDITION) : null,
        repeat(),
        cancelOn,
        actions);
  }

  private Repeat repeat() {
    return choose.<Repeat>of(
        new Repeat.Always(),
        new Repeat.Every(Duration.ofMinutes(30)),
        new Repeat.Every(Duration.ofDays(1)),
        new Repeat.Never(),
        new Repeat.Always());
  }

  private Trigger trigger() {
    List<Step> steps = new ArrayList<>();
    int events = 1 + choose.of(0, 0, 1, 1, 2);
    for (int i = 0; i < events; i++) {
      boolean first = i == 0;
      if (!first && choose.oneIn(3)) {
        steps.add(new WithoutStep(filter(false, true), null));
      }
      String as = choose.oneIn(2) ? "s" + i : "";
      if (!as.isEmpty()) {
        aliases.add(as);
      }
      @Nullable Duration within =
          first || !choose.oneIn(3) ? null : choose.of(Duration.ofHours(1), Duration.ofHours(12));
      steps.add(new EventStep(filter(first, false), choose.of(1, 1, 1, 2, 3), within, as));
    }
    if (choose.oneIn(2)) {
      steps.add(
          new WithoutStep(
              filter(false, true),
              choose.of(Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofDays(1))));
    }
    return new Trigger(
        steps, choose.of(Duration.ofDays(30), Duration.ofHours(2), Duration.ofDays(1)), keyed);
  }

  private EventFilter filter(boolean first, boolean own) {
    Set<String> names = new LinkedHashSet<>(choose.some(4, RandomEvents.NAMES));
    names.add(choose.of(RandomEvents.NAMES));
    Key key = triggerKey;
    if (keyed && (own || choose.oneIn(4))) {
      key = !first && choose.oneIn(2) ? new Key.Any() : new Key.Of(Compile.per(choose.of(PERS)));
    }
    return new EventFilter(
        names, choose.oneIn(6) ? Compile.where(choose.of(CONDITIONS)) : null, key);
  }

  private Action action(int position) {
    Set<String> known = new LinkedHashSet<>(aliases);
    known.add("profile");
    List<Variable> variables = new ArrayList<>();
    for (String alias : choose.some(3, aliases.toArray(String[]::new))) {
      variables.add(
          new Variable(
              "of-" + alias,
              Compile.compile(
                  alias + choose.of(".product_id", ".price", ".products"), known, Use.VALUE),
              choose.<Object>orNull("none", 7L, 1.5, true)));
    }
    if (choose.oneIn(5)) {
      variables.add(
          new Variable(
              "name",
              Compile.compile("profile.first_name", known, Use.VALUE),
              choose.oneIn(2) ? "there" : null));
    }
    if (choose.oneIn(8)) {
      variables.add(
          new Variable("since", Compile.compile("profile.first_seen", known, Use.VALUE), null));
    }
    return new Action(
        choose.oneIn(5) ? "action-" + position : String.valueOf(position),
        position,
        choose.of(Channel.SMS, Channel.EMAIL, Channel.PUSH, Channel.SMS, Channel.ADS),
        "template-" + position,
        choose.of(
            Duration.ZERO,
            Duration.ofMinutes(30),
            Duration.ZERO,
            Duration.ofHours(1),
            Duration.ofDays(1)),
        choose.oneIn(4)
            ? Optional.of(choose.of(Duration.ofHours(2), Duration.ZERO, Duration.ofHours(12)))
            : Optional.empty(),
        choose.oneIn(6) ? Compile.compile(choose.of(OF_PROFILE), known, Use.CONDITION) : null,
        variables);
  }
}
