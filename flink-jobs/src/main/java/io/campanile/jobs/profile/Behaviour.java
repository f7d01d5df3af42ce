package io.campanile.jobs.profile;

import io.campanile.model.Event;
import io.campanile.model.EventContext;
import io.campanile.patterns.ProfileFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from one customer's events: the session, the traits, and the segments that the
 * customer is in. Its clock only goes forward.
 */
public final class Behaviour {

  /** The clock of a customer that nothing has happened to. */
  private static final long BEGINNING = Long.MIN_VALUE;

  private final ProfileIndex index;
  private final @Nullable TraitState[] states;
  private final Memberships memberships;
  private @Nullable Session session;
  private @Nullable Session lastSession;
  private long nowMillis = BEGINNING;

  /** Whether there is something that the published profile does not tell. */
  private boolean hasNews;

  /** That of a customer of whom nothing is known, and who is in no segment. */
  public Behaviour(ProfileIndex index) {
    this(index, new Memberships(index, true));
  }

  Behaviour(ProfileIndex index, Memberships memberships) {
    this.index = index;
    this.states = new TraitState[index.traits().size()];
    this.memberships = memberships;
  }

  /**
   * That of a customer who was there before anything was computed: each segment takes it in, or
   * not, silently.
   */
  public static Behaviour unjudged(ProfileIndex index) {
    return new Behaviour(index, new Memberships(index, false));
  }

  ProfileIndex index() {
    return index;
  }

  /** That of a customer who begins anew now. */
  public Behaviour anew() {
    Behaviour fresh = new Behaviour(index);
    fresh.nowMillis = nowMillis;
    return fresh;
  }

  /**
   * The same customer's by other definitions: what has not changed goes on, a new trait begins to
   * count now, a new segment is still to be judged.
   */
  public Behaviour carryTo(ProfileIndex next) {
    if (next == index) {
      return this;
    }
    Behaviour carried = new Behaviour(next, memberships.carryTo(next));
    carried.nowMillis = nowMillis;
    carried.session = next.followsSession() ? session : null;
    carried.lastSession = next.uses(ProfileFields.LAST_SESSION) ? lastSession : null;
    for (TraitPlan trait : index.traits()) {
      TraitPlan same = next.trait(trait.name());
      if (same != null && same.hash() == trait.hash()) {
        carried.states[same.number()] = present(trait);
      }
    }
    carried.hasNews = hasNews;
    carried.moveClockTo(nowMillis);
    // What time changes at this very moment, by the timeout of today among others, was not judged.
    carried.memberships.expectChange(nowMillis);
    return carried;
  }

  /** Where channels reach the customer. */
  public ContactPoints contacts() {
    return index.contacts();
  }

  /** The present session as expressions see it; empty for none. */
  public Optional<Map<String, @Nullable Object>> sessionView() {
    return Optional.ofNullable(session).map(Session::view);
  }

  /** The segments that the customer is in. */
  public Memberships memberships() {
    return memberships;
  }

  /** Time is now t: a session that is over is forgotten, with the traits that count in it. */
  public void moveClockTo(long timeMillis) {
    nowMillis = Math.max(nowMillis, timeMillis);
    if (session != null && session.endMillis(index.sessionTimeoutMillis()) <= nowMillis) {
      endSession(session);
    }
  }

  private void endSession(Session over) {
    lastSession = index.uses(ProfileFields.LAST_SESSION) ? over.ended() : null;
    session = null;
    for (TraitPlan trait : index.sessionTraits()) {
      hasNews |= states[trait.number()] != null;
      states[trait.number()] = null;
    }
  }

  /**
   * What there would be if the present session had ended already and nothing else had changed. Only
   * to be looked at, and only until something happens.
   */
  Behaviour withoutSession() {
    Behaviour then = new Behaviour(index, memberships);
    System.arraycopy(states, 0, then.states, 0, states.length);
    then.nowMillis = nowMillis;
    if (session != null) {
      then.endSession(session);
    }
    return then;
  }

