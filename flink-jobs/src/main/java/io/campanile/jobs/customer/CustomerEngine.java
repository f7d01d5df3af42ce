package io.campanile.jobs.customer;

import io.campanile.jobs.detect.CampaignIndex;
import io.campanile.jobs.detect.Detector;
import io.campanile.jobs.detect.Sequences.Completed;
import io.campanile.jobs.detect.TriggerPlan;
import io.campanile.jobs.identity.IdentityEvents;
import io.campanile.jobs.profile.Profile;
import io.campanile.jobs.profile.ProfileIndex;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.ProfileRecord;
import io.campanile.patterns.Patterns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to one customer: the two entry points of everything, <i>this event happened</i> and
 * <i>time is now t</i>.
 *
 * <p>Before an event the customer's clock moves to its time, so that nothing depends on when a
 * watermark happens to come. Not thread-safe: one for each subtask.
 */
final class CustomerEngine {

  private final CampaignIndex index;
  private final Detector detector;
  private final TriggerDesk triggers;
  private final ActionDesk actions;
  private final AddressFilter addresses;
  private final HandoverDesk handovers;
  private final PrivacyDesk privacy;
  private final ProfileIndex profiles;
  private final SegmentDesk segments;
  private final SequenceDesk sequences;
  private final String release;
  private final long dedupeMillis;
  private final long timeToLiveMillis;

  /**
   * An engine for these patterns.
   *
   * @param dedupeWindow how long a {@code messageId} is remembered
   * @param timeToLive how long a customer who does not come back is remembered
   */
  CustomerEngine(Patterns patterns, Detector detector, Duration dedupeWindow, Duration timeToLive) {
    this(patterns, new ProfileIndex(patterns), detector, dedupeWindow, timeToLive, false);
  }

  /**
   * An engine for these patterns, which compute what the index says.
   *
   * @param omitsAddresses whether records are written without addresses
   */
  CustomerEngine(
      Patterns patterns,
      ProfileIndex profiles,
      Detector detector,
      Duration dedupeWindow,
      Duration timeToLive,
      boolean omitsAddresses) {
    this.index = new CampaignIndex(patterns.campaigns());
    this.detector = detector;
    this.addresses = new AddressFilter(patterns.policy(), omitsAddresses);
    this.actions = new ActionDesk(patterns, index, addresses);
    this.triggers = new TriggerDesk(patterns.release(), actions);
    this.handovers = new HandoverDesk(this, actions);
    this.privacy = new PrivacyDesk(this, actions);
    this.profiles = profiles;
    this.segments = new SegmentDesk(patterns.release(), index);
    this.sequences = new SequenceDesk(index, detector, actions);
    this.release = patterns.release();
    this.dedupeMillis = dedupeWindow.toMillis();
    this.timeToLiveMillis = timeToLive.toMillis();
  }

  CampaignIndex index() {
    return index;
  }

  ActionDesk actions() {
    return actions;
  }

  /** The id of the release that it follows. */
  String release() {
    return release;
  }

  ProfileIndex profiles() {
    return profiles;
  }

  Detector detector() {
    return detector;
  }

  /**
   * An event happened; events come in {@link Event#ORDER}. One from before the customer's clock is
   * taken as late: it can only come when time was moved forward without it, after a restart.
   */
  void take(Customer customer, Event event, long wallMillis, Outbox out) {
    if (event.timeMillis() < customer.clockMillis()) {
      takeLate(customer, event, customer.clockMillis(), wallMillis, out);
      return;
    }
    advanceTo(customer, event.timeMillis(), wallMillis, out);
    if (saysWhoIsWho(customer, event, out) || !isNew(customer, event, out)) {
      return;
    }
    out.count(Fate.EVENTS_USED);
    out.took(event);
    if (privacy.take(customer, event, out)) {
      return;
    }
    List<Completed> completed = learn(customer, event, out);
    completed.addAll(sequences.show(customer, event, false, out::began, out));
    fire(customer, completed, event.timeMillis(), out);
  }

  /**
   * An event came behind the watermark {@code nowMillis}: it changes the profile, ends and cancels,
   * and begins no sequence. A segment that the customer enters or leaves by it is entered or left
   * now.
   */
  void takeLate(Customer customer, Event event, long nowMillis, long wallMillis, Outbox out) {
    advanceTo(customer, nowMillis, wallMillis, out);
    if (saysWhoIsWho(customer, event, out) || !isNew(customer, event, out)) {
      return;
    }
    out.count(Fate.EVENTS_LATE);
    out.took(event);
    if (privacy.take(customer, event, out)) {
      return;
    }
    List<Completed> completed = learn(customer, event, out);
    // It completes no sequence.
    completed.addAll(sequences.show(customer, event, true, out::began, out));
    fire(customer, completed, customer.clockMillis(), out);
  }

  /** An event changes the profile, and by it the segments, whose triggers are returned. */
  private List<Completed> learn(Customer customer, Event event, Outbox out) {
    out.count(Fate.TRAITS_CUT_OFF, customer.profile().apply(event));
    out.count(Fate.TRAIT_VALUES_CUT_OFF, customer.behaviour().take(event));
    return segments.judge(customer, event, out);
  }

  /** What the identity step says is no event that was read: it is counted for what it does. */
  private boolean saysWhoIsWho(Customer customer, Event event, Outbox out) {
    if (event.type() != EventType.IDENTITY) {
      return false;
    }
    out.took(event);
    if (handovers.take(customer, event, out)) {
      if (IdentityEvents.isHandover(event)) {
        // What the visitor did may make the customer a member of a segment, now.
        fire(customer, segments.judge(customer, event, out), customer.clockMillis(), out);
      }
      return true;
    }
    return privacy.take(customer, event, out);
  }

