package io.campanile.jobs.detect;

import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.model.Event;
import io.campanile.patterns.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is under way goes on under other campaigns: one customer's sequences, at one moment. */
public final class SequenceCarryover {

  private final CampaignIndex next;
  private final Detector detector;
  private final long momentMillis;
  private final Expression.Scope customer;
  private final Sequences carried = new Sequences();
  private final List<Completed> completed = new ArrayList<>();
  private int ended;

  private SequenceCarryover(
      CampaignIndex next, Detector detector, long momentMillis, Expression.Scope customer) {
    this.next = next;
    this.detector = detector;
    this.momentMillis = momentMillis;
    this.customer = customer;
  }

  /**
   * What has become of sequences.
   *
   * @param sequences those that go on
   * @param completed those that have nothing left to wait for
   * @param ended how many end without having fired
   */
  public record Carried(Sequences sequences, List<Completed> completed, int ended) {}

  /**
   * Carries sequences over; what is given is not used any more.
   *
   * @param momentMillis when the other campaigns take effect
   * @param customer what conditions see of the customer at that moment
   */
  public static Carried of(
      Sequences sequences,
      CampaignIndex next,
      Detector detector,
      long momentMillis,
      Expression.Scope customer) {
    SequenceCarryover carryover = new SequenceCarryover(next, detector, momentMillis, customer);
    sequences.forEach(carryover::carry);
    return new Carried(carryover.carried, carryover.completed, carryover.ended);
  }

  private void carry(CompiledCampaign old, String key, Run run) {
    Optional<CompiledCampaign> found =
        next.campaign(old.name())
            .filter(campaign -> campaign.isActive() && !campaign.plan().stages().isEmpty());
    if (found.isEmpty()) {
      ended++;
    } else if (found.get().plan().hash().equals(old.plan().hash())) {
      carried.add(found.get(), key, run);
    } else {
      carryChanged(old, found.get(), key, run);
    }
  }

  private void carryChanged(CompiledCampaign old, CompiledCampaign campaign, String key, Run run) {
    TriggerPlan plan = campaign.plan();
    // How much of what is over is still there depends on when the customer was last written.
    run.prune(momentMillis);
    List<List<Event>> chains =
        new SlotCarryover(old.plan(), plan, customer).fitting(key, run.chains());
    Optional<Match> match = complete(plan, chains);
    match.ifPresent(found -> completed.add(new Completed(campaign, key, found)));
    Run resumed = detector.resume(plan, match.map(found -> after(found, chains)).orElse(chains));
    resumed.prune(momentMillis);
    if (!resumed.isEmpty()) {
      carried.add(campaign, key, resumed);
    } else if (match.isEmpty()) {
      ended++;
    }
  }

  /** Rule 4, where the new trigger asks for nothing beyond what has happened. */
  private static Optional<Match> complete(TriggerPlan plan, List<List<Event>> chains) {
    int last = plan.lastStage();
    return plan.endsWithAbsence() || chains.size() <= last || chains.get(last).isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(chains.get(last)));
  }

  /** Rule 6. */
  private static List<List<Event>> after(Match match, List<List<Event>> chains) {
    List<List<Event>> left = new ArrayList<>();
    for (List<Event> chain : chains) {
      boolean begunBefore = chain.isEmpty() || Event.ORDER.compare(chain.get(0), match.last()) <= 0;
      left.add(begunBefore ? List.of() : chain);
    }
    return left;
  }
}
