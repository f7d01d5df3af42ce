package io.campanile.jobs.identity;

import io.campanile.connectors.types.EventSerializer;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts visitors from customers: an event without an {@code anonymousId} goes straight to its
 * customer; others go to the side, where the visitor is known. What an event says about whose
 * device it is, and requests for privacy, go to where a customer's devices are known.
 */
public final class VisitorsFunction extends ProcessFunction<Event, Event> {

  /** What concerns visitors; each has an {@code anonymousId}. */
  public static final OutputTag<Event> VISITORS = new OutputTag<>("visitors", EventSerializer.TYPE);

  /** What concerns the devices of customers; each has a {@code userId}. */
  public static final OutputTag<Event> DEVICES = new OutputTag<>("devices", EventSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Event event, Context context, Collector<Event> out) {
    part(
        event,
        out::collect,
        visitors -> context.output(VISITORS, visitors),
        devices -> context.output(DEVICES, devices));
  }

  /** Hands an event, and what it says about visitors, to where they are known. */
  static void part(
      Event event, Consumer<Event> straight, Consumer<Event> visitors, Consumer<Event> devices) {
    String customer = event.userId();
    String visitor = event.anonymousId();
    if (PrivacyRequests.isErasure(event) || PrivacyRequests.isExport(event)) {
      if (customer != null) {
        devices.accept(event);
      } else {
        eraseVisitors(event, visitors);
        straight.accept(event);
      }
      return;
    }
    if (visitor == null) {
      straight.accept(event);
    } else {
      visitors.accept(event);
      if (customer != null) {
        devices.accept(IdentityEvents.said(event, visitor, customer));
      }
    }
    if (event.type() == EventType.ALIAS
        && customer != null
        && event.properties().get("previousId") instanceof String previous
        && !previous.equals(visitor)) {
      visitors.accept(IdentityEvents.link(event, previous, customer));
      devices.accept(IdentityEvents.said(event, previous, customer));
    }
  }

  private static void eraseVisitors(Event request, Consumer<Event> visitors) {
    if (PrivacyRequests.isErasure(request)) {
      for (String visitor : PrivacyRequests.visitors(request)) {
        long timeMillis = request.timeMillis();
        visitors.accept(
            IdentityEvents.unlink(
                visitor, null, timeMillis, timeMillis, request.messageId(), true));
      }
    }
  }
}
