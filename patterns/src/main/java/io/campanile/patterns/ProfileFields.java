package io.campanile.patterns;

import io.campanile.model.Channel;
import io.campanile.model.EventContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What every profile has by itself, whatever {@code identify} events say: expressions name it. */
public final class ProfileFields {

  /** Consent by channel: true is granted, false refused. */
  public static final String CONSENT = "consent";

  /** By channel, on which ground consent was granted or refused, as text. */
  public static final String CONSENT_BASIS = "consent_basis";

  /** By channel, when consent was granted or refused, as a point in time. */
  public static final String CONSENT_AT = "consent_at";

  /** By channel, where it reaches the customer, and whether it does. */
  public static final String CONTACT_POINTS = "contact_points";

  /** Time of the first event. */
  public static final String FIRST_SEEN = "first_seen";

  /** Time of the latest event. */
  public static final String LAST_SEEN = "last_seen";

  /** The present session. */
  public static final String SESSION = "session";

  /** The session before the present one, or the last one where there is none. */
  public static final String LAST_SESSION = "last_session";

  /** All of them. */
  public static final Set<String> ALL =
      Set.of(
          CONSENT,
          CONSENT_BASIS,
          CONSENT_AT,
          CONTACT_POINTS,
          FIRST_SEEN,
          LAST_SEEN,
          SESSION,
          LAST_SESSION);

  /** What an object holds: names, and where they are objects too, what those hold. */
  private record Fields(Map<String, Optional<Fields>> byName) {}

  private static final Optional<Fields> ANYTHING = Optional.empty();

  private static final Map<String, Fields> OBJECTS = objects();

  private ProfileFields() {}

  private static Map<String, Fields> objects() {
    Map<String, Optional<Fields>> channels = new TreeMap<>();
    Map<String, Optional<Fields>> contacts = new TreeMap<>();
    Fields contact = of(List.of("address", "usable", "reason", "since"));
    for (Channel channel : Channel.values()) {
      channels.put(channel.wireName(), ANYTHING);
      contacts.put(channel.wireName(), Optional.of(contact));
    }
    Map<String, Optional<Fields>> last =
        new TreeMap<>(
            of(List.of("start", "last", "seconds", "count", "entry_page", "device")).byName);
    last.put("campaign", Optional.of(of(EventContext.CAMPAIGN_FIELDS)));
    Map<String, Optional<Fields>> session = new TreeMap<>(last);
    session.put("events", ANYTHING);
    return Map.of(
        CONSENT_BASIS,
        new Fields(channels),
        CONSENT_AT,
        new Fields(channels),
        CONTACT_POINTS,
        new Fields(contacts),
        LAST_SESSION,
        new Fields(last),
        SESSION,
        new Fields(session));
  }

  private static Fields of(List<String> names) {
    Map<String, Optional<Fields>> fields = new TreeMap<>();
    names.forEach(name -> fields.put(name, ANYTHING));
    return new Fields(fields);
  }

  /**
   * Which name in a path below {@code profile} is not known, if one is.
   *
   * @param path such as {@code session.events.Searched}, without {@code profile}
   */
  static Optional<Unknown> unknown(String path) {
    List<String> names = Arrays.asList(path.split("\\.", -1));
    Fields fields = OBJECTS.get(names.get(0));
    for (int i = 1; fields != null && i < names.size(); i++) {
      Optional<Fields> below = fields.byName.get(names.get(i));
      if (below == null) {
        String of = "profile." + String.join(".", names.subList(0, i));
        return Optional.of(new Unknown(of, names.get(i), new TreeSet<>(fields.byName.keySet())));
      }
      fields = below.orElse(null);
    }
    return Optional.empty();
  }

  /**
   * A name that something does not have.
   *
   * @param of what does not have it, such as {@code profile.session}
   * @param known what it has
   */
  record Unknown(String of, String name, Set<String> known) {}
}
