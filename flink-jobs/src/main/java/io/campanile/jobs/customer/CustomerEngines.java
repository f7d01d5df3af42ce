package io.campanile.jobs.customer;

import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.profile.ProfileIndex;
import io.campanile.jobs.release.Release;
import io.campanile.model.Event;
import io.campanile.patterns.Patterns;
import java.time.Duration;

/**
 * The engines of all releases that are known. A customer is followed by one of them at a time; on
 * its way through time it is carried over from one to the next, each at its moment. Not
 * thread-safe: one for each subtask.
 */
final class CustomerEngines {

  private final Terms terms;
  private final Detector detector;
  private final Duration dedupeWindow;
  private final Duration timeToLive;
  private final boolean omitsAddresses;
  private final Outbox out;

  /**
   * With the release that is in force from the beginning.
   *
   * @param dedupeWindow how long a {@code messageId} is remembered
   * @param timeToLive how long a customer who does not come back is remembered
   * @param out where everything goes
   */
  CustomerEngines(
      Patterns first, Detector detector, Duration dedupeWindow, Duration timeToLive, Outbox out) {
    this(first, Release.THE_BEGINNING, detector, dedupeWindow, timeToLive, false, out);
  }

  /**
   * With the earliest release that is known.
   *
   * @param omitsAddresses whether records are written without addresses
   */
  CustomerEngines(
      Patterns first,
      long fromMillis,
      Detector detector,
      Duration dedupeWindow,
      Duration timeToLive,
      boolean omitsAddresses,
      Outbox out) {
    this.omitsAddresses = omitsAddresses;
    this.detector = detector;
    this.dedupeWindow = dedupeWindow;
    this.timeToLive = timeToLive;
    this.out = out;
    this.terms = new Terms(term(first, new ProfileIndex(first), fromMillis));
  }

  private Term term(Patterns patterns, ProfileIndex profiles, long fromMillis) {
    CustomerEngine engine =
        new CustomerEngine(patterns, profiles, detector, dedupeWindow, timeToLive, omitsAddresses);
    return new Term(engine, new SequencesFormat(engine.index(), detector, out), fromMillis);
  }

  /** A release takes effect at this moment, which no customer's clock has reached. */
  void add(Patterns patterns, long fromMillis) {
    ProfileIndex before = terms.at(fromMillis - 1).engine().profiles();
    terms.add(term(patterns, ProfileIndex.after(before, patterns), fromMillis));
  }

  /** Forgets the earliest release, which no customer needs any more. */
  void forgetEarliest() {
    terms.removeFirst();
  }

  /** The releases that are known. */
  Terms terms() {
    return terms;
  }

  /**
   * Who has to be woken by the releases that took effect after one moment, until another.
   *
   * @param afterMillis not itself
   * @param untilMillis itself too
   */
  Wake wake(long afterMillis, long untilMillis) {
    Wake wake = Wake.NOBODY;
    for (Term term : terms.all()) {
      Term next = term.next();
      if (next != null && next.fromMillis() > afterMillis && next.fromMillis() <= untilMillis) {
        wake = wake.or(term.carryover().wake());
      }
    }
    return wake;
  }

  /** See {@link CustomerEngine#take}. */
  void take(Customer customer, Event event, long wallMillis) {
    enter(customer, event.timeMillis(), wallMillis);
    customer.term().engine().take(customer, event, wallMillis, out);
  }

  /**
   * See {@link CustomerEngine#takeLate}. The event is judged by the release of the moment at which
   * it is taken: what it ends and cancels is followed by that one.
   */
  void takeLate(Customer customer, Event event, long nowMillis, long wallMillis) {
    enter(customer, nowMillis, wallMillis);
    customer.term().engine().takeLate(customer, event, nowMillis, wallMillis, out);
  }

  /** See {@link CustomerEngine#advanceTo}. */
  void advanceTo(Customer customer, long timeMillis, long wallMillis) {
    enter(customer, timeMillis, wallMillis);
    customer.term().engine().advanceTo(customer, timeMillis, wallMillis, out);
  }

  /** See {@link CustomerEngine#publish}. */
  void publish(Customer customer) {
    customer.term().engine().publish(customer, out);
  }

  /** See {@link CustomerEngine#forget}. */
  void forget(Customer customer) {
    customer.term().engine().forget(customer);
  }

  /** Brings a customer into the term of a moment: one look where it is there already. */
  private void enter(Customer customer, long timeMillis, long wallMillis) {
    for (Term next = customer.term().next();
        next != null && next.fromMillis() <= timeMillis;
        next = customer.term().next()) {
      Term term = customer.term();
      term.engine().advanceTo(customer, next.fromMillis() - 1, wallMillis, out);
      term.carryover().carry(customer, wallMillis, out);
    }
  }
}
