package io.campanile.jobs.detect;

import io.campanile.patterns.Campaign;
import io.campanile.patterns.Campaign.Status;
import java.util.List;

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

  /**
   * Whether what is under way in the other goes on in this one as it is: nothing that a sequence or
   * a waiting action remembers has changed.
   */
  public boolean carriesOverAs(CompiledCampaign other) {
    return plan.hash().equals(other.plan.hash())
        && plan.aliases().equals(other.plan.aliases())
        && isActive() == other.isActive()
        && definition.priority() == other.definition.priority()
        && waiting().equals(other.waiting());
  }

  private List<List<Object>> waiting() {
    return definition.actions().stream()
        .map(action -> List.<Object>of(action.id(), action.delay(), action.channel()))
        .toList();
  }

  /** Whether it starts triggers. */
  public boolean isActive() {
    return definition.status() == Status.LIVE || definition.status() == Status.SHADOW;
  }
}
