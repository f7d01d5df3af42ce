package io.campanile.jobs.detect;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Status;

/**
 * A campaign made ready for the engine.
 *
 * @param definition what the file says
 * @param plan its trigger
 * @param rank its place in descending priority, then by name, from 0: the order of triggers at the
 *     same moment
 */
public record CompiledCampaign(Campaign definition, TriggerPlan plan, int rank) {

  /** The campaign's name. */
  public String name() {
    return definition.name();
  }

  /** Whether it starts triggers. */
  public boolean isActive() {
    return definition.status() == Status.LIVE || definition.status() == Status.SHADOW;
  }
}