  long nowMillis() {
    return nowMillis;
  }

  /**
   * Takes in an event, which may have come late.
   *
   * @return how many values were cut off by a bound
   */
  public int take(Event event) {
    if (index.isEmpty()) {
      return 0;
    }
    boolean inSession =
        index.followsSession() && !EventContext.isOffline(event) && takeIntoSession(event);
    int cutOff = 0;
    for (TraitPlan trait : index.traits(event.name())) {
      long leavesMillis = trait.leavesMillis(event.timeMillis());
      if (leavesMillis > nowMillis && (inSession || !trait.isOfSession())) {
        Object sample = trait.sample(event).orElse(null);
        if (sample != null) {
          hasNews = true;
          cutOff += state(trait).add(event.timeMillis(), leavesMillis, sample);
        }
      }
    }
    return cutOff;
  }

  /** Whether an event has changed a trait since the profile was published. */
  public boolean hasNews() {
    return hasNews;
  }

  /** What is computed is published now. */
  public void markPublished() {
    hasNews = false;
  }

  private boolean takeIntoSession(Event event) {
    if (session == null) {
      Session begun = new Session(event.timeMillis());
      if (begun.endMillis(index.sessionTimeoutMillis()) <= nowMillis) {
        // It came so late that its session is over.
        return false;
      }
      session = begun;
    }
    return session.take(event, index.sessionTimeoutMillis());
  }

  private TraitState state(TraitPlan trait) {
    TraitState state = states[trait.number()];
    if (state == null) {
      state = trait.newState();
      states[trait.number()] = state;
    }
    state.forget(nowMillis);
    return state;
  }

  /** What a trait remembers as of now, or null for nothing. */
  @Nullable TraitState present(TraitPlan trait) {
    TraitState state = states[trait.number()];
    if (state != null) {
      state.forget(nowMillis);
      if (state.isEmpty()) {
        states[trait.number()] = null;
        return null;
      }
    }
    return state;
  }

  void restore(TraitPlan trait, TraitState state) {
    states[trait.number()] = state;
  }

  @Nullable Session session() {
    return session;
  }

  /** When the present session ends, if nothing more comes; {@code Long.MAX_VALUE} for none. */
  long sessionEndMillis() {
    return session == null ? TraitWindow.NEVER : session.endMillis(index.sessionTimeoutMillis());
  }

  void restore(Session restored) {
    session = restored;
  }

  /** The session before the present one, where it is asked for. */
  @Nullable Session lastSession() {
    return lastSession;
  }

  void restoreLast(Session restored) {
    lastSession = restored;
  }

  /** The names of what is computed. */
  List<String> names() {
    List<String> names = new ArrayList<>(index.traits().stream().map(TraitPlan::name).toList());
    names.addAll(index.used());
    return names;
  }

  /**
   * Puts the computed traits beside what was said, in the order of their names; a computed one
   * hides what was said.
   */
  void putTraits(Map<String, @Nullable Object> said) {
    for (TraitPlan trait : index.traitsByName()) {
      Object value = value(trait);
      if (value == null) {
        said.remove(trait.name());
      } else {
        said.put(trait.name(), value);
      }
    }
  }

  /** A computed trait as of now, or null for none. */
  @Nullable Object value(TraitPlan trait) {
    TraitState state = present(trait);
    return state == null ? trait.nothing() : state.value(nowMillis);
  }

  /** One of the sessions by the name of its property, or null for none. */
  @Nullable Object sessionValue(String name) {
    if (name.equals(ProfileFields.SESSION)) {
      return session == null ? null : session.view();
    }
    return lastSession == null ? null : lastSession.summary();
  }

  /** Whether nothing is remembered that another customer, seen first now, would not be. */
  public boolean isEmpty() {
    return session == null
        && lastSession == null
        && index.segments().isEmpty()
        && index.traits().stream().allMatch(trait -> present(trait) == null);
  }
}
