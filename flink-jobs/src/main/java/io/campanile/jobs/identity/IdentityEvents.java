package io.campanile.jobs.identity;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of the pipeline tell each other about who is who. Each is an event of the type
 * {@link EventType#IDENTITY}, so that it travels, waits and is put in order as all events are.
 */
public final class IdentityEvents {

  private static final String SAID = "said";
  private static final String LINK = "link";
  private static final String UNLINK = "unlink";
  private static final String HANDOVER = "handover";
  private static final String DEPARTURE = "departure";
  private static final String ERASURE = "erasure";

  /** In front of every event of its time that was sent. */
  private static final String FIRST = "\u0000";

  /** Behind every other event of its time. */
  private static final String LAST = "\uFFFF";

  private static final String EVENTS = "events";
  private static final String CUSTOMER = "customer";
  private static final String UNTIL = "until";
  private static final String REQUEST = "request";
  private static final String NAMED = "named";

  private IdentityEvents() {}

  /** To the customer's devices: an event said that this visitor is the customer. */
  static Event said(Event event, String visitor, String customer) {
    return of(SAID, "", customer, visitor, event.timeMillis(), Map.of());
  }

  /** To the visitor: it is this customer. Comes where the event that says so would come. */
  static Event link(Event said, String visitor, String customer) {
    return of(LINK, said.messageId(), customer, visitor, said.timeMillis(), Map.of());
  }

  /**
   * To the visitor: forget what ties it to a customer.
   *
   * @param customer whose visitor it is not any more; null where the visitor itself is meant
   * @param timeMillis when; behind all other events of that time
   * @param saidUntilMillis a link that was said after this is another one, and stays
   * @param request messageId of the erasure that it comes of, so that what was written under the
   *     visitor's own id is erased too; null where its link alone is meant
   * @param named whether that erasure names the visitor, so that it is erased where it is nobody's
   */
  static Event unlink(
      String visitor,
      @Nullable String customer,
      long timeMillis,
      long saidUntilMillis,
      @Nullable String request,
      boolean named) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    properties.put(UNTIL, saidUntilMillis);
    properties.put(REQUEST, request);
    properties.put(NAMED, named);
    return of(UNLINK, LAST, customer, visitor, timeMillis, properties);
  }

  /** Until when a link was said that an {@link #unlink} means. */
  static long saidUntilMillis(Event unlink) {
    return (Long) required(unlink.properties().get(UNTIL));
  }

  /** Whether an {@link #unlink} comes of an erasure that names the visitor. */
  static boolean namesVisitor(Event unlink) {
    return Boolean.TRUE.equals(unlink.properties().get(NAMED));
  }

  /** Whether an {@link #unlink} comes of an erasure. */
  static boolean isOfErasure(Event unlink) {
    return unlink.properties().get(REQUEST) != null;
  }

  /** To the visitor's own customer: the customer whose erasure it was has named you too. */
  static Event erasureOfVisitor(Event unlink) {
    String visitor = Objects.requireNonNull(unlink.anonymousId());
    String request = (String) required(unlink.properties().get(REQUEST));
    return of(ERASURE, request, null, visitor, unlink.timeMillis(), Map.of());
  }

  /** To the customer: this visitor is you, and did this before. */
  static Event handover(String visitor, String customer, long timeMillis, List<Event> events) {
    List<@Nullable Object> values = new ArrayList<>();
    events.forEach(event -> values.add(value(event)));
    return of(HANDOVER, FIRST + visitor, customer, visitor, timeMillis, Map.of(EVENTS, values));
  }

  /** To the visitor's own customer: there will be no more of you. */
  static Event departure(String visitor, String customer, long timeMillis) {
    return of(DEPARTURE, LAST, null, visitor, timeMillis, Map.of(CUSTOMER, customer));
  }

  private static Event of(
      String name,
      String messageId,
      @Nullable String userId,
      String visitor,
      long timeMillis,
      Map<String, @Nullable Object> properties) {
    return new Event(messageId, EventType.IDENTITY, name, userId, visitor, timeMillis, properties);
  }

  static boolean isSaid(Event event) {
    return is(event, SAID);
  }

  static boolean isLink(Event event) {
    return is(event, LINK);
  }

  static boolean isUnlink(Event event) {
    return is(event, UNLINK);
  }

  /** Whether a customer gets what a visitor did before. */
  public static boolean isHandover(Event event) {
    return is(event, HANDOVER);
  }

  /** Whether a visitor's own customer ends. */
  public static boolean isDeparture(Event event) {
    return is(event, DEPARTURE);
  }

  static boolean isErasureOfVisitor(Event event) {
    return is(event, ERASURE);
  }

  private static boolean is(Event event, String name) {
    return event.type() == EventType.IDENTITY && event.name().equals(name);
  }

  /** What the visitor of a handover did before, in the order of events, as the customer's own. */
  public static List<Event> handedOver(Event handover) {
    List<Event> events = new ArrayList<>();
    for (Object value : (List<?>) required(handover.properties().get(EVENTS))) {
      events.add(event((Map<?, ?>) required(value), handover));
    }
    return events;
  }

  /** Whom the visitor of a departure has become. */
  public static String newCustomer(Event departure) {
    return (String) required(departure.properties().get(CUSTOMER));
  }

  private static Map<String, @Nullable Object> value(Event event) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("messageId", event.messageId());
    value.put("type", (long) event.type().code());
    value.put("name", event.name());
    value.put("timeMillis", event.timeMillis());
    value.put("properties", event.properties());
    if (!event.context().isEmpty()) {
      value.put("context", event.context());
    }
    return value;
  }

  @SuppressWarnings("unchecked") // What value() has written.
  private static Map<String, @Nullable Object> object(Object value) {
    return (Map<String, @Nullable Object>) value;
  }

  private static Event event(Map<?, ?> value, Event handover) {
    return new Event(
        (String) required(value.get("messageId")),
        EventType.ofCode(((Long) required(value.get("type"))).intValue()),
        (String) required(value.get("name")),
        handover.userId(),
        handover.anonymousId(),
        (Long) required(value.get("timeMillis")),
        object(required(value.get("properties"))),
        value.get("context") instanceof Map<?, ?> context ? object(context) : Map.of());
  }

  private static Object required(@Nullable Object value) {
    return Objects.requireNonNull(value, "an identity event misses a field");
  }
}
