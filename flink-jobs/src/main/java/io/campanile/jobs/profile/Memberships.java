package io.campanile.jobs.profile;

import io.campanile.model.Event;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which segments one customer is in, and when that may change by time alone. */
public final class Memberships {

  private final ProfileIndex index;
  private final boolean[] inside;

  /** Whether a segment has been judged as it is defined now. */
  private final boolean[] judged;

  /**
   * By segment, the moment before which time alone does not change it; {@link #UNKNOWN} where it
   * has to be found.
   */
  private final long[] nextMillis;

  /** The least of them, or {@link #UNKNOWN}. */
  private long earliestMillis = UNKNOWN;

  /** How many segments have not been judged as they are defined now. */
  private int unjudged;

  /** Whether the customer's first event is still to come: it is judged by all segments. */
  private boolean first;

  private static final long UNKNOWN = Long.MIN_VALUE;

  /**
   * Memberships in nothing.
   *
   * @param first whether nothing has happened to the customer, who is outside of everything; else
   *     no segment has judged it
   */
  Memberships(ProfileIndex index, boolean first) {
    int size = index.segments().size();
    this.index = index;
    this.inside = new boolean[size];
    this.judged = new boolean[size];
    this.nextMillis = new long[size];
    this.first = first;
    Arrays.fill(judged, first);
    this.unjudged = first ? 0 : size;
    Arrays.fill(nextMillis, UNKNOWN);
  }

  /** A change of one segment. */
  public record Change(String segment, boolean entered) {}

  boolean isIn(SegmentPlan segment) {
    return inside[segment.number()];
  }

  boolean isJudged(SegmentPlan segment) {
    return judged[segment.number()];
  }

  void restore(SegmentPlan segment, boolean isIn) {
    unjudged -= judged[segment.number()] ? 0 : 1;
    inside[segment.number()] = isIn;
    judged[segment.number()] = true;
    forgetMoment(segment);
  }

  private void forgetMoment(SegmentPlan segment) {
    nextMillis[segment.number()] = UNKNOWN;
    earliestMillis = UNKNOWN;
  }

  /**
   * The earliest moment at which time alone may change a segment, as far as it has been found;
   * {@code Long.MIN_VALUE} where one has not.
   */
  long earliestMillis() {
    long earliest = TraitWindow.NEVER;
    for (SegmentPlan segment : index.segments()) {
      if (judged[segment.number()]) {
        earliest = Math.min(earliest, nextMillis[segment.number()]);
      }
    }
    return earliest;
  }

  /**
   * No segment changes by time alone before this moment, when the customer was written to state.
   * What is judged by the hour is not judged then, unless it is its hour.
   */
  void restoreMoment(long timeMillis) {
    for (SegmentPlan segment : index.segments()) {
      nextMillis[segment.number()] = segment.isJudgedByTheHour() ? UNKNOWN : timeMillis;
    }
    earliestMillis = UNKNOWN;
  }

  /** All segments are looked at at this moment. */
  void expectChange(long timeMillis) {
    Arrays.fill(nextMillis, timeMillis);
    earliestMillis = UNKNOWN;
  }

  /** Finds all moments anew: what was restored may be earlier than needed. */
  public void findMoments() {
    expectChange(UNKNOWN);
  }

  /** The same by other definitions: what is new or defined anew is still to be judged. */
  Memberships carryTo(ProfileIndex next) {
    Memberships carried = new Memberships(next, first);
    for (SegmentPlan segment : next.segments()) {
      SegmentPlan same = index.segment(segment.name());
      if (!first && same != null && same.hash() == segment.hash() && isJudged(same)) {
        carried.restore(segment, isIn(same));
      }
    }
    return carried;
  }

  /** Whether the customer is in the segment of this name. */
  public boolean isIn(String name) {
    SegmentPlan segment = index.segment(name);
    return segment != null && inside[segment.number()];
  }

  /** The names of the segments that the customer is in, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (SegmentPlan segment : index.segments()) {
      if (inside[segment.number()]) {
        names.add(segment.name());
      }
    }
    return names;
  }

  /** What {@code segment("…")} looks into. */
  Map<String, @Nullable Object> view() {
    return new AbstractMap<>() {
      @Override
      public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name && isIn(name);
      }

      @Override
      public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && index.segment(name) != null;
      }

