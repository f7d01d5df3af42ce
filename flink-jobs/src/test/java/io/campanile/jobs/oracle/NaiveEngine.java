package io.campanile.jobs.oracle;

import io.campanile.jobs.oracle.NaiveMatcher.Found;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Event;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Action;
import io.campanile.patterns.Campaign.Repeat;
import io.campanile.patterns.Campaign.Status;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Patterns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The language's page, re-computed for one customer as simply as can be: lists instead of indexes,
 * everything looked at each time, nothing shared with the engine but the records of patterns and
 * events and the evaluation of expressions.
 */
public final class NaiveEngine {

  private static final DateTimeFormatter WIRE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The default dedupe window. */
  static final long DEDUPE_MILLIS = 24 * 3_600_000L;

  /** How long sends and acceptances are remembered at least. */
  static final long MEMORY_MILLIS = 33 * 24 * 3_600_000L;

  private Patterns patterns;
  private final String customerId;
  private final NaiveProfile profile = new NaiveProfile();
  private List<NaiveMatcher> matchers = new ArrayList<>();
  private final List<Change> coming;
  private final Map<String, Long> firstSeen = new LinkedHashMap<>();
  private final Map<String, Accepted> lastAccepted = new LinkedHashMap<>();
  private final List<NaiveAction> waiting = new ArrayList<>();
  private final List<TriggerRecord> triggers = new ArrayList<>();
  private final NaiveDecider decider;

  /** A release that takes effect at this time, before everything else of it. */
  record Change(long effectiveFrom, Patterns patterns) {}

  private record Accepted(long at, boolean inShadow) {}

  private NaiveEngine(Patterns patterns, List<Change> changes, String customerId) {
    this.patterns = patterns;
    this.coming = new ArrayList<>(changes);
    this.customerId = customerId;
    this.decider = new NaiveDecider(patterns, customerId, profile);
    active(patterns).forEach(campaign -> matchers.add(new NaiveMatcher(campaign)));
  }

  private static List<Campaign> active(Patterns patterns) {
    return patterns.campaigns().stream()
        .filter(campaign -> campaign.status() != Status.PAUSED)
        .sorted(
            Comparator.comparingInt((Campaign c) -> -c.priority()).thenComparing(Campaign::name))
        .toList();
  }

  /**
   * What has to happen.
   *
   * @param changes in their order
   * @param events of one customer, in any order; one that has the id of another less than {@link
   *     #DEDUPE_MILLIS} before it is dropped
   * @param until the last moment that is looked at, epoch milliseconds; {@code Long.MAX_VALUE} for
   *     the end of every wait
   */
  public static Told run(
      Patterns patterns, List<Change> changes, String customerId, List<Event> events, long until) {
    NaiveEngine engine = new NaiveEngine(patterns, changes, customerId);
    for (Event e : events.stream().sorted(Event.ORDER).toList()) {
      if (e.timeMillis() <= until) {
        engine.advanceTo(e.timeMillis());
        engine.takeUnlessDuplicate(e);
      }
    }
    engine.advanceTo(until);
    return new Told(
        engine.triggers, engine.decider.decisions, engine.decider.actions, engine.waiting.size());
  }

  /** The same with one release. */
  public static Told run(Patterns patterns, String customerId, List<Event> events, long until) {
    return run(patterns, List.of(), customerId, events, until);
  }

  private void takeUnlessDuplicate(Event e) {
    @Nullable Long first = firstSeen.get(e.messageId());
    if (first == null || e.timeMillis() - first >= DEDUPE_MILLIS) {
      firstSeen.put(e.messageId(), e.timeMillis());
      take(e);
    }
  }

  /** Rule 2, through every release that takes effect on the way. */
  private void advanceTo(long t) {
    while (!coming.isEmpty() && coming.get(0).effectiveFrom() <= t) {
      Change change = coming.remove(0);
      passTo(change.effectiveFrom() - 1);
      carry(change.patterns(), change.effectiveFrom());
      moment(change.effectiveFrom());
    }
    passTo(t);
  }

  private void passTo(long t) {
    Optional<Long> next = next();
    while (next.isPresent() && next.get() <= t) {
      moment(next.get());
      next = next();
    }
  }

  private void moment(long now) {
    matchers.forEach(matcher -> matcher.due(now).forEach(this::fire));
    comeUp(now);
  }

