package io.campanile.jobs.identity;

import io.campanile.model.Event;
import io.campanile.model.EventNames;
import io.campanile.model.EventType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that ask for what is held about a customer, or for its deletion. */
public final class PrivacyRequests {

  /** The property of an erasure that lists the visitors to forget as well. */
  private static final String ANONYMOUS_IDS = "anonymousIds";

  /** Where a request on its way says which devices were the customer's. */
  private static final String LINKED_DEVICES = "linkedDevices";

  private PrivacyRequests() {}

  /** Whether all that is held is to be deleted. */
  public static boolean isErasure(Event event) {
    return (event.type() == EventType.TRACK && event.name().equals(EventNames.CUSTOMER_ERASED))
        || IdentityEvents.isErasureOfVisitor(event);
  }

  /** Whether all that is held is asked for. */
  public static boolean isExport(Event event) {
    return event.type() == EventType.TRACK && event.name().equals(EventNames.CUSTOMER_EXPORTED);
  }

  /** The same request, with the devices that are known to be the customer's. */
  static Event withDevices(Event request, Collection<String> visitors) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>(request.properties());
    properties.put(LINKED_DEVICES, List.copyOf(visitors));
    return new Event(
        request.messageId(),
        request.type(),
        request.name(),
        request.userId(),
        request.anonymousId(),
        request.timeMillis(),
        properties);
  }

  /** The devices that were the customer's when the request came. */
  public static List<?> devices(Event request) {
    return request.properties().get(LINKED_DEVICES) instanceof List<?> listed ? listed : List.of();
  }

  /** The visitors that an erasure names: its own, and those it lists. */
  static List<String> visitors(Event erasure) {
    List<String> visitors = new ArrayList<>();
    if (erasure.anonymousId() != null) {
      visitors.add(erasure.anonymousId());
    }
    if (erasure.properties().get(ANONYMOUS_IDS) instanceof List<?> listed) {
      for (Object visitor : listed) {
        if (visitor instanceof String id && !id.isEmpty() && !visitors.contains(id)) {
          visitors.add(id);
        }
      }
    }
    return visitors;
  }
}
