package io.campanile.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the {@code context} of an event, and nothing else: neither the address on the
 * network nor the browser's full name go along.
 */
public final class EventContext {

  /** The campaign that brought the visitor: an object of {@link #CAMPAIGN_FIELDS}. */
  public static final String CAMPAIGN = "campaign";

  /** {@code mobile}, {@code tablet} or {@code desktop}. */
  public static final String DEVICE = "device";

  /** Path of the page on which it happened. */
  public static final String PAGE = "page";

  /** {@link #OFFLINE} for what did not happen on the site or in the app. */
  public static final String CHANNEL = "channel";

  /** The address that a message went to, for events that tell what became of it. */
  public static final String ADDRESS = "address";

  /** The channel of tills, call centres and imports. */
  public static final String OFFLINE = "offline";

  /** What a campaign's link says of it. */
  public static final List<String> CAMPAIGN_FIELDS =
      List.of("name", "source", "medium", "term", "content");

  private EventContext() {}

  /** Whether an event did not happen on the site or in the app, so that it is part of no visit. */
  public static boolean isOffline(Event event) {
    return OFFLINE.equals(text(event, CHANNEL));
  }

  /** A text of the context, or null. */
  public static @Nullable String text(Event event, String field) {
    Map<String, @Nullable Object> context = event.context();
    return !context.isEmpty() && context.get(field) instanceof String text ? text : null;
  }
}
