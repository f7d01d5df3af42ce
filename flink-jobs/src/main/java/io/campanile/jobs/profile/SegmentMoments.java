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

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long NEVER = TraitWindow.NEVER;

  private final Behaviour behaviour;
  private final Profile profile;
  private final long nowMillis;

  private SegmentMoments(Behaviour behaviour, Profile profile) {
    this.behaviour = behaviour;
    this.profile = profile;
    this.nowMillis = behaviour.nowMillis();
  }

  /** The next moment after now; {@link TraitWindow#NEVER} for none. */
  static long next(SegmentPlan segment, Behaviour behaviour, Profile profile) {
    SegmentMoments moments = new SegmentMoments(behaviour, profile);
    long next = moments.ofTraits(segment);
    for (Expression flip : segment.inputs().flips()) {
      next = Math.min(next, moments.ofFlip(flip));
    }
    for (Decay decay : segment.inputs().decays()) {
      next = Math.min(next, moments.ofDecay(decay));
    }
    for (TraitPlan trait : segment.traits()) {
      if (trait.isScore()
          && (segment.inputs().wholeProfile()
              || segment.inputs().otherScores().contains(trait.name()))) {
        next = Math.min(next, moments.ofScore(trait));
      }
    }
    return segment.inputs().otherNow() ? Math.min(next, moments.ofHours()) : next;
  }

  private long ofTraits(SegmentPlan segment) {
    long next = segment.usesSession() ? behaviour.sessionEndMillis() : NEVER;
    for (TraitPlan trait : segment.traits()) {
      TraitState state = behaviour.present(trait);
      if (state == null) {
        continue;
      }
      long leaves = state.nextMillis();
      if (trait.isOfSession() && behaviour.session() != null) {
        leaves = behaviour.sessionEndMillis();
      }
      next = Math.min(next, leaves);
    }
    return next;
  }

  /** A comparison turns over at its moment, or directly after it. */
  private long ofFlip(Expression flip) {
    Optional<Instant> moment = flip.moment(profile::object);
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

  private long ofScore(TraitPlan trait) {
    return behaviour.present(trait) instanceof Score score && score.valueAt(nowMillis) != 0
        ? nextHour(nowMillis)
        : NEVER;
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
            Objects.requireNonNull(profile.object("profile")),
            decay.score(),
            score.valueAt(timeMillis));
    return decay.comparison().test(name -> name.equals("profile") ? then : null);
  }

  private long ofHours() {
    long next = nextHour(nowMillis);
    return next <= profile.lastSeenMillis() + LONGEST_WATCH.toMillis() ? next : NEVER;
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
