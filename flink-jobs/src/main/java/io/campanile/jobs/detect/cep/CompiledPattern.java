package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.detect.TriggerPlan.Guard;
import io.campanile.jobs.detect.TriggerPlan.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;

/**
 * A plan as a flink-cep pattern and its NFA. Holds no run's state and not the plan either, so that
 * it can be cached for as long as the plan lives.
 *
 * <p>Slot j of the language is the partial match that has taken the stages up to j: the one that
 * waits in the NFA's state of stage j+1, or, behind the last stage, in the pending state of the
 * final without step.
 *
 * <p>Windows are not part of the pattern: flink-cep judges a window when time advances, and counts
 * a step's {@code within} from the event before; the language judges when an event comes, and
 * counts from the previous step's last event. {@link CepRun} drops what a window has passed.
 */
final class CompiledPattern {

  /** Every partial match that began not after the match's last event is dropped: rule 6. */
  static final AfterMatchSkipStrategy SKIP = AfterMatchSkipStrategy.skipPastLastEvent();

  private static final String ABSENCE = "absence";

  private final NFA<Candidate> nfa;
  private final List<String> stageNames;
  private final Map<String, Integer> slotsByState;
  private final long[] guards;
  private final long absenceMillis;

  CompiledPattern(TriggerPlan plan) {
    int size = plan.stages().size();
    this.stageNames = new ArrayList<>(size);
    this.slotsByState = new HashMap<>();
    for (int stage = 0; stage < size; stage++) {
      stageNames.add("p" + (stage + 1));
      slotsByState.put(stageNames.get(stage), stage - 1);
    }
    slotsByState.put(ABSENCE, size - 1);
    this.guards = new long[size];
    for (int i = 0; i < plan.guards().size(); i++) {
      Guard guard = plan.guards().get(i);
      guards[guard.stage()] |= 1L << i;
    }
    // flink-cep has no window of nothing; the host decides when it is over, so that any will do.
    this.absenceMillis = plan.endsWithAbsence() ? Math.max(1, plan.absenceMillis()) : 0;
    this.nfa = NFACompiler.compileFactory(patternOf(plan), false).createNFA();
  }

  /**
   * Each stage stands for itself: of flink-cep's {@code times(n)} a following without step would
   * also guard the inner copies.
   */
  private Pattern<Candidate, ?> patternOf(TriggerPlan plan) {
    List<Stage> stages = plan.stages();
    Pattern<Candidate, Candidate> pattern =
        Pattern.<Candidate>begin(stageNames.get(0), SKIP)
            .where(new StepCondition(0, stages.get(0).step(), 0));
    for (int stage = 1; stage < stages.size(); stage++) {
      long before = guards[stage - 1];
      if (before != 0) {
        pattern = pattern.notFollowedBy("without" + stage).where(new GuardCondition(before));
      }
      pattern =
          pattern
              .followedByAny(stageNames.get(stage))
              .where(new StepCondition(stage, stages.get(stage).step(), before));
    }
    if (plan.endsWithAbsence()) {
      pattern =
          pattern
              .notFollowedBy(ABSENCE)
              .where(new GuardCondition(guards[plan.lastStage()]))
              .within(Duration.ofMillis(absenceMillis), WithinType.PREVIOUS_AND_CURRENT);
    }
    return pattern;
  }

  NFA<Candidate> nfa() {
    return nfa;
  }

  /** Name of the NFA's state that takes this stage's event, and of the page that it is kept on. */
  String stageName(int stage) {
    return stageNames.get(stage);
  }

  /** Name of the NFA's state in which the partial match of this slot waits. */
  String stateName(int slot) {
    return slot == stageNames.size() - 1 ? ABSENCE : stageNames.get(slot + 1);
  }

  /** The slot whose partial match waits in this state; -1 for the start. */
  int slotOf(String stateName) {
    Integer slot = slotsByState.get(stateName);
    if (slot == null) {
      throw new IllegalStateException(
          "The NFA is in state " + stateName + ", which is none of " + slotsByState.keySet());
    }
    return slot;
  }

  /** What flink-cep took for the stages up to this slot, in their order. */
  <T> List<T> inOrder(Map<String, List<T>> takenByStage, int slot) {
    List<T> taken = new ArrayList<>(slot + 1);
    for (int stage = 0; stage <= slot; stage++) {
      List<T> one = takenByStage.get(stageNames.get(stage));
      if (one == null || one.size() != 1) {
        throw new IllegalStateException(
            "Each stage up to " + stageNames.get(slot) + " takes one event, found " + takenByStage);
      }
      taken.add(one.get(0));
    }
    return taken;
  }

  /** Bits of the without steps that empty this slot. */
  long guardsOf(int slot) {
    return guards[slot];
  }

  /** How far behind its last event a complete sequence times out for flink-cep, milliseconds. */
  long absenceMillis() {
    return absenceMillis;
  }
}
