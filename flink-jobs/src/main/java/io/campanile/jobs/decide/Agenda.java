package io.campanile.jobs.decide;

import io.campanile.jobs.detect.TriggerPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What waits for one customer, and what was sent and accepted before: all that decisions remember.
 */
public final class Agenda {

  /**
   * Actions that may wait for one customer; further ones are dropped with the reason {@code LIMIT}.
   */
  public static final int MAX_WAITING = 1000;

  private final TreeSet<WaitingAction> waiting = new TreeSet<>(WaitingAction.ORDER);
  private final CapLedger ledger = new CapLedger();
  private final Repeats repeats = new Repeats();

  /** What was sent. */
  public CapLedger ledger() {
    return ledger;
  }

  /** Which triggers were accepted. */
  public Repeats repeats() {
    return repeats;
  }

  /** The waiting actions, in the order in which they come up. */
  public Collection<WaitingAction> waiting() {
    return waiting;
  }

  /** Whether one more action may wait. */
  public boolean hasRoom() {
    return waiting.size() < MAX_WAITING;
  }

  /** Lets an action wait until it comes up. */
  public void schedule(WaitingAction action) {
    waiting.add(action);
  }

  /**
   * When the next action comes up, epoch milliseconds; {@link TriggerPlan#NEVER} where none waits.
   */
  public long nextMillis() {
    return waiting.isEmpty() ? TriggerPlan.NEVER : waiting.first().comesUpMillis();
  }

  /** Takes out the next action that comes up at or before a time. */
  public Optional<WaitingAction> takeDue(long nowMillis) {
    return nextMillis() <= nowMillis && !waiting.isEmpty()
        ? Optional.of(waiting.pollFirst())
        : Optional.empty();
  }

  /**
   * Takes out every action that the condition holds for, in the order in which they would come up.
   */
  public List<WaitingAction> takeIf(Predicate<WaitingAction> condition) {
    List<WaitingAction> taken = new ArrayList<>();
    for (Iterator<WaitingAction> all = waiting.iterator(); all.hasNext(); ) {
      WaitingAction action = all.next();
      if (condition.test(action)) {
        all.remove();
        taken.add(action);
      }
    }
    return taken;
  }

  /** Whether it remembers nothing. */
  public boolean isEmpty() {
    return waiting.isEmpty() && ledger.size() == 0 && repeats.isEmpty();
  }
}
