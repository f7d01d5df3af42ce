package io.campanile.jobs.identity;

import io.campanile.connectors.types.EventSerializer;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Parts visitors from customers: an event without an {@code anonymousId} goes straight to its
 * customer; others, and what an alias or an erasure says about a visitor, to the side, where the
 * visitor is known.
 */
public final class VisitorsFunction extends ProcessFunction<Event, Event> {

  /** What concerns visitors; each has an {@code anonymousId}. */
  public static final OutputTag<Event> VISITORS = new OutputTag<>("visitors", EventSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Event event, Context context, Collector<Event> out) {
    if (PrivacyRequests.isErasure(event)) {
      for (String visitor : PrivacyRequests.visitors(event)) {
        context.output(VISITORS, IdentityEvents.unlink(event, visitor));
      }
      out.collect(event);
    } else if (PrivacyRequests.isExport(event) || event.anonymousId() == null) {
      out.collect(event);
    } else {
      context.output(VISITORS, event);
    }
    if (event.type() == EventType.ALIAS) {
      alias(event, context);
    }
  }

  private static void alias(Event event, Context context) {
    String customer = event.userId();
    if (customer != null
        && event.properties().get("previousId") instanceof String visitor
        && !visitor.equals(event.anonymousId())) {
      context.output(VISITORS, IdentityEvents.link(event, visitor, customer));
    }
  }
}
