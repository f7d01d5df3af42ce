package io.campanile.jobs.detect.cep;

import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** The event satisfies a without step. */
final class GuardCondition extends IterativeCondition<Candidate> {

  private static final long serialVersionUID = 1L;

  private final long guards;

  /** Of any of the without steps whose bits are set. */
  GuardCondition(long guards) {
    this.guards = guards;
  }

  @Override
  public boolean filter(Candidate candidate, Context<Candidate> context) {
    return (candidate.hits().guards() & guards) != 0;
  }
}
