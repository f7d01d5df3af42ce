package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.identity.PrivacyRequests;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Event;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.PrivacyRecord.Operation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where all that is held about a customer is deleted, or handed out. */
final class PrivacyDesk {

  private final CustomerEngine engine;
  private final ActionDesk actions;

  PrivacyDesk(CustomerEngine engine, ActionDesk actions) {
    this.engine = engine;
    this.actions = actions;
  }

  /** Does what an event asks for; false where it asks for nothing. */
  boolean take(Customer customer, Event event, Outbox out) {
    if (!PrivacyRequests.isErasure(event) && !PrivacyRequests.isExport(event)) {
      return false;
    }
    // How much of what is outdated is still there depends on when the customer was last written.
    engine.forgetWhatIsOver(customer);
    if (PrivacyRequests.isErasure(event)) {
      erase(customer, event, out);
    } else {
      Map<String, @Nullable Object> held = HeldData.of(customer);
      held.put("devices", PrivacyRequests.devices(event));
      out.privacy(record(customer, event, Operation.EXPORTED, held));
    }
    return true;
  }

  /**
   * Deletes everything, what came after an erasure that is late too: it cannot be told apart any
   * more.
   */
  private void erase(Customer customer, Event event, Outbox out) {
    Map<String, @Nullable Object> deleted = amounts(customer);
    deleted.put("devices", (long) PrivacyRequests.devices(event).size());
    Check check = new Check("privacy", null, false, Map.of("messageId", event.messageId()));
    actions.dropAll(customer, Reason.ERASED, List.of(check), out);
    customer.forgetEverything();
    customer.markErased(event.timeMillis());
    out.count(Fate.CUSTOMERS_ERASED);
    out.privacy(record(customer, event, Operation.ERASED, deleted));
    engine.withdraw(customer, out);
    // Whatever comes after it is later: by its time alone it can be told from what was deleted.
    customer.moveClockTo(Math.addExact(customer.clockMillis(), 1));
  }

  private static Map<String, @Nullable Object> amounts(Customer customer) {
    Agenda agenda = customer.agenda();
    long acceptances = agenda.repeats().all().values().stream().mapToLong(Map::size).sum();
    Map<String, @Nullable Object> amounts = new LinkedHashMap<>();
    amounts.put("profileFields", (long) customer.profile().view().size());
    amounts.put("sequences", (long) customer.sequences().size());
    amounts.put("waitingActions", (long) agenda.waiting().size());
    amounts.put("sends", (long) agenda.ledger().size());
    amounts.put("acceptedTriggers", acceptances);
    amounts.put("messageIds", (long) customer.seenIds().size());
    return amounts;
  }

  private static PrivacyRecord record(
      Customer customer, Event event, Operation operation, Map<String, @Nullable Object> content) {
    return new PrivacyRecord(
        PrivacyRecord.SCHEMA_VERSION,
        event.messageId(),
        operation,
        customer.id(),
        Instant.ofEpochMilli(event.timeMillis()),
        Instant.ofEpochMilli(customer.clockMillis()),
        content);
  }
}
