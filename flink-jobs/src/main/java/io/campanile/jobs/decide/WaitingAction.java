package io.campanile.jobs.decide;

import io.campanile.model.Channel;
import java.util.Comparator;

/**
 * An action that is not yet decided.
 *
 * @param fired the trigger that scheduled it
 * @param id its name within the campaign
 * @param position its position in the campaign, from 0; part of the action's id
 * @param dueMillis fire time plus delay
 * @param comesUpMillis when it is judged: when due, or when its deferral ends
 * @param priority the campaign's
 * @param channel where it goes
 */
public record WaitingAction(
    FiredTrigger fired,
    String id,
    int position,
    long dueMillis,
    long comesUpMillis,
    int priority,
    Channel channel) {

  /**
   * The order in which actions come up, at the same moment too. Where two events of the same time
   * fired the same campaign twice, the first comes first.
   */
  public static final Comparator<WaitingAction> ORDER =
      Comparator.comparingLong(WaitingAction::comesUpMillis)
          .thenComparing(Comparator.comparingInt(WaitingAction::priority).reversed())
          .thenComparing(action -> action.fired.campaign())
          .thenComparing(action -> action.fired.key())
          .thenComparingLong(action -> action.fired.firedAtMillis())
          .thenComparingInt(WaitingAction::position)
          .thenComparingLong(action -> action.fired.lastEventMillis())
          .thenComparing(action -> action.fired.lastEventId())
          .thenComparing(action -> action.fired.triggerId());

  /** The same action, coming up again later. */
  public WaitingAction deferredTo(long untilMillis) {
    return new WaitingAction(fired, id, position, dueMillis, untilMillis, priority, channel);
  }
}
