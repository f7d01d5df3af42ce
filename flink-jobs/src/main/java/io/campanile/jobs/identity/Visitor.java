package io.campanile.jobs.identity;

import io.campanile.model.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device or browser, and whose it is. It begins as nobody's: then it is a customer of its own.
 * The last event that names a customer wins, by event time.
 */
final class Visitor {

  /** No such moment: before all others, or after them. */
  static final long NEVER_SEEN = Long.MIN_VALUE;

  static final long NO_TIMER = Long.MAX_VALUE;

  private final String id;
  private final RecentEvents recent;
  private @Nullable String customer;
  private long namedMillis;
  private long lastSeenMillis;
  private long timerMillis;

  /** A visitor that nothing is known about. */
  Visitor(String id) {
    this(id, null, NEVER_SEEN, NEVER_SEEN, NO_TIMER, new RecentEvents());
  }

  Visitor(
      String id,
      @Nullable String customer,
      long namedMillis,
      long lastSeenMillis,
      long timerMillis,
      RecentEvents recent) {
    this.id = id;
    this.customer = customer;
    this.namedMillis = namedMillis;
    this.lastSeenMillis = lastSeenMillis;
    this.timerMillis = timerMillis;
    this.recent = recent;
  }

  /** Takes an event; events come in {@link Event#ORDER}. */
  void take(Event event, long timeToLiveMillis, Outlet out) {
    forget(event.timeMillis(), timeToLiveMillis, out);
    if (IdentityEvents.isUnlink(event)) {
      unlink(event, out);
      return;
    }
    String named = event.userId();
    if (named != null) {
      belongTo(named, event.timeMillis(), event.timeMillis(), out);
    } else if (customer == null) {
      out.count(IdentityFate.VISITOR_EVENTS_CUT_OFF, recent.add(event));
    }
    lastSeenMillis = Math.max(lastSeenMillis, event.timeMillis());
    goOn(event, out);
  }

  /**
   * Takes an event behind the watermark. A customer that it names is the visitor's from the next
   * moment on, unless an event of a later time has named one.
   */
  void takeLate(Event event, long watermarkMillis, Outlet out) {
    if (IdentityEvents.isUnlink(event)) {
      unlink(event, out);
      return;
    }
    String named = event.userId();
    if (named != null && event.timeMillis() >= namedMillis) {
      belongTo(named, event.timeMillis(), Math.addExact(watermarkMillis, 1), out);
    }
    lastSeenMillis = Math.max(lastSeenMillis, event.timeMillis());
    goOn(event, out);
  }

  private void goOn(Event event, Outlet out) {
    if (IdentityEvents.isLink(event)) {
      return;
    }
    out.emit(event.userId() == null && customer != null ? event.of(customer) : event);
  }

  private void belongTo(String named, long saidMillis, long momentMillis, Outlet out) {
    if (customer == null) {
      out.count(IdentityFate.VISITORS_LINKED, 1);
      leave(named, momentMillis, out);
    } else if (!customer.equals(named)) {
      // What happened before stays with the first: a device never merges two known customers.
      out.count(IdentityFate.VISITORS_RELINKED, 1);
    }
    customer = named;
    namedMillis = saidMillis;
  }

  /** The visitor's own customer ends, where there was one. */
  private void leave(String named, long momentMillis, Outlet out) {
    boolean wasCustomer = lastSeenMillis != NEVER_SEEN;
    if (wasCustomer && !named.equals(id)) {
      recent.forget(momentMillis);
      if (!recent.isEmpty()) {
        List<Event> events = recent.takeAll();
        out.count(IdentityFate.VISITOR_EVENTS_HANDED_OVER, events.size());
        out.emit(IdentityEvents.handover(id, named, momentMillis, events));
      }
      out.emit(IdentityEvents.departure(id, named, momentMillis));
    }
    recent.clear();
  }

  /**
   * Forgets a link to the customer that it was said to be. What was written under the visitor's own
   * id, now or before it was linked, is erased too, where that is an erasure's doing; a visitor
   * that is nobody's only where the erasure names it.
   */
  private void unlink(Event unlink, Outlet out) {
    String erased = unlink.userId();
    boolean named = IdentityEvents.namesVisitor(unlink);
    boolean another =
        erased != null
            && (customer == null
                ? !named
                : !customer.equals(erased) || namedMillis > IdentityEvents.saidUntilMillis(unlink));
    if (isBlank() || another) {
      return;
    }
    if (erased != null && IdentityEvents.isOfErasure(unlink)) {
      out.emit(IdentityEvents.erasureOfVisitor(unlink));
    }
    out.count(IdentityFate.VISITORS_UNLINKED, 1);
    becomeBlank();
  }

  /** Forgets what is too old at this time. */
  void forget(long nowMillis, long timeToLiveMillis, Outlet out) {
    recent.forget(nowMillis);
    if (!isBlank() && lastSeenMillis <= nowMillis - timeToLiveMillis) {
      out.count(IdentityFate.VISITORS_FORGOTTEN, 1);
      becomeBlank();
    } else if (customer != null && namedMillis <= nowMillis - timeToLiveMillis) {
      // The customer's list of devices has forgotten it by now, too.
      out.count(IdentityFate.VISITORS_UNLINKED, 1);
      customer = null;
      namedMillis = NEVER_SEEN;
    }
  }

  private void becomeBlank() {
    customer = null;
    namedMillis = NEVER_SEEN;
    lastSeenMillis = NEVER_SEEN;
    recent.clear();
  }

  /** Whether nothing is known about it. */
  boolean isBlank() {
    return lastSeenMillis == NEVER_SEEN;
  }

  /** When something of it is to be forgotten, epoch milliseconds; only where it is not blank. */
  long nextMillis(long timeToLiveMillis) {
    long endMillis = (customer == null ? lastSeenMillis : namedMillis) + timeToLiveMillis;
    return recent.isEmpty() ? endMillis : Math.min(endMillis, recent.endMillis());
  }

  @Nullable String customer() {
    return customer;
  }

  long namedMillis() {
    return namedMillis;
  }

  long lastSeenMillis() {
    return lastSeenMillis;
  }

  RecentEvents recent() {
    return recent;
  }

  /** When the visitor's timer comes, epoch milliseconds; {@link #NO_TIMER} where none is set. */
  long timerMillis() {
    return timerMillis;
  }

  void setTimer(long timeMillis) {
    timerMillis = timeMillis;
  }
}
