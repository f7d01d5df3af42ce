package io.campanile.jobs.profile;

import io.campanile.patterns.Expression;
import io.campanile.patterns.SegmentDefinition.Decay;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next moment at which time alone may change a segment. A moment that changes nothing
 * does no harm; one that is missed would.
 */
final class SegmentMoments {

  /**
   * How long after the customer's latest event a segment is looked at each hour, where nothing
   * tells when it changes: what comes back, comes back within a year, and everything has to end.
   */
  static final Duration LONGEST_WATCH = Duration.ofDays(366);

  /** Scores are looked at by the hour. */
  static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private static final long NEVER = TraitWindow.NEVER;

  private final SegmentPlan segment;
  private final Case seen;
  private final Behaviour behaviour;
  private final long nowMillis;

  private SegmentMoments(SegmentPlan segment, Case seen) {
    this.segment = segment;
    this.seen = seen;
    this.behaviour = seen.behaviour();
    this.nowMillis = behaviour.nowMillis();
  }

  /**
   * The next moment after now; {@link TraitWindow#NEVER} for none.
   *
   * @param isIn whether the customer is in the segment, as it was judged last
   */
  static long next(SegmentPlan segment, boolean isIn, Case now) {
    long next = nextChange(segment, isIn, now);
    // What has changed within the hour since it was judged is seen when the hour is full.
    boolean changed =
        segment.isJudgedByTheHour() && segment.definition().condition().test(now) != isIn;
    return changed ? Math.min(next, nextHour(now.behaviour().nowMillis())) : next;
  }

  /**
   * Most sessions end without anything changing by it, and then nobody need be there: how it will
   * be is known before, as long as nothing else changes until then.
   */
  private static long nextChange(SegmentPlan segment, boolean isIn, Case now) {
    SegmentMoments present = new SegmentMoments(segment, now);
    long next = present.next();
    long end = present.sessionEnd();
    if (next <= end || present.isWatched() || !segment.foreseesSessionEnd()) {
      return Math.min(next, end);
    }
    Case then = now.withoutSession();
    long nextThen = new SegmentMoments(segment, then).next();
    // A score has changed it up to an hour before it is looked at.
    long known = segment.inputs().decays().isEmpty() ? end : nextHour(end);
    boolean changes = nextThen <= known || segment.definition().condition().test(then) != isIn;
    // A session that is put off may be there still when the present would have changed.
    return changes ? end : Math.min(next, nextThen);
  }

  /** The next moment of all but the end of the session. */
  private long next() {
    long next = ofTraits();
    for (Expression flip : segment.inputs().flips()) {
      next = Math.min(next, ofFlip(flip));
    }
    for (Decay decay : segment.inputs().decays()) {
      next = Math.min(next, ofDecay(decay));
    }
    return isWatched() ? Math.min(next, nextHour(nowMillis)) : next;
  }

  /** Whether nothing tells when it changes, so that it is looked at each hour. */
  private boolean isWatched() {
    for (TraitPlan trait : segment.watchedScores()) {
      if (behaviour.present(trait) instanceof Score score && score.valueAt(nowMillis) != 0) {
        return true;
      }
    }
    return segment.inputs().otherNow()
        && nextHour(nowMillis) <= seen.profile().lastSeenMillis() + LONGEST_WATCH.toMillis();
  }

  private long ofTraits() {
    long next = NEVER;
    for (TraitPlan trait : segment.traits()) {
      TraitState state = behaviour.present(trait);
      if (state != null) {
        next = Math.min(next, state.nextMillis());
      }
    }
    return next;
  }

  /** When the session ends, where the segment looks at it or at what counts in it. */
  private long sessionEnd() {
    if (segment.usesSession()) {
      return behaviour.sessionEndMillis();
    }
    for (TraitPlan trait : segment.sessionTraits()) {
      if (behaviour.present(trait) != null) {
        return behaviour.sessionEndMillis();
      }
    }
    return NEVER;
  }

  /** A comparison turns over at its moment, or directly after it. */
  private long ofFlip(Expression flip) {
    Optional<Instant> moment = flip.moment(seen);
    if (moment.isEmpty()) {
      return NEVER;
    }
    // CEL's times end with the year 9999.
    long flipMillis = moment.get().toEpochMilli();
    if (flipMillis > nowMillis) {
      return flipMillis;
    }
    return flipMillis + 1 > nowMillis ? flipMillis + 1 : NEVER;
  }

  /** While a score fades it goes one way only, so that the hour can be found by halving. */
  private long ofDecay(Decay decay) {
    TraitPlan trait = behaviour.index().trait(decay.score());
    if (trait == null || !(behaviour.present(trait) instanceof Score score)) {
      return NEVER;
    }
    boolean today = holds(decay, score, nowMillis);
    long first = nextHour(nowMillis);
    long last = nextHour(Math.max(score.zeroMillis(), nowMillis));
    if (holds(decay, score, last) == today) {
      return NEVER;
    }
    while (first < last) {
      long middle = first + (last - first) / HOUR_MILLIS / 2 * HOUR_MILLIS;
      if (holds(decay, score, middle) == today) {
        first = middle + HOUR_MILLIS;
      } else {
        last = middle;
      }
    }
    return first;
  }

  private boolean holds(Decay decay, Score score, long timeMillis) {
    Map<String, @Nullable Object> then =
        new WithOther(
            Objects.requireNonNull(seen.object("profile")),
            decay.score(),
            score.valueAt(timeMillis));
    return decay.comparison().test(name -> name.equals("profile") ? then : null);
  }

  private static long nextHour(long timeMillis) {
    return (Math.floorDiv(timeMillis, HOUR_MILLIS) + 1) * HOUR_MILLIS;
  }

  /** An object in which one property has another value. */
  private static final class WithOther extends AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> object;
    private final String name;
    private final Object value;

    WithOther(Map<String, @Nullable Object> object, String name, Object value) {
      this.object = object;
      this.name = name;
      this.value = value;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return name.equals(key) ? value : object.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return name.equals(key) || object.containsKey(key);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
      return object.entrySet();
    }
  }
}
