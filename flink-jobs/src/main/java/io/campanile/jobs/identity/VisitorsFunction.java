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
 * customer; others, and what an alias or an erasure says about a visitor, to the side, where the
 * visitor is known.
 */
public final class VisitorsFunction extends ProcessFunction<Event, Event> {

  /** What concerns visitors; each has an {@code anonymousId}. */
  public static final OutputTag<Event> VISITORS = new OutputTag<>("visitors", EventSerializer.TYPE);

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(Event event, Context context, Collector<Event> out) {
    part(event, out::collect, visitors -> context.output(VISITORS, visitors));
  }

  /** Hands an event, and what it says about visitors, to one side or the other. */
  static void part(Event event, Consumer<Event> straight, Consumer<Event> visitors) {
    if (PrivacyRequests.isErasure(event)) {
      for (String visitor : PrivacyRequests.visitors(event)) {
        visitors.accept(IdentityEvents.unlink(event, visitor));
      }
      straight.accept(event);
    } else if (PrivacyRequests.isExport(event) || event.anonymousId() == null) {
      straight.accept(event);
    } else {
      visitors.accept(event);
    }
    String customer = event.userId();
    if (event.type() == EventType.ALIAS
        && customer != null
        && event.properties().get("previousId") instanceof String visitor
        && !visitor.equals(event.anonymousId())) {
      visitors.accept(IdentityEvents.link(event, visitor, customer));
    }
  }
}
