package io.campanile.jobs.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.WireTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as they are sent. */
final class EventLines {

  private static final JsonMapper JSON = new JsonMapper();

  private EventLines() {}

  static String of(Event event) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("messageId", event.messageId());
    line.put("type", event.type().name().toLowerCase(Locale.ROOT));
    line.put("userId", event.userId());
    line.put("anonymousId", event.anonymousId());
    line.put("timestamp", WireTime.format(event.timeMillis()));
    if (event.type() == EventType.TRACK) {
      line.put("event", event.name());
      line.put("properties", event.properties());
    } else if (event.type() == EventType.ALIAS) {
      line.putAll(event.properties());
    } else {
      line.put("traits", event.properties());
    }
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
