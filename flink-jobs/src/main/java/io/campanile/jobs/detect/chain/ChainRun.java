package io.campanile.jobs.detect.chain;

import io.campanile.jobs.detect.EventPool;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.Match;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.TriggerPlan.Guard;
import io.campanile.jobs.detect.TriggerPlan.Stage;
import io.campanile.model.Event;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slot j holds the most recent chain of events that satisfies the stages up to j; chains share what
 * they have in common.
 */
final class ChainRun implements Run {

  private final TriggerPlan plan;
  private final @Nullable Link[] slots;

  ChainRun(TriggerPlan plan) {
    this.plan = plan;
    this.slots = new Link[plan.stages().size()];
  }

  @Override
  public Optional<Match> take(Event event, Hits hits) {
    if (hits.guards() != 0) {
      List<Guard> guards = plan.guards();
      for (int i = 0; i < guards.size(); i++) {
        if (hits.hasGuard(i)) {
          slots[guards.get(i).stage()] = null;
        }
      }
    }
    if (hits.steps() == 0) {
      return Optional.empty();
    }
    List<Stage> stages = plan.stages();
    for (int j = stages.size() - 1; j >= 0; j--) {
      Stage stage = stages.get(j);
      if (!hits.hasStep(stage.step())) {
        continue;
      }
      if (j == 0) {
        slots[0] = Link.first(event, stage);
      } else {
        Link chain = slots[j - 1];
        if (chain != null && chain.canBeContinued(event.timeMillis(), stage, plan)) {
          slots[j] = chain.then(event, stage);
        }
      }
    }
    if (plan.endsWithAbsence() || slots[plan.lastStage()] == null) {
      return Optional.empty();
    }
    return Optional.of(complete());
  }

  @Override
  public void takeLate(Event event, Hits hits) {
    List<Guard> guards = plan.guards();
    for (int i = 0; i < guards.size(); i++) {
      int stage = guards.get(i).stage();
      Link chain = slots[stage];
      if (hits.hasGuard(i) && chain != null && Event.ORDER.compare(chain.event, event) <= 0) {
        slots[stage] = null;
      }
    }
  }

  @Override
  public long deadlineMillis() {
    Link complete = slots[plan.lastStage()];
    return plan.endsWithAbsence() && complete != null
        ? complete.event.timeMillis() + plan.absenceMillis()
        : TriggerPlan.NEVER;
  }

  @Override
  public Match fire() {
    return complete();
  }

  private Match complete() {
    Link complete = slots[plan.lastStage()];
    if (complete == null) {
      throw new IllegalStateException("No sequence is complete");
    }
    for (int j = 0; j < slots.length; j++) {
      Link chain = slots[j];
      if (chain != null && Event.ORDER.compare(chain.first, complete.event) <= 0) {
        slots[j] = null;
      }
    }
    return new Match(complete.events(slots.length));
  }

  @Override
  public void prune(long nowMillis) {
    for (int j = 0; j < slots.length; j++) {
      Link chain = slots[j];
      if (chain != null && expiryMillis(j, chain) <= nowMillis) {
        slots[j] = null;
      }
    }
  }

  private long expiryMillis(int slot, Link chain) {
    if (slot == plan.lastStage()) {
      // It waits for its deadline; a match without a final absence never stays in a slot.
      return TriggerPlan.NEVER;
    }
    Stage next = plan.stages().get(slot + 1);
    long byTrigger = chain.first.timeMillis() + plan.withinMillis();
    return next.withinMillis() == TriggerPlan.NEVER
        ? byTrigger
        : Math.min(byTrigger, chain.previousStepMillis + next.withinMillis());
  }

  /** A run whose slots hold these chains. */
  static ChainRun of(TriggerPlan plan, List<List<Event>> chains) {
    ChainRun run = new ChainRun(plan);
    for (int j = 0; j < chains.size(); j++) {
      Link chain = null;
      List<Event> events = chains.get(j);
      for (int i = 0; i < events.size(); i++) {
        Stage stage = plan.stages().get(i);
        chain = chain == null ? Link.first(events.get(i), stage) : chain.then(events.get(i), stage);
      }
      run.slots[j] = chain;
    }
    return run;
  }

