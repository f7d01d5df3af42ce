package io.campanile.patterns;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of events, and of events that must not come; or a change of a segment.
 *
 * @param steps the first is an event step; two without steps never follow each other; only the last
 *     one, and that always, has an {@code absence} when it is a without step; empty where a
 *     segment's change fires
 * @param within bounds the event steps, first event to last
 * @param keyed whether the sequence is followed separately for each value of {@code per}
 * @param change the segment's change that fires, in place of steps
 */
public record Trigger(
    List<Step> steps, Duration within, boolean keyed, Optional<SegmentChange> change) {

  /** Checks that it has steps or a change, and not both. */
  public Trigger {
    if (steps.isEmpty() != change.isPresent()) {
      throw new IllegalArgumentException(
          "A trigger has steps, or fires at a segment's change: found " + steps + " and " + change);
    }
  }

  /** A sequence. */
  public Trigger(List<Step> steps, Duration within, boolean keyed) {
    this(steps, within, keyed, Optional.empty());
  }

  /** A segment's change. */
  public static Trigger at(SegmentChange change) {
    return new Trigger(List.of(), Duration.ZERO, false, Optional.of(change));
  }

  /** One step. */
  public sealed interface Step {
    /** Which events count, and for which value of {@code per}. */
    EventFilter filter();
  }

  /**
   * Events that must come.
   *
   * @param filter which events
   * @param times how many, from 1
   * @param within how long after the previous event step's last event each of them may come; null
   *     for no limit
   * @param as the alias, or empty
   */
  public record EventStep(EventFilter filter, int times, @Nullable Duration within, String as)
      implements Step {}

  /**
   * Events that must not come.
   *
   * @param filter which events
   * @param absence {@code for}: how long they must stay away after the last event step; null
   *     between two event steps
   */
  public record WithoutStep(EventFilter filter, @Nullable Duration absence) implements Step {}
}
