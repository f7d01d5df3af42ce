package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.EventPool;
import io.campanile.jobs.detect.Hits;
import io.campanile.jobs.detect.Match;
import io.campanile.jobs.detect.Run;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.TriggerPlan.Stage;
import io.campanile.jobs.detect.cep.NfaHost.Session;
import io.campanile.model.Event;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The NFA of one run, with what the language asks of it beyond flink-cep: windows, deadlines, and
 * of all partial matches in one state only the newest.
 */
final class CepRun implements Run {

  private final TriggerPlan plan;
  private final CompiledPattern pattern;
  private final NfaHost host;
  private final RunState state;

  CepRun(TriggerPlan plan, CompiledPattern pattern, NfaHost host, RunState state) {
    this.plan = plan;
    this.pattern = pattern;
    this.host = host;
    this.state = state;
  }

  /** What flink-cep keeps, for the tests that look for leaks. */
  RunState state() {
    return state;
  }

  @Override
  public Optional<Match> take(Event event, Hits hits) {
    if (hits.isNone() || (isEmpty() && !hits.begins())) {
      return Optional.empty();
    }
    long timeMillis = event.timeMillis();
    if (timeMillis < newestMillis()) {
      // The buffer numbers the events of the current moment only: one from the past could be
      // given the number of another.
      throw new IllegalArgumentException(
          "Events come in order: %s of time %d comes behind time %d"
              .formatted(event.messageId(), timeMillis, newestMillis()));
    }
    try (Session session = host.enter(pattern, state)) {
      session.dropIf(partial -> expiryMillis(session, partial) <= timeMillis);
      Collection<Map<String, List<Candidate>>> matches =
          session.process(new Candidate(event, hits));
      keepNewest(session);
      return matches.isEmpty() ? Optional.empty() : Optional.of(onlyOf(matches));
    }
  }

  /**
   * The NFA goes on with the old partial match of a state beside the new one; a slot holds one.
   * Newer is what took its last event later, and that is told by the events' ids, for times tie.
   */
  private void keepNewest(Session session) {
    @Nullable ComputationState[] newest = new ComputationState[plan.stages().size()];
    for (ComputationState partial : state.nfa().getPartialMatches()) {
      int slot = slotOf(partial);
      if (slot >= 0) {
        ComputationState other = newest[slot];
        newest[slot] =
            other == null || lastOf(partial).compareTo(lastOf(other)) > 0 ? partial : other;
      }
    }
    session.dropIf(partial -> !partial.equals(newest[slotOf(partial)]));
  }

  @Override
  public void takeLate(Event event, Hits hits) {
    if (hits.guards() == 0 || isEmpty()) {
      return;
    }
    try (Session session = host.enter(pattern, state)) {
      session.dropIf(
          partial ->
              (hits.guards() & pattern.guardsOf(slotOf(partial))) != 0
                  && Event.ORDER.compare(eventOf(lastOf(partial)), event) <= 0);
    }
  }

  @Override
  public long deadlineMillis() {
    ComputationState complete = complete();
    return complete == null
        ? TriggerPlan.NEVER
        : complete.getPreviousTimestamp() + plan.absenceMillis();
  }

  @Override
  public Match fire() {
    ComputationState complete = complete();
    if (complete == null) {
      throw new IllegalStateException("No sequence is complete");
    }
    try (Session session = host.enter(pattern, state)) {
      return onlyOf(session.advanceTo(complete.getPreviousTimestamp() + pattern.absenceMillis()));
    }
  }

  private Match onlyOf(Collection<Map<String, List<Candidate>>> matches) {
    if (matches.size() != 1) {
      throw new IllegalStateException("One moment completes one sequence, found " + matches);
    }
    List<Candidate> taken = pattern.inOrder(matches.iterator().next(), plan.lastStage());
    return new Match(taken.stream().map(Candidate::event).toList());
  }

  @Override
  public void prune(long nowMillis) {
    if (!isEmpty()) {
      try (Session session = host.enter(pattern, state)) {
        session.dropIf(partial -> expiryMillis(session, partial) <= nowMillis);
      }
    }
  }

  /** From when on no event can continue this partial match, epoch milliseconds. */
  private long expiryMillis(Session session, ComputationState partial) {
    int slot = slotOf(partial);
    if (slot == plan.lastStage()) {
      // It waits for its deadline, and is no longer bound by a window.
      return TriggerPlan.NEVER;
    }
    long byTrigger = partial.getStartTimestamp() + plan.withinMillis();
    Stage next = plan.stages().get(slot + 1);
    OptionalInt previousStep = lastStageOfPreviousStep(slot);
    if (next.withinMillis() == TriggerPlan.NEVER || previousStep.isEmpty()) {
      return byTrigger;
    }
    long previousStepMillis =
        previousStep.getAsInt() == slot
            ? partial.getPreviousTimestamp()
            : session.chain(partial).get(previousStep.getAsInt()).getTimestamp();
    return Math.min(byTrigger, previousStepMillis + next.withinMillis());
  }

  /** The stage whose event is the last one of the step before the step that comes next. */
  private OptionalInt lastStageOfPreviousStep(int slot) {
    for (int stage = slot; stage >= 0; stage--) {
      if (plan.stages().get(stage).lastOfStep()) {
        return OptionalInt.of(stage);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public List<List<Event>> chains() {
    List<List<Event>> chains =
        new ArrayList<>(Collections.nCopies(plan.stages().size(), List.of()));
    try (Session session = host.enter(pattern, state)) {
      for (ComputationState partial : state.nfa().getPartialMatches()) {
        int slot = slotOf(partial);
        if (slot >= 0) {
          chains.set(slot, session.chain(partial).stream().map(this::eventOf).toList());
        }
      }
    }
    return chains;
  }

  @Override
  public boolean isEmpty() {
    // The start is always there.
    return state.nfa().getPartialMatches().size() == 1;
  }

  @Override
  public long expiryMillis() {
    long latest = Long.MIN_VALUE;
    try (Session session = host.enter(pattern, state)) {
      for (ComputationState partial : state.nfa().getPartialMatches()) {
        int slot = slotOf(partial);
        if (slot >= 0) {
          latest =
              Math.max(
                  latest,
                  slot == plan.lastStage() ? deadlineMillis() : expiryMillis(session, partial));
        }
      }
    }
    return latest;
  }

  @Override
  public long newestMillis() {
    long newest = Long.MIN_VALUE;
    for (ComputationState partial : state.nfa().getPartialMatches()) {
      if (slotOf(partial) >= 0) {
        newest = Math.max(newest, partial.getPreviousTimestamp());
      }
    }
    return newest;
  }

  @Override
  public void write(DataOutput out, EventPool.Writer pool) throws IOException {
    try (Session session = host.enter(pattern, state)) {
      new RunFormat.Writing(pattern, state, session, plan.stages().size()).write(out, pool);
    }
  }

  /** The partial match that waits for the final absence, or null. */
  private @Nullable ComputationState complete() {
    for (ComputationState partial : state.nfa().getPartialMatches()) {
      if (slotOf(partial) == plan.lastStage()) {
        return partial;
      }
    }
    return null;
  }

  private int slotOf(ComputationState partial) {
    return pattern.slotOf(partial.getCurrentStateName());
  }

  private static EventId lastOf(ComputationState partial) {
    return partial.getPreviousBufferEntry().getEventId();
  }

  private Event eventOf(EventId id) {
    return RunFormat.eventOf(state, id);
  }
}