  /** The table of the last chapter, row by row. */
  private void carry(Patterns next, long effectiveFrom) {
    Map<String, Campaign> known = new LinkedHashMap<>();
    next.campaigns().forEach(campaign -> known.put(campaign.name(), campaign));
    Map<String, NaiveMatcher> underWay = new LinkedHashMap<>();
    matchers.forEach(matcher -> underWay.put(matcher.campaign().name(), matcher));
    forgetAccepted(effectiveFrom);
    decider.turnTo(next, effectiveFrom);
    patterns = next;
    matchers = new ArrayList<>();
    for (Campaign campaign : active(next)) {
      @Nullable NaiveMatcher before = underWay.get(campaign.name());
      matchers.add(
          before == null
              ? new NaiveMatcher(campaign)
              : before.carry(campaign, profile, effectiveFrom));
    }
    for (NaiveAction action : List.copyOf(waiting)) {
      @Nullable Campaign campaign = known.get(action.campaign().name());
      boolean paused = campaign != null && campaign.status() == Status.PAUSED;
      boolean isThere =
          campaign != null
              && campaign.actions().stream().anyMatch(a -> a.id().equals(action.action.id()));
      if (paused || !isThere) {
        waiting.remove(action);
        Reason reason = isThere ? Reason.PAUSED : Reason.REMOVED;
        decider.record(action, effectiveFrom, Outcome.DROPPED, reason, null, null);
      } else if (campaign != null) {
        action.carry(campaign, effectiveFrom);
      }
    }
  }

  /** No acceptance is remembered for ever, but those of {@code never}. */
  private void forgetAccepted(long now) {
    for (Campaign campaign : patterns.campaigns()) {
      long memory =
          campaign.repeat() instanceof Repeat.Never
              ? Long.MAX_VALUE
              : campaign.repeat() instanceof Repeat.Every every
                  ? Math.max(every.pause().toMillis(), MEMORY_MILLIS)
                  : MEMORY_MILLIS;
      lastAccepted
          .entrySet()
          .removeIf(
              entry ->
                  entry.getKey().startsWith(campaign.name() + "\n")
                      && now - entry.getValue().at >= memory);
    }
  }

  private Optional<Long> next() {
    return Stream.concat(
            matchers.stream().map(NaiveMatcher::nextDeadline).flatMap(Optional::stream),
            waiting.stream().map(action -> action.comesUpAt))
        .min(Long::compare);
  }

  private void take(Event e) {
    profile.take(e);
    cancel(e);
    List<Found> found = new ArrayList<>();
    for (NaiveMatcher matcher : matchers) {
      found.addAll(matcher.take(e, profile.scope(e)));
    }
    found.forEach(this::fire);
    comeUp(e.timeMillis());
  }

  private void cancel(Event e) {
    for (NaiveAction action : List.copyOf(waiting)) {
      for (EventFilter filter : action.campaign().cancelOn()) {
        if (waiting.contains(action)
            && NaiveMatcher.satisfies(filter, e, action.trigger.key(), profile.scope(e))) {
          waiting.remove(action);
          decider.record(action, e.timeMillis(), Outcome.CANCELLED, Reason.CANCELLED, null, null);
        }
      }
    }
  }

  private void comeUp(long now) {
    List<NaiveAction> up =
        waiting.stream()
            .filter(action -> action.comesUpAt <= now)
            .sorted(NaiveAction.ORDER)
            .toList();
    for (NaiveAction action : up) {
      if (!decider.decide(action, now)) {
        waiting.remove(action);
      }
    }
  }

  private void fire(Found found) {
    Campaign campaign = found.campaign();
    String id = triggerId(found);
    TriggerRecord.@Nullable Reason reason = suppression(found);
    triggers.add(
        new TriggerRecord(
            1,
            id,
            campaign.name(),
            patterns.release(),
            customerId,
            found.key(),
            Instant.ofEpochMilli(found.firedAt()),
            found.events().stream().map(Event::messageId).toList(),
            reason == null ? TriggerRecord.Outcome.ACCEPTED : TriggerRecord.Outcome.SUPPRESSED,
            reason,
            List.of()));
    if (reason == null) {
      lastAccepted.put(
          repeatKey(found), new Accepted(found.firedAt(), campaign.status() == Status.SHADOW));
      for (Action action : campaign.actions()) {
        waiting.add(new NaiveAction(found, id, action));
      }
    }
  }

  private TriggerRecord.@Nullable Reason suppression(Found found) {
    Campaign campaign = found.campaign();
    if (campaign.audience() != null && !campaign.audience().test(profile.scope(Map.of()))) {
      return TriggerRecord.Reason.NOT_IN_AUDIENCE;
    }
    @Nullable Accepted last = lastAccepted.get(repeatKey(found));
    boolean repeated =
        last != null
            && (!last.inShadow || campaign.status() == Status.SHADOW)
            && (campaign.repeat() instanceof Repeat.Never
                || (campaign.repeat() instanceof Repeat.Every every
                    && found.firedAt() - last.at < every.pause().toMillis()));
    return repeated ? TriggerRecord.Reason.REPEATED : null;
  }

  private static String repeatKey(Found found) {
    return found.campaign().name() + "\n" + found.key();
  }

  private String triggerId(Found found) {
    String text =
        found.campaign().name()
            + "\n"
            + customerId
            + "\n"
            + found.key()
            + "\n"
            + WIRE.format(Instant.ofEpochMilli(found.firedAt()))
            + "\n"
            + found.last().messageId();
    return HexFormat.of().formatHex(sha256(text), 0, 16);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
