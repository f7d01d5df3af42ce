package io.campanile.jobs.tally;

import io.campanile.jobs.customer.Onlooker;
import io.campanile.jobs.identity.PrivacyRequests;
import io.campanile.jobs.tally.Course.Measure;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Patterns;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums up what it sees. What it keeps does not grow with the history. */
public final class TallyKeeper implements Onlooker {

  private static final Course.Series EVENTS = new Course.Series(new Lane("", ""), Measure.EVENTS);
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long WEEK_HOURS = 7 * 24;

  /** From the Monday before it to the Thursday on which 1970 began. */
  private static final long HOURS_INTO_WEEK = 3 * 24;

  private final ReplayTally tally = new ReplayTally();
  private final ZoneRules policyZone;
  private final Map<String, ZoneRules> zones = new HashMap<>();

  // Of the customer that is looked at.
  private final CustomerLines lines = new CustomerLines();
  private final Map<String, Following> following = new HashMap<>();
  private final Map<Long, int[]> weeks = new HashMap<>();
  private boolean reached;
  private boolean erased;

  /** An accepted trigger with actions to come; there are never more than actions that wait. */
  private static final class Following {
    private final long behaviourMillis;
    private int actions;

    Following(long behaviourMillis, int actions) {
      this.behaviourMillis = behaviourMillis;
      this.actions = actions;
    }
  }

  /**
   * A keeper who has seen nothing.
   *
   * @param policyZone the zone of days and weeks
   */
  public TallyKeeper(ZoneId policyZone) {
    this.policyZone = policyZone.getRules();
  }

  /** Makes keepers. */
  public static final class Keepers implements Factory {
    private static final long serialVersionUID = 1L;

    @Override
    public Onlooker create(Patterns patterns) {
      return new TallyKeeper(patterns.policy().timeZone());
    }
  }

  @Override
  public void took(Event event) {
    lines.took(event);
    if (event.type() == EventType.IDENTITY) {
      return;
    }
    erased |= PrivacyRequests.isErasure(event);
    tally.countEvent();
    tally.course().add(EVENTS, local(event.timeMillis(), policyZone));
    weeks.computeIfAbsent(week(event.timeMillis()), TallyKeeper::noMessages);
  }

  @Override
  public void began(String campaign) {
    tally.stages().add(campaign, Stage.BEGUN.column(), 1);
  }

  @Override
  public void trigger(TriggerRecord trigger) {
    lines.trigger(trigger);
    String campaign = trigger.campaign();
    boolean accepted = trigger.outcome() == TriggerRecord.Outcome.ACCEPTED;
    tally.stages().add(campaign, Stage.FIRED.column(), 1);
    tally
        .course()
        .add(
            new Course.Series(
                new Lane(campaign, ""), accepted ? Measure.ACCEPTED : Measure.SUPPRESSED),
            local(trigger.firedAt().toEpochMilli(), policyZone));
    if (!accepted) {
      String reason = String.valueOf(trigger.reason());
      tally.endings().add(new Ending(campaign, "", Ending.Kind.SUPPRESSED, reason, ""), 0, 1);
      return;
    }
    tally.stages().add(campaign, Stage.ACCEPTED.column(), 1);
    int actions = values(trigger.trace(), "actions", "scheduled").size();
    tally.stages().add(campaign, Stage.DUE.column(), actions);
    if (actions > 0) {
      following.put(trigger.triggerId(), new Following(behaviour(trigger), actions));
    }
  }

  /** When the last of the matched events happened; where time alone matched, when it fired. */
  private static long behaviour(TriggerRecord trigger) {
    List<?> events = values(trigger.trace(), "steps", "events");
    Object last = events.isEmpty() ? null : events.get(events.size() - 1);
    return last instanceof Map<?, ?> values && values.get("at") instanceof Instant at
        ? at.toEpochMilli()
        : trigger.firedAt().toEpochMilli();
  }