  @Override
  public List<List<Event>> chains() {
    List<List<Event>> chains = new ArrayList<>(slots.length);
    for (int j = 0; j < slots.length; j++) {
      Link chain = slots[j];
      chains.add(chain == null ? List.of() : chain.events(j + 1));
    }
    return chains;
  }

  @Override
  public boolean isEmpty() {
    for (Link chain : slots) {
      if (chain != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long expiryMillis() {
    long latest = Long.MIN_VALUE;
    for (int j = 0; j < slots.length; j++) {
      Link chain = slots[j];
      if (chain != null) {
        latest =
            Math.max(latest, j == plan.lastStage() ? deadlineMillis() : expiryMillis(j, chain));
      }
    }
    return latest;
  }

  @Override
  public long newestMillis() {
    long newest = Long.MIN_VALUE;
    for (Link chain : slots) {
      newest = chain == null ? newest : Math.max(newest, chain.event.timeMillis());
    }
    return newest;
  }

  @Override
  public void write(DataOutput out, EventPool.Writer pool) throws IOException {
    Numbering numbering = new Numbering();
    for (Link chain : slots) {
      numbering.add(chain);
    }
    ValueCodec.writeUnsigned(out, numbering.links.size());
    for (Link link : numbering.links) {
      ValueCodec.writeUnsigned(out, pool.numberOf(link.event));
      ValueCodec.writeUnsigned(out, numbering.of(link.previous));
    }
    for (Link chain : slots) {
      ValueCodec.writeUnsigned(out, numbering.of(chain));
    }
  }

  /**
   * The links of all chains, numbered from 1 so that each comes after the one it continues; 0 is
   * none.
   */
  private static final class Numbering {
    private final List<Link> links = new ArrayList<>();
    private final IdentityHashMap<Link, Integer> numbers = new IdentityHashMap<>();

    void add(@Nullable Link chain) {
      List<Link> fresh = new ArrayList<>();
      for (Link link = chain; link != null && !numbers.containsKey(link); link = link.previous) {
        fresh.add(link);
      }
      for (int i = fresh.size() - 1; i >= 0; i--) {
        links.add(fresh.get(i));
        numbers.put(fresh.get(i), links.size());
      }
    }

    int of(@Nullable Link link) {
      return link == null ? 0 : numbers.getOrDefault(link, 0);
    }
  }

  static ChainRun read(TriggerPlan plan, DataInput in, EventPool.Reader pool) throws IOException {
    int size = ValueCodec.readSize(in);
    List<Link> links = new ArrayList<>(size);
    List<Integer> depths = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Event event = pool.event(ValueCodec.readSize(in));
      int previous = ValueCodec.readSize(in) - 1;
      int depth = previous < 0 ? 0 : depths.get(previous) + 1;
      Stage stage = plan.stages().get(depth);
      links.add(previous < 0 ? Link.first(event, stage) : links.get(previous).then(event, stage));
      depths.add(depth);
    }
    ChainRun run = new ChainRun(plan);
    for (int j = 0; j < run.slots.length; j++) {
      int number = ValueCodec.readSize(in) - 1;
      run.slots[j] = number < 0 ? null : links.get(number);
    }
    return run;
  }

  /**
   * The last event of a chain, and the chain that it continues.
   *
   * @param previousStepMillis time of the last event of the step before the one that the next stage
   *     belongs to
   */
  private record Link(Event event, @Nullable Link previous, Event first, long previousStepMillis) {

    static Link first(Event event, Stage stage) {
      return new Link(event, null, event, stage.lastOfStep() ? event.timeMillis() : Long.MIN_VALUE);
    }

    Link then(Event next, Stage stage) {
      return new Link(
          next, this, first, stage.lastOfStep() ? next.timeMillis() : previousStepMillis);
    }

    boolean canBeContinued(long timeMillis, Stage next, TriggerPlan plan) {
      return timeMillis - first.timeMillis() < plan.withinMillis()
          && (next.withinMillis() == TriggerPlan.NEVER
              || timeMillis - previousStepMillis < next.withinMillis());
    }

    List<Event> events(int length) {
      Event[] events = new Event[length];
      Link link = this;
      for (int i = length - 1; i >= 0 && link != null; i--) {
        events[i] = link.event;
        link = link.previous;
      }
      return List.of(events);
    }
  }
}
