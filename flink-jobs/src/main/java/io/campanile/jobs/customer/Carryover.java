package io.campanile.jobs.customer;

import io.campanile.jobs.detect.SequenceCarryover;
import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.jobs.profile.Behaviour;
import io.campanile.jobs.profile.Memberships;
import java.util.ArrayList;
import java.util.List;

/**
 * From one release to the next: what the language's chapter on changing campaigns while they run
 * says of one customer, at the moment at which the next release takes effect.
 */
final class Carryover {

  private final Term to;
  private final AgendaCarryover agendas;
  private final Wake wake;

  Carryover(Term from, Term to) {
    this.to = to;
    this.agendas = new AgendaCarryover(from.engine(), to.engine());
    this.wake = wake(from.engine(), to.engine());
  }

  private static Wake wake(CustomerEngine from, CustomerEngine to) {
    if (to.profiles().isRestlessBeside(from.profiles())) {
      return Wake.EVERYBODY;
    }
    boolean same =
        from.index().all().stream()
            .allMatch(
                campaign ->
                    to.index()
                        .campaign(campaign.name())
                        .filter(next -> next.carriesOverAs(campaign))
                        .isPresent());
    return same ? Wake.NOBODY : Wake.WHO_WAITS;
  }

  /** Who has to be woken when the next release takes effect. */
  Wake wake() {
    return wake;
  }

  /**
   * Carries a customer over, to whom all has happened that was due before that moment; then what is
   * due at that moment happens, as the next release says.
   */
  void carry(Customer customer, long wallMillis, Outbox out) {
    customer.moveClockTo(to.fromMillis());
    compute(customer);
    agendas.carry(customer, out);
    List<Completed> completed = follow(customer, out);
    to.engine().happen(customer, to.fromMillis(), completed, wallMillis, out);
  }

  /** Traits, session and segments; who is in a new segment has not entered it. */
  private void compute(Customer customer) {
    Behaviour before = customer.behaviour();
    Behaviour carried = before.carryTo(to.engine().profiles());
    customer.enter(to, carried);
    if (carried != before) {
      Memberships memberships = carried.memberships();
      memberships.judgeSilently(carried, customer.profile());
      if (!memberships.names().equals(before.memberships().names())) {
        customer.markProfileChanged();
      }
    }
  }

  private List<Completed> follow(Customer customer, Outbox out) {
    if (!customer.hasSequences()) {
      customer.sequencesPart().follow(to.format());
      return new ArrayList<>();
    }
    SequenceCarryover.Carried carried =
        SequenceCarryover.of(
            customer.sequences(),
            to.engine().index(),
            to.engine().detector(),
            to.fromMillis(),
            customer.profile()::object);
    out.count(Fate.RUNS_OUTDATED, carried.ended());
    customer.sequencesPart().become(carried.sequences(), to.format());
    return carried.completed();
  }
}