  /**
   * A visitor's event comes to the customer that it became; what it completes has fired for the
   * visitor already.
   *
   * @param late whether the customer itself did something after it that a campaign cares for
   */
  void takeOver(Customer customer, Event event, boolean late, Outbox out) {
    if (event.timeMillis() <= customer.erasedMillis() || !isFirst(customer, event, out)) {
      out.count(Fate.EVENTS_HANDED_OVER_IN_VAIN);
      return;
    }
    out.count(Fate.EVENTS_HANDED_OVER);
    out.count(Fate.TRAITS_CUT_OFF, customer.profile().apply(event));
    out.count(Fate.TRAIT_VALUES_CUT_OFF, customer.behaviour().take(event));
    // What it begins, the visitor has begun.
    List<Completed> firedForTheVisitor = sequences.show(customer, event, late, campaign -> {}, out);
    firedForTheVisitor.clear();
  }

  private boolean isNew(Customer customer, Event event, Outbox out) {
    if (event.timeMillis() <= customer.erasedMillis()) {
      out.count(Fate.EVENTS_ERASED);
      return false;
    }
    if (!isFirst(customer, event, out)) {
      out.count(Fate.EVENTS_DUPLICATE);
      return false;
    }
    return true;
  }

  private boolean isFirst(Customer customer, Event event, Outbox out) {
    SeenIds seen = customer.seenIds();
    out.count(Fate.MESSAGE_IDS_CUT_OFF, seen.forget(customer.clockMillis() - dedupeMillis));
    return seen.add(event.messageId(), event.timeMillis());
  }

  /** Time is now t: all that was due at or before it happens, moment by moment. */
  void advanceTo(Customer customer, long timeMillis, long wallMillis, Outbox out) {
    for (long moment = customer.nextMillis();
        moment <= timeMillis && moment != TriggerPlan.NEVER;
        moment = customer.nextMillis()) {
      happen(customer, moment, new ArrayList<>(), wallMillis, out);
    }
    customer.moveClockTo(timeMillis);
    // At the end of a bounded input nobody comes back, and nothing is forgotten.
    if (timeMillis != TriggerPlan.NEVER && customer.isForgotten(timeMillis, timeToLiveMillis)) {
      customer.forgetButRefusals();
      withdraw(customer, out);
      actions.forgetButNever(customer.agendaPart());
      out.count(Fate.CUSTOMERS_FORGOTTEN);
    }
    customer.behaviour().memberships().judgeSilently(customer.behaviour(), customer.profile());
  }

  /**
   * All that is due at a moment happens: first all triggers, then all actions.
   *
   * @param completed sequences that are complete at this moment whatever their deadline
   */
  void happen(
      Customer customer, long moment, List<Completed> completed, long wallMillis, Outbox out) {
    customer.moveClockTo(moment);
    completed.addAll(segments.judgeDue(customer, out));
    if (customer.sequencesPart().nextMillis() <= moment) {
      completed.addAll(customer.sequences().fire(moment));
    }
    fire(customer, completed, moment, out);
    while (customer.agendaPart().nextMillis() <= moment) {
      customer
          .agenda()
          .takeDue(moment)
          .ifPresent(action -> actions.judge(customer, action, moment, wallMillis, out));
    }
  }

  /** Publishes the customer's profile, if it has changed since it was published. */
  void publish(Customer customer, Outbox out) {
    if (!customer.profileChanged()) {
      return;
    }
    customer.markPublished();
    Profile profile = customer.profile();
    if (profile.lastSeenMillis() == Long.MIN_VALUE) {
      // Nothing was seen since the profile was withdrawn.
      return;
    }
    boolean ended = customer.clockMillis() == TriggerPlan.NEVER;
    out.profile(
        new ProfileRecord(
            ProfileRecord.SCHEMA_VERSION,
            customer.id(),
            Instant.ofEpochMilli(ended ? profile.lastSeenMillis() : customer.clockMillis()),
            Instant.ofEpochMilli(profile.firstSeenMillis()),
            Instant.ofEpochMilli(profile.lastSeenMillis()),
            addresses.traits(profile),
            customer.behaviour().memberships().names(),
            profile.consents().values(),
            profile.consents().details(),
            addresses.contactPoints(profile),
            release));
  }

  /** The customer's profile is no more: whoever keeps a copy of it deletes that. */
  void withdraw(Customer customer, Outbox out) {
    customer.markPublished();
    out.noProfile(customer.id(), customer.clockMillis());
  }

  private void fire(Customer customer, List<Completed> completed, long moment, Outbox out) {
    completed.sort(Completed.ORDER);
    for (Completed sequence : completed) {
      triggers.fire(customer, sequence, moment, out);
    }
  }

  /** Forgets all that can no longer matter, whether it has been looked at or not. */
  void forgetWhatIsOver(Customer customer) {
    customer.sequences().prune(customer.clockMillis());
    actions.forget(customer.agenda(), customer.clockMillis());
  }

  /** Forgets what can no longer matter, before the customer is written to state. */
  void forget(Customer customer) {
    long nowMillis = customer.clockMillis();
    if (customer.sequencesPart().isOpen()) {
      customer.sequences().prune(nowMillis);
    }
    if (customer.agendaPart().isOpen()) {
      actions.forget(customer.agenda(), nowMillis);
    }
  }
}
