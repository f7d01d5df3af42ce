package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.profile.Profile;

/** Everything about one customer. Its clock only goes forward. */
final class Customer {

  /** The clock of a customer that nothing has happened to. */
  static final long BEGINNING = Long.MIN_VALUE;

  private final String id;
  private final Profile profile;
  private final SeenIds seenIds;
  private final Part<Sequences> sequences;
  private final Part<Agenda> agenda;
  private long clockMillis;
  private long timerMillis;

  Customer(
      String id,
      Profile profile,
      SeenIds seenIds,
      Part<Sequences> sequences,
      Part<Agenda> agenda,
      long clockMillis,
      long timerMillis) {
    this.id = id;
    this.profile = profile;
    this.seenIds = seenIds;
    this.sequences = sequences;
    this.agenda = agenda;
    this.clockMillis = clockMillis;
    this.timerMillis = timerMillis;
  }

  String id() {
    return id;
  }

  Profile profile() {
    return profile;
  }

  SeenIds seenIds() {
    return seenIds;
  }

  Sequences sequences() {
    return sequences.get();
  }

  Part<Sequences> sequencesPart() {
    return sequences;
  }

  Agenda agenda() {
    return agenda.get();
  }

  Part<Agenda> agendaPart() {
    return agenda;
  }

  /** Whether a sequence is under way. */
  boolean hasSequences() {
    return !sequences.isEmpty();
  }

  /** Whether an action waits. */
  boolean hasWaitingActions() {
    return agenda.nextMillis() != TriggerPlan.NEVER;
  }

  /** All that was due at or before this event time has happened. */
  long clockMillis() {
    return clockMillis;
  }

  void moveClockTo(long timeMillis) {
    clockMillis = Math.max(clockMillis, timeMillis);
  }

  /**
   * When the customer's timer comes, epoch milliseconds; {@link TriggerPlan#NEVER} where none is
   * set.
   */
  long timerMillis() {
    return timerMillis;
  }

  void setTimer(long timeMillis) {
    timerMillis = timeMillis;
  }

  /**
   * Whether the customer has not been seen for so long that all that is known may be forgotten;
   * never while something waits for its time.
   */
  boolean isForgotten(long nowMillis, long timeToLiveMillis) {
    return nextMillis() == TriggerPlan.NEVER
        && nowMillis - timeToLiveMillis >= profile.lastSeenMillis();
  }

  /**
   * When something happens to this customer by time alone, epoch milliseconds; {@link
   * TriggerPlan#NEVER} for never.
   */
  long nextMillis() {
    return Math.min(sequences.nextMillis(), agenda.nextMillis());
  }
}
