package io.campanile.jobs.customer;

import io.campanile.jobs.decide.Agenda;
import io.campanile.jobs.detect.Sequences;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.profile.Behaviour;
import io.campanile.jobs.profile.Profile;
import java.time.Duration;

/** Everything about one customer. Its clock only goes forward. */
final class Customer {

  /** The clock of a customer that nothing has happened to. */
  static final long BEGINNING = Long.MIN_VALUE;

  /** The tombstone of a customer that was not erased. */
  static final long NEVER_ERASED = Long.MIN_VALUE;

  /** The time of the last event that a campaign cared for, where there was none. */
  static final long NOTHING_FOLLOWED = Long.MIN_VALUE;

  /**
   * How long an erased customer is remembered as erased, so that no late event brings back what was
   * before; longer than any source is late.
   */
  static final Duration TOMBSTONE = Duration.ofDays(30);

  private final String id;
  private Term term;
  private Profile profile;
  private Behaviour behaviour;
  private SeenIds seenIds;
  private final Part<Sequences> sequences;
  private final Part<Agenda> agenda;
  private long clockMillis;
  private long timerMillis;
  private long erasedMillis = NEVER_ERASED;
  private long followedMillis = NOTHING_FOLLOWED;
  private boolean profileChanged;

  Customer(
      String id,
      Term term,
      Profile profile,
      Behaviour behaviour,
      SeenIds seenIds,
      Part<Sequences> sequences,
      Part<Agenda> agenda,
      long clockMillis,
      long timerMillis) {
    this.id = id;
    this.term = term;
    this.profile = profile;
    this.seenIds = seenIds;
    this.sequences = sequences;
    this.agenda = agenda;
    this.clockMillis = clockMillis;
    this.timerMillis = timerMillis;
    this.behaviour = behaviour;
    profile.show(behaviour);
    behaviour.moveClockTo(clockMillis);
  }

  String id() {
    return id;
  }

  /** The release that the customer is followed by. */
  Term term() {
    return term;
  }

  /** From now on the customer is followed by another release. */
  void enter(Term next, Behaviour carried) {
    term = next;
    if (behaviour != carried) {
      behaviour = carried;
      profile.show(behaviour);
    }
  }

  Profile profile() {
    return profile;
  }

  Behaviour behaviour() {
    return behaviour;
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
    behaviour.moveClockTo(clockMillis);
  }

  /** Whether the profile has changed since it was published, so that it is worth another record. */
  boolean profileChanged() {
    return profileChanged || profile.hasNews() || behaviour.hasNews();
  }

  /** Something has changed that neither what was said nor what was counted tells. */
  void markProfileChanged() {
    profileChanged = true;
  }

  /** The profile was published, or is no more. */
  void markPublished() {
    profileChanged = false;
    profile.markPublished();
    behaviour.markPublished();
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
    if (nowMillis < forgetMillis(timeToLiveMillis)) {
      return false;
    }
    behaviour.memberships().findMoments();
    return nextMillis() == TriggerPlan.NEVER;
  }

  /**
   * From when on all that is known may be forgotten, epoch milliseconds; {@link TriggerPlan#NEVER}
   * where there is nothing to forget.
   */
  long forgetMillis(long timeToLiveMillis) {
    boolean seen = profile.lastSeenMillis() != Long.MIN_VALUE;
    if (!seen && erasedMillis == NEVER_ERASED) {
      return TriggerPlan.NEVER;
    }
    return Math.max(
        seen ? profile.lastSeenMillis() + timeToLiveMillis : Long.MIN_VALUE,
        erasedMillis == NEVER_ERASED ? Long.MIN_VALUE : erasedMillis + TOMBSTONE.toMillis());
  }

  /** Whether nothing is known, so that nothing need be stored. */
  boolean isBlank() {
    return profile.isEmpty()
        && erasedMillis == NEVER_ERASED
        && sequences.isEmpty()
        && agenda.isEmpty();
  }

  /** Forgets all but what was refused; what may never come again is the caller's to keep. */
  void forgetButRefusals() {
    Profile refusals = profile.refusals();
    erasedMillis = NEVER_ERASED;
    beginAnew(refusals);
    sequences.clear();
  }

  /** Forgets everything but the time; what is under way has been ended before. */
  void forgetEverything() {
    beginAnew(new Profile());
    sequences.clear();
    agenda.clear();
  }

  private void beginAnew(Profile known) {
    profile = known;
    behaviour = behaviour.anew();
    profile.show(behaviour);
    seenIds = new SeenIds();
    followedMillis = NOTHING_FOLLOWED;
  }

  /**
   * The time of the last event that a campaign cared for, epoch milliseconds; {@link
   * #NOTHING_FOLLOWED} where there was none.
   */
  long followedMillis() {
    return followedMillis;
  }

  /** A campaign cared for an event of this time. */
  void markFollowed(long timeMillis) {
    followedMillis = Math.max(followedMillis, timeMillis);
  }

  /**
   * Until when the customer's events were erased, epoch milliseconds; {@link #NEVER_ERASED} where
   * they were not.
   */
  long erasedMillis() {
    return erasedMillis;
  }

  /** Events up to this time are not the customer's any more. */
  void markErased(long timeMillis) {
    erasedMillis = Math.max(erasedMillis, timeMillis);
  }

  /**
   * When something happens to this customer by time alone, epoch milliseconds; {@link
   * TriggerPlan#NEVER} for never.
   */
  long nextMillis() {
    return Math.min(
        Math.min(sequences.nextMillis(), agenda.nextMillis()),
        behaviour.memberships().nextMillis(behaviour, profile));
  }
}
