package io.campanile.jobs.customer;

import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.identity.IdentityEvents;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where a visitor's past comes to its customer, and where the visitor's own customer ends. */
final class HandoverDesk {

  private final CustomerEngine engine;
  private final ActionDesk actions;

  HandoverDesk(CustomerEngine engine, ActionDesk actions) {
    this.engine = engine;
    this.actions = actions;
  }

  /** Takes an event that says who is who; false where it is another event. */
  boolean take(Customer customer, Event event, Outbox out) {
    if (IdentityEvents.isHandover(event)) {
      takeOver(customer, event, out);
      return true;
    }
    if (IdentityEvents.isDeparture(event)) {
      depart(customer, event, out);
      return true;
    }
    return false;
  }

  /**
   * The visitor's events are taken with their own times, at the moment that the customer's clock
   * shows. What they would have made fire up to this moment has fired for the visitor, and is used
   * up.
   */
  private void takeOver(Customer customer, Event handover, Outbox out) {
    long nowMillis = customer.clockMillis();
    long lastOwnMillis = customer.followedMillis();
    // How much of what is outdated is still there depends on when the customer was last written.
    customer.sequences().prune(nowMillis);
    for (Event event : IdentityEvents.handedOver(handover)) {
      useUp(customer, event.timeMillis());
      engine.takeOver(customer, event, event.timeMillis() <= lastOwnMillis, out);
    }
    useUp(customer, nowMillis);
  }

  private static void useUp(Customer customer, long untilMillis) {
    for (long moment = customer.sequences().nextMillis();
        moment <= untilMillis && moment != TriggerPlan.NEVER;
        moment = customer.sequences().nextMillis()) {
      customer.sequences().fire(moment).clear();
    }
  }

  private void depart(Customer visitor, Event departure, Outbox out) {
    Check check =
        new Check(
            "identity",
            null,
            false,
            Map.of(
                "customerId",
                IdentityEvents.newCustomer(departure),
                "at",
                Instant.ofEpochMilli(departure.timeMillis())));
    actions.dropAll(visitor, Reason.HANDED_OVER, List.of(check), out);
    visitor.forgetEverything();
    engine.withdraw(visitor, out);
    out.count(Fate.VISITORS_DEPARTED);
  }
}
