package io.campanile.jobs.oracle;

import io.campanile.model.Channel;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.Expression.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code identify} events said last. */
final class NaiveProfile {

  private final Map<String, @Nullable Object> traits = new LinkedHashMap<>();

  static NaiveProfile after(List<Event> events) {
    NaiveProfile profile = new NaiveProfile();
    events.forEach(profile::take);
    return profile;
  }

  void take(Event e) {
    traits.putIfAbsent("first_seen", Instant.ofEpochMilli(e.timeMillis()));
    traits.put("last_seen", Instant.ofEpochMilli(e.timeMillis()));
    if (e.type() == EventType.IDENTIFY) {
      e.properties()
          .forEach(
              (name, value) -> {
                if (name.equals("consent") && value instanceof Map<?, ?> said) {
                  traits.put(name, merged(traits.get(name), said));
                } else {
                  set(traits, name, value);
                }
              });
    }
    // Nothing said of any channel is an empty object, so that `!has(profile.consent.sms)` holds.
    traits.putIfAbsent("consent", Map.of());
  }

  private static Map<String, @Nullable Object> merged(@Nullable Object old, Map<?, ?> said) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    if (old instanceof Map<?, ?> before) {
      before.forEach((channel, value) -> result.put(String.valueOf(channel), value));
    }
    said.forEach((channel, value) -> set(result, String.valueOf(channel), value));
    return result;
  }

  private static void set(Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (value == null) {
      map.remove(name);
    } else {
      map.put(name, value);
    }
  }

  /** True, false, or nothing said. */
  Optional<Boolean> consent(Channel channel) {
    return traits.get("consent") instanceof Map<?, ?> consent
            && consent.get(channel.wireName()) instanceof Boolean said
        ? Optional.of(said)
        : Optional.empty();
  }

  ZoneId zone(ZoneId otherwise) {
    return traits.get("timezone") instanceof String name
            && ZoneId.getAvailableZoneIds().contains(name)
        ? ZoneId.of(name)
        : otherwise;
  }

  @Nullable String locale() {
    return traits.get("locale") instanceof String locale ? locale : null;
  }

  /** The profile and, for steps, the event. */
  Scope scope(@Nullable Event event) {
    return scope(event == null ? Map.of() : Map.of("event", event.properties()));
  }

  /** The profile and these objects. */
  Scope scope(Map<String, Map<String, @Nullable Object>> others) {
    return name -> name.equals("profile") ? traits : others.get(name);
  }
}
