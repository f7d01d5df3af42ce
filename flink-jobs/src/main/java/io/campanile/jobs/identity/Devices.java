package io.campanile.jobs.identity;

import io.campanile.model.Event;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The devices of one customer: every visitor that an event said to be the customer, so that none is
 * left behind when the customer is erased.
 *
 * <p>A link that is not on this list does not exist: what is said before an erasure and comes after
 * it, and what is one device too many, is taken back.
 */
final class Devices {

  /** Devices of one customer; with one more, that said longest ago is the customer's no more. */
  static final int MAX_DEVICES = 256;

  /** How long an erasure is remembered, for links that were said before it and come late. */
  static final Duration TOMBSTONE = Duration.ofDays(30);

  static final long NEVER = Long.MIN_VALUE;
  static final long NO_TIMER = Long.MAX_VALUE;

  private final String customer;
  private final Map<String, Long> saidMillis;
  private long erasedMillis;
  private long timerMillis;

  Devices(String customer) {
    this(customer, new LinkedHashMap<>(), NEVER, NO_TIMER);
  }

  Devices(String customer, Map<String, Long> saidMillis, long erasedMillis, long timerMillis) {
    this.customer = customer;
    this.saidMillis = saidMillis;
    this.erasedMillis = erasedMillis;
    this.timerMillis = timerMillis;
  }

  /** Where what follows goes. */
  interface Out {
    /** To a visitor. */
    void unlink(Event unlink);

    /** To the customer. */
    void request(Event request);

    /** A device is its customer's no more because the customer has too many. */
    void cutOff();
  }

  /** Takes an event; events come in {@link Event#ORDER}. */
  void take(Event event, Out out) {
    if (IdentityEvents.isSaid(event)) {
      said(event, event.timeMillis(), out);
    } else {
      request(event, out);
    }
  }

  /**
   * Takes an event behind the watermark. What it takes back is taken back behind the watermark's
   * next moment: by then the visitor has what was said late as well, whichever way was shorter.
   */
  void takeLate(Event event, long watermarkMillis, Out out) {
    if (IdentityEvents.isSaid(event)) {
      said(event, Math.addExact(watermarkMillis, 1), out);
    } else {
      request(event, out);
    }
  }

  /** An event said that a visitor is this customer. */
  private void said(Event said, long momentMillis, Out out) {
    String visitor = IdentityOperator.visitorOf(said);
    if (said.timeMillis() <= erasedMillis) {
      out.unlink(IdentityEvents.unlink(visitor, customer, momentMillis, erasedMillis, null, false));
      return;
    }
    saidMillis.merge(visitor, said.timeMillis(), Math::max);
    if (saidMillis.size() > MAX_DEVICES) {
      String oldest = oldest();
      long oldestMillis = saidMillis.getOrDefault(oldest, NEVER);
      saidMillis.remove(oldest);
      out.cutOff();
      out.unlink(IdentityEvents.unlink(oldest, customer, momentMillis, oldestMillis, null, false));
    }
  }

  private String oldest() {
    return saidMillis.entrySet().stream()
        .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  /** A request for privacy goes on to the customer, and an erasure to every device. */
  private void request(Event request, Out out) {
    TreeSet<String> visitors = new TreeSet<>(saidMillis.keySet());
    if (PrivacyRequests.isErasure(request)) {
      List<String> named = PrivacyRequests.visitors(request);
      long timeMillis = request.timeMillis();
      visitors.addAll(named);
      for (String visitor : visitors) {
        out.unlink(
            IdentityEvents.unlink(
                visitor,
                customer,
                timeMillis,
                timeMillis,
                request.messageId(),
                named.contains(visitor)));
      }
      visitors.retainAll(saidMillis.keySet());
      // What was said after it is the beginning of another life.
      saidMillis.values().removeIf(said -> said <= timeMillis);
      erasedMillis = Math.max(erasedMillis, timeMillis);
    }
    out.request(PrivacyRequests.withDevices(request, visitors));
  }

  /** Forgets what is too old at this time. */
  void forget(long nowMillis, long timeToLiveMillis) {
    saidMillis.values().removeIf(said -> said + timeToLiveMillis <= nowMillis);
    if (erasedMillis != NEVER && erasedMillis + TOMBSTONE.toMillis() <= nowMillis) {
      erasedMillis = NEVER;
    }
  }

  /** Whether nothing is known. */
  boolean isBlank() {
    return saidMillis.isEmpty() && erasedMillis == NEVER;
  }

  /** When something is to be forgotten, epoch milliseconds; {@link #NO_TIMER} for never. */
  long nextMillis(long timeToLiveMillis) {
    long next = erasedMillis == NEVER ? NO_TIMER : erasedMillis + TOMBSTONE.toMillis();
    for (long said : saidMillis.values()) {
      next = Math.min(next, said + timeToLiveMillis);
    }
    return next;
  }

  String customer() {
    return customer;
  }

  /** By visitor, when it was said last. */
  Map<String, Long> saidMillis() {
    return saidMillis;
  }

  long erasedMillis() {
    return erasedMillis;
  }

  /** When the timer comes, epoch milliseconds; {@link #NO_TIMER} where none is set. */
  long timerMillis() {
    return timerMillis;
  }

  void setTimer(long timeMillis) {
    timerMillis = timeMillis;
  }
}
