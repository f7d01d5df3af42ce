package io.campanile.connectors.json;

import static io.campanile.model.EventContext.ADDRESS;
import static io.campanile.model.EventContext.CAMPAIGN;
import static io.campanile.model.EventContext.CAMPAIGN_FIELDS;
import static io.campanile.model.EventContext.CHANNEL;
import static io.campanile.model.EventContext.DEVICE;
import static io.campanile.model.EventContext.OFFLINE;
import static io.campanile.model.EventContext.PAGE;

import io.campanile.model.EventNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a record's {@code context} the little that is kept of it. Every sender fills it as it
 * likes: what is not as it should be is left out, and no reason to refuse the event.
 */
final class ContextReader {

  /** What is looked at. */
  static final Wanted WANTED =
      Wanted.only(
          Map.of(
              "campaign",
              Wanted.only(
                  CAMPAIGN_FIELDS.stream()
                      .collect(Collectors.toMap(field -> field, field -> Wanted.WHOLE))),
              "device",
              Wanted.only(Map.of("type", Wanted.WHOLE, "model", Wanted.WHOLE)),
              "userAgent",
              Wanted.WHOLE,
              "page",
              Wanted.only(Map.of("path", Wanted.WHOLE)),
              "channel",
              Wanted.WHOLE,
              "traits",
              Wanted.only(Map.of("email", Wanted.WHOLE, "phone", Wanted.WHOLE))));

  private static final int MAX_CHARS = 256;

  private ContextReader() {}

  /**
   * What is kept; empty for most events.
   *
   * @param name the event's name: only of an address that failed it has to be known which it was
   */
  static Map<String, @Nullable Object> read(@Nullable Object context, String name) {
    if (!(context instanceof Map<?, ?> fields) || fields.isEmpty()) {
      return Map.of();
    }
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    Map<String, @Nullable Object> campaign = campaign(fields.get("campaign"));
    if (!campaign.isEmpty()) {
      kept.put(CAMPAIGN, campaign);
    }
    putText(kept, DEVICE, DeviceKind.of(fields.get("device"), fields.get("userAgent")));
    if (fields.get("page") instanceof Map<?, ?> page) {
      putText(kept, PAGE, page.get("path"));
    }
    if (OFFLINE.equals(fields.get("channel"))) {
      kept.put(CHANNEL, OFFLINE);
    }
    if (fields.get("traits") instanceof Map<?, ?> recipient) {
      if (name.equals(EventNames.EMAIL_BOUNCED)) {
        putText(kept, ADDRESS, recipient.get("email"));
      } else if (name.equals(EventNames.SMS_BOUNCED)) {
        putText(kept, ADDRESS, recipient.get("phone"));
      }
    }
    return kept.isEmpty() ? Map.of() : kept;
  }

  private static Map<String, @Nullable Object> campaign(@Nullable Object value) {
    Map<String, @Nullable Object> campaign = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> fields) {
      for (String field : CAMPAIGN_FIELDS) {
        putText(campaign, field, fields.get(field));
      }
    }
    return campaign;
  }

  private static void putText(
      Map<String, @Nullable Object> target, String field, @Nullable Object value) {
    if (value instanceof String text && !text.isBlank() && text.length() <= MAX_CHARS) {
      target.put(field, text);
    }
  }
}
