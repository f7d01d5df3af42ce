package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.profile.Profile;

/** Everything about one customer. Its clock only goes forward. */
final class Customer {

  /** The clock of a customer that nothing has happened to. */
  static final long BEGINNING = Long.MIN_VALUE;

  private final String id;
  private final Profile profile;
  private final SeenIds seenIds;
  private final Sequences sequences;
  private final Agenda agenda;
  private long clockMillis;

  Customer(String id) {
    this(id, new Profile(), new SeenIds(), new Sequences(), new Agenda(), BEGINNING);
  }

  Customer(
      String id,
      Profile profile,
      SeenIds seenIds,
      Sequences sequences,
      Agenda agenda,
      long clockMillis) {
    this.id = id;
    this.profile = profile;
    this.seenIds = seenIds;
    this.sequences = sequences;
    this.agenda = agenda;
    this.clockMillis = clockMillis;
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
