package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.profile.Profile;

/** Everything about one customer. Its clock only goes forward. */
final class Customer {

  /** The clock of a customer that nothing has happened to. */
  static final long BEGINNING = Long.MIN_VALUE;

  private static final long NEVER = TriggerPlan.NEVER;

  private final String id;
  private final Profile profile;
  private final SeenIds seenIds;
  private final Sequences sequences;
  private final Agenda agenda;
  private long clockMillis;
  private long timerMillis;

  Customer(String id) {
    this(id, new Profile(), new SeenIds(), new Sequences(), new Agenda(), BEGINNING, NEVER);
  }

  Customer(
      String id,
      Profile profile,
      SeenIds seenIds,
      Sequences sequences,
      Agenda agenda,
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
    return sequences;
  }

  Agenda agenda() {
    return agenda;
  }

  /** All that was due at or before this event time has happened. */
  long clockMillis() {
    return clockMillis;
  }

  /**
   * When the customer's timer comes, epoch milliseconds; {@code Long.MAX_VALUE} where none is set.
   */
  long timerMillis() {
    return timerMillis;
  }

  void setTimer(long timeMillis) {
    timerMillis = timeMillis;
  }

  /**
   * Whether the customer has not been seen for so long that all that is known may be forgotten;
   * never while something is under way.
   */
  boolean isForgotten(long nowMillis, long timeToLiveMillis) {
    return nextMillis() == NEVER && nowMillis - timeToLiveMillis >= profile.lastSeenMillis();
  }

  void moveClockTo(long timeMillis) {
    clockMillis = Math.max(clockMillis, timeMillis);
  }

  /**
   * When something happens to this customer by time alone, epoch milliseconds; {@code
   * Long.MAX_VALUE} for never.
   */
  long nextMillis() {
    return Math.min(sequences.nextMillis(), agenda.nextMillis());
  }
}
