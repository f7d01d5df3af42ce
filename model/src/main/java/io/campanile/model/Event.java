package io.campanile.model;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer did, or that became known about them, at one moment of event time.
 *
 * @param messageId the event's identity, the key of deduplication; never empty for what was sent
 * @param type the kind of call
 * @param name the event's name with Segment's v2 spelling; {@code Page Viewed} and {@code Screen
 *     Viewed} for page and screen calls; empty for identify, alias and group
 * @param userId the known customer, or null for a visitor
 * @param anonymousId the device or browser, or null; one of the two ids is present
 * @param timeMillis event time, epoch milliseconds, client clock corrected
 * @param properties what the event says: {@code properties} of a track, page or screen call, {@code
 *     traits} of an identify or group call. JSON values: String, Long, Double, Boolean, List, Map,
 *     or null. Never changed.
 * @param context around what the event says: of a record's {@code context} the parts that are kept,
 *     named in {@link EventContext}; JSON values, bounded, empty for most. Never changed.
 */
public record Event(
    String messageId,
    EventType type,
    String name,
    @Nullable String userId,
    @Nullable String anonymousId,
    long timeMillis,
    Map<String, @Nullable Object> properties,
    Map<String, @Nullable Object> context) {

  /** The order in which a customer's events are taken: by time, then by {@code messageId}. */
  public static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::timeMillis).thenComparing(Event::messageId);

  /** An event without a context. */
  public Event(
      String messageId,
      EventType type,
      String name,
      @Nullable String userId,
      @Nullable String anonymousId,
      long timeMillis,
      Map<String, @Nullable Object> properties) {
    this(messageId, type, name, userId, anonymousId, timeMillis, properties, Map.of());
  }

  /** The same event as one of this customer. */
  public Event of(String customerId) {
    return new Event(
        messageId, type, name, customerId, anonymousId, timeMillis, properties, context);
  }

  /** The same event without its context, for who keeps it for what it says. */
  public Event withoutContext() {
    return context.isEmpty()
        ? this
        : new Event(messageId, type, name, userId, anonymousId, timeMillis, properties);
  }

  /** Checks that one of the two ids is present. */
  public Event {
    if (userId == null && anonymousId == null) {
      throw new IllegalArgumentException("An event needs a userId or an anonymousId: " + messageId);
    }
  }
}
