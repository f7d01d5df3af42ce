package io.campanile.jobs.detect;

import io.campanile.model.Ids;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Trigger;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger made ready for the engines: its steps written out {@code times} times as stages, its
 * without steps as guards. That of a trigger on a segment has none, and no event concerns it.
 *
 * <p>Steps and guards are numbered in the order of the file, each kind from 0, so that what an
 * event satisfies fits into two bit sets, see {@link Hits}.
 */
public final class TriggerPlan {

  /** No limit, or no deadline. */
  public static final long NEVER = Long.MAX_VALUE;

  /** As many bits as {@link Hits} has for steps and for guards. */
  public static final int MAX_STEPS = 64;

  private static final int HASH_BYTES = 8;

  private final List<Stage> stages;
  private final List<EventFilter> steps;
  private final List<Guard> guards;
  private final List<Alias> aliases;
  private final long withinMillis;
  private final long absenceMillis;
  private final String hash;

  /**
   * One event of the sequence.
   *
   * @param step number of the event step it is a copy of
   * @param withinMillis it comes less than this after the previous event step's last event; {@link
   *     #NEVER} for no limit
   * @param lastOfStep whether it is the last copy of its step
   */
  public record Stage(int step, long withinMillis, boolean lastOfStep) {}

  /**
   * A without step.
   *
   * @param filter which events must not come
   * @param stage index of the stage after which they must not come: the chain that ends there is
   *     given up
   */
  public record Guard(EventFilter filter, int stage) {}

  /**
   * A named step.
   *
   * @param name the alias
   * @param stage index of the stage whose event it stands for
   */
  public record Alias(String name, int stage) {}

  /** Makes the plan of a checked trigger. */
  public TriggerPlan(Trigger trigger) {
    List<Stage> stages = new ArrayList<>();
    List<EventFilter> steps = new ArrayList<>();
    List<Guard> guards = new ArrayList<>();
    List<Alias> aliases = new ArrayList<>();
    long absenceMillis = NEVER;
    for (Step step : trigger.steps()) {
      if (step instanceof EventStep event) {
        for (int copy = 1; copy <= event.times(); copy++) {
          stages.add(new Stage(steps.size(), millisOf(event.within()), copy == event.times()));
        }
        if (!event.as().isEmpty()) {
          aliases.add(new Alias(event.as(), stages.size() - 1));
        }
        steps.add(event.filter());
      } else if (step instanceof WithoutStep without) {
        guards.add(new Guard(without.filter(), stages.size() - 1));
        absenceMillis = millisOf(without.absence());
      }
    }
    if (steps.isEmpty() != trigger.change().isPresent()
        || steps.size() > MAX_STEPS
        || guards.size() > MAX_STEPS) {
      throw new IllegalArgumentException("A trigger has 1 to " + MAX_STEPS + " steps: " + trigger);
    }
    this.stages = List.copyOf(stages);
    this.steps = List.copyOf(steps);
    this.guards = List.copyOf(guards);
    this.aliases = List.copyOf(aliases);
    this.withinMillis = trigger.within().toMillis();
    this.absenceMillis = absenceMillis;
    this.hash = hashOf(trigger);
  }

  private static long millisOf(@Nullable Duration duration) {
    return duration == null ? NEVER : duration.toMillis();
  }

  /** The stages in order; empty for a trigger on a segment. */
  public List<Stage> stages() {
    return stages;
  }

  /** Index of the stage that completes the sequence. */
  public int lastStage() {
    return stages.size() - 1;
  }

  /** The filters of the event steps. */
  public List<EventFilter> steps() {
    return steps;
  }

  /** The without steps. */
  public List<Guard> guards() {
    return guards;
  }

  /** The named steps. */
  public List<Alias> aliases() {
    return aliases;
  }

  /** The last event comes less than this after the first. */
  public long withinMillis() {
    return withinMillis;
  }

  /**
   * How long after the last event the final without step waits; {@link #NEVER} where there is none.
   */
  public long absenceMillis() {
    return absenceMillis;
  }

  /** Whether the trigger ends with a without step. */
  public boolean endsWithAbsence() {
    return absenceMillis != NEVER;
  }

  /** Differs where a sequence under way could not go on unchanged; stored beside it. */
  public String hash() {
    return hash;
  }

  private static String hashOf(Trigger trigger) {
    StringBuilder text = new StringBuilder();
    text.append(trigger.keyed()).append(trigger.within());
    for (Step step : trigger.steps()) {
      text.append('\n').append(filterText(step.filter()));
      if (step instanceof EventStep event) {
        text.append(" x").append(event.times()).append(' ').append(event.within());
      } else if (step instanceof WithoutStep without) {
        text.append(" without ").append(without.absence());
      }
    }
    trigger.change().ifPresent(change -> text.append('\n').append(change));
    return HexFormat.of().formatHex(Ids.sha256(text.toString()), 0, HASH_BYTES);
  }

  private static String filterText(EventFilter filter) {
    String where = filter.where() == null ? "" : filter.where().source();
    String key = "single";
    if (filter.key() instanceof EventFilter.Key.Any) {
      key = "any";
    } else if (filter.key() instanceof EventFilter.Key.Of of) {
      key = "of " + of.expression().source();
    }
    return filter.events().stream().sorted().toList() + "\u0000" + where + "\u0000" + key;
  }
}