  private static List<?> values(List<Check> trace, String check, String name) {
    for (Check made : trace) {
      if (made.check().equals(check) && made.values().get(name) instanceof List<?> list) {
        return list;
      }
    }
    return List.of();
  }

  @Override
  public void decision(DecisionRecord decision) {
    lines.decision(decision);
    Lane lane = new Lane(decision.campaign(), decision.channel().wireName());
    switch (decision.outcome()) {
      case SENT -> sent(decision, lane);
      case DEFERRED -> ended(decision, lane, Ending.Kind.DEFERRED);
      case DROPPED -> notSent(decision, lane, Ending.Kind.DROPPED);
      case CANCELLED -> notSent(decision, lane, Ending.Kind.CANCELLED);
    }
  }

  private void sent(DecisionRecord decision, Lane lane) {
    long atMillis = decision.decidedAt().toEpochMilli();
    tally.stages().add(lane.campaign(), Stage.SENT.column(), 1);
    course(lane, Measure.SENT, atMillis);
    tally.hours().add(lane, hourOfWeek(atMillis, decision.timezone()), 1);
    Following trigger = following.get(decision.triggerId());
    if (trigger != null) {
      long delayMillis = atMillis - trigger.behaviourMillis;
      tally.delays().add(lane, Delays.bucketOf(delayMillis), 1);
    }
    unfollow(decision);
    reached = true;
    int channel = Fatigue.CHANNELS.indexOf(lane.channel());
    if (channel >= 0) {
      weeks.computeIfAbsent(week(atMillis), TallyKeeper::noMessages)[channel]++;
    }
  }

  private void notSent(DecisionRecord decision, Lane lane, Ending.Kind kind) {
    ended(decision, lane, kind);
    course(lane, Measure.NOT_SENT, decision.decidedAt().toEpochMilli());
    unfollow(decision);
  }

  private void ended(DecisionRecord decision, Lane lane, Ending.Kind kind) {
    String rule = decision.rule() == null ? "" : decision.rule();
    String reason = String.valueOf(decision.reason());
    tally.endings().add(new Ending(lane.campaign(), lane.channel(), kind, reason, rule), 0, 1);
  }

  private void course(Lane lane, Measure measure, long atMillis) {
    tally.course().add(new Course.Series(lane, measure), local(atMillis, policyZone));
  }

  private void unfollow(DecisionRecord decision) {
    Following trigger = following.get(decision.triggerId());
    if (trigger != null) {
      trigger.actions--;
      if (trigger.actions == 0) {
        following.remove(decision.triggerId());
      }
    }
  }

  @Override
  public void customerEnds(String customerId) {
    if (!weeks.isEmpty()) {
      tally.countCustomer(reached);
    }
    if (!erased) {
      // Who asked to be forgotten is no example.
      tally.fatigue().add(customerId, weeks);
      tally.samples().offer(customerId, lines.things(), () -> lines.story(customerId));
    }
    lines.clear();
    following.clear();
    weeks.clear();
    reached = false;
    erased = false;
  }

  @Override
  public Serializable seen() {
    return tally;
  }

  /** What it has seen so far, and will see. */
  public ReplayTally tally() {
    return tally;
  }

  private static int[] noMessages(long week) {
    return new int[Fatigue.CHANNELS.size()];
  }

  private long week(long atMillis) {
    long hour = Math.floorDiv(local(atMillis, policyZone), HOUR_MILLIS);
    return Math.floorDiv(hour + HOURS_INTO_WEEK, WEEK_HOURS);
  }

  private int hourOfWeek(long atMillis, String zone) {
    long hour = Math.floorDiv(local(atMillis, rules(zone)), HOUR_MILLIS);
    return (int) Math.floorMod(hour + HOURS_INTO_WEEK, WEEK_HOURS);
  }

  private ZoneRules rules(String zone) {
    return zones.computeIfAbsent(zone, id -> ZoneId.of(id).getRules());
  }

  private static long local(long atMillis, ZoneRules rules) {
    return atMillis + rules.getOffset(Instant.ofEpochMilli(atMillis)).getTotalSeconds() * 1000L;
  }
}