      @Override
      public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Set<Map.Entry<String, @Nullable Object>> all = new LinkedHashSet<>();
        for (SegmentPlan segment : index.segments()) {
          all.add(Map.entry(segment.name(), inside[segment.number()]));
        }
        return all;
      }
    };
  }

  /** Judges each segment that was not judged yet; who is in it now has not entered it. */
  public void judgeSilently(Behaviour behaviour, Profile profile) {
    if (unjudged == 0) {
      return;
    }
    Case seen = new Case(behaviour, profile);
    for (SegmentPlan segment : index.segments()) {
      if (!judged[segment.number()]) {
        restore(segment, segment.definition().condition().test(seen));
      }
    }
  }

  /** Judges each segment that an event can have changed. */
  public List<Change> judge(Event event, Behaviour behaviour, Profile profile) {
    // An event that comes late, but is the earliest of all, changes when the customer was first
    // seen.
    boolean earliest = event.timeMillis() == profile.firstSeenMillis();
    List<SegmentPlan> concerned = first || earliest ? index.segments() : index.segments(event);
    first = false;
    return judge(withFaded(concerned, behaviour), new Case(behaviour, profile));
  }

  /** Beside the segments that an event can change, those that it may find changed. */
  private List<SegmentPlan> withFaded(List<SegmentPlan> concerned, Behaviour behaviour) {
    List<SegmentPlan> all = concerned;
    for (SegmentPlan segment : index.fadingSegments()) {
      if (mayHaveFaded(segment, behaviour) && !all.contains(segment)) {
        all = new ArrayList<>(all);
        all.add(segment);
      }
    }
    if (all.size() > concerned.size()) {
      all.sort(Comparator.comparingInt(SegmentPlan::number));
    }
    return all;
  }

  /**
   * Whether a score may have changed a segment that nobody has judged since, up to an hour before
   * its moment, or may do so until a session ends that this event puts off.
   */
  private boolean mayHaveFaded(SegmentPlan segment, Behaviour behaviour) {
    long known = behaviour.nowMillis() + index.sessionTimeoutMillis() + SegmentMoments.HOUR_MILLIS;
    return nextMillis[segment.number()] <= known;
  }

  /** Judges each segment whose moment has come. */
  public List<Change> judgeDue(Behaviour behaviour, Profile profile) {
    if (nextMillis(behaviour, profile) > behaviour.nowMillis()) {
      return List.of();
    }
    List<SegmentPlan> due = new ArrayList<>();
    Case seen = new Case(behaviour, profile);
    for (SegmentPlan segment : index.segments()) {
      if (nextMillis(segment, seen) <= behaviour.nowMillis()) {
        due.add(segment);
      }
    }
    return judge(due, seen);
  }

  private List<Change> judge(List<SegmentPlan> segments, Case seen) {
    List<Change> changes = new ArrayList<>();
    for (SegmentPlan segment : segments) {
      if (!judged[segment.number()]) {
        continue;
      }
      boolean isIn = segment.definition().condition().test(seen);
      if (isIn != inside[segment.number()]) {
        inside[segment.number()] = isIn;
        changes.add(new Change(segment.name(), isIn));
      }
      forgetMoment(segment);
    }
    return changes;
  }

  /**
   * The next moment, after now, at which time alone may change a segment, or, of a customer who was
   * read from state, an earlier one; {@code Long.MAX_VALUE} for none.
   */
  public long nextMillis(Behaviour behaviour, Profile profile) {
    if (first) {
      return TraitWindow.NEVER;
    }
    if (earliestMillis == UNKNOWN) {
      long earliest = TraitWindow.NEVER;
      Case seen = new Case(behaviour, profile);
      for (SegmentPlan segment : index.segments()) {
        earliest = Math.min(earliest, nextMillis(segment, seen));
      }
      earliestMillis = earliest;
    }
    return earliestMillis;
  }

  private long nextMillis(SegmentPlan segment, Case seen) {
    if (!judged[segment.number()]) {
      return TraitWindow.NEVER;
    }
    if (nextMillis[segment.number()] == UNKNOWN) {
      nextMillis[segment.number()] = SegmentMoments.next(segment, isIn(segment), seen);
    }
    return nextMillis[segment.number()];
  }
}
