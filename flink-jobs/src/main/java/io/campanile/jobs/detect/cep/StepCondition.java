package io.campanile.jobs.detect.cep;

import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * The event satisfies an event step, and none of the without steps directly before it: the NFA
 * would take an event that satisfies both, the language gives the chain up first (rule 3).
 */
final class StepCondition extends IterativeCondition<Candidate> {

  private static final long serialVersionUID = 1L;

  private final int stage;
  private final int step;
  private final long guards;

  /** Of a stage, a copy of the step with this number, behind the without steps of these bits. */
  StepCondition(int stage, int step, long guards) {
    this.stage = stage;
    this.step = step;
    this.guards = guards;
  }

  @Override
  public boolean filter(Candidate candidate, Context<Candidate> context) {
    return candidate.satisfies(stage, step) && (candidate.hits().guards() & guards) == 0;
  }
}
