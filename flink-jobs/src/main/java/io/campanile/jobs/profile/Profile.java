package io.campanile.jobs.profile;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one customer: the traits that {@code identify} events said last, consent by
 * channel, and when the customer was seen.
 *
 * <p>Each trait remembers the event time at which it was said, so that an event which arrives late
 * does not undo what a later one said; a trait that was removed is remembered as removed for the
 * same reason.
 */
public final class Profile {

  /** Traits of one customer; further ones are not kept. */
  public static final int MAX_TRAITS = 256;

  /** The trait that holds consent by channel. */
  public static final String CONSENT = "consent";

  private static final String FIRST_SEEN = "first_seen";
  private static final String LAST_SEEN = "last_seen";
  private static final long NEVER_SEEN = Long.MIN_VALUE;

  private final Map<String, Trait> traits;
  private final Map<String, Trait> consent;
  private long firstSeenMillis;
  private long lastSeenMillis;
  private @Nullable Map<String, @Nullable Object> view;

  /** What was said of one trait. */
  private record Trait(@Nullable Object value, long timeMillis) {}

  /** The profile of a customer of whom nothing is known. */
  public Profile() {
    this(new TreeMap<>(), new TreeMap<>(), NEVER_SEEN, NEVER_SEEN);
  }

  private Profile(
      Map<String, Trait> traits,
      Map<String, Trait> consent,
      long firstSeenMillis,
      long lastSeenMillis) {
    this.traits = traits;
    this.consent = consent;
    this.firstSeenMillis = firstSeenMillis;
    this.lastSeenMillis = lastSeenMillis;
  }

  /**
   * Takes in what an event says, in any order of arrival.
   *
   * @return how many traits were not kept because there are {@link #MAX_TRAITS} already
   */
  public int apply(Event event) {
    see(event.timeMillis());
    if (event.type() != EventType.IDENTIFY) {
      return 0;
    }
    int cutOff = 0;
    for (Map.Entry<String, @Nullable Object> trait : event.properties().entrySet()) {
      if (!trait.getKey().equals(CONSENT)) {
        cutOff += say(traits, trait.getKey(), trait.getValue(), event.timeMillis());
      } else if (trait.getValue() instanceof Map<?, ?> channels) {
        for (Map.Entry<?, ?> channel : channels.entrySet()) {
          cutOff += sayConsent((String) channel.getKey(), channel.getValue(), event.timeMillis());
        }
      } else if (trait.getValue() == null) {
        removeConsent(event.timeMillis());
      }
    }
    view = null;
    return cutOff;
  }

  private int sayConsent(String channel, @Nullable Object value, long timeMillis) {
    Trait removed = traits.get(CONSENT);
    boolean undone = removed != null && timeMillis < removed.timeMillis;
    return undone ? 0 : say(consent, channel, value, timeMillis);
  }

  /**
   * Null removes the consent for every channel. Like any trait, it is remembered as removed, so
   * that a grant which was said before and arrives after it does not come back.
   */
  private void removeConsent(long timeMillis) {
    Trait before = traits.get(CONSENT);
    if (before == null || before.timeMillis <= timeMillis) {
      // Not bounded by MAX_TRAITS: a withdrawal is never what is cut off.
      traits.put(CONSENT, new Trait(null, timeMillis));
      consent.values().removeIf(said -> said.timeMillis <= timeMillis);
    }
  }

  private void see(long timeMillis) {
    boolean first = firstSeenMillis == NEVER_SEEN;
    firstSeenMillis = first ? timeMillis : Math.min(firstSeenMillis, timeMillis);
    lastSeenMillis = first ? timeMillis : Math.max(lastSeenMillis, timeMillis);
    if (view != null) {
      putSeen(view);
    }
  }

  private static int say(
      Map<String, Trait> said, String name, @Nullable Object value, long timeMillis) {
    Trait before = said.get(name);
    if (before == null && said.size() >= MAX_TRAITS) {
      return 1;
    }
    if (before == null || before.timeMillis <= timeMillis) {
      said.put(name, new Trait(value, timeMillis));
    }
    return 0;
  }

  /**
   * The object that expressions see as {@code profile}: traits, {@code consent}, and as timestamps
   * {@code first_seen} and {@code last_seen}. Only to be read, and only until the next {@link
   * #apply}.
   */
  public Map<String, @Nullable Object> view() {
    if (view == null) {
      Map<String, @Nullable Object> fresh = present(traits);
      fresh.put(CONSENT, present(consent));
      if (firstSeenMillis != NEVER_SEEN) {
        putSeen(fresh);
      }
      view = fresh;
    }
    return view;
  }

  private void putSeen(Map<String, @Nullable Object> target) {
    target.put(FIRST_SEEN, Instant.ofEpochMilli(firstSeenMillis));
    target.put(LAST_SEEN, Instant.ofEpochMilli(lastSeenMillis));
  }

  /** When the customer was last seen, epoch milliseconds; {@code Long.MIN_VALUE} for never. */
  public long lastSeenMillis() {
    return lastSeenMillis;
  }

  private static Map<String, @Nullable Object> present(Map<String, Trait> said) {
    Map<String, @Nullable Object> present = new LinkedHashMap<>();
    said.forEach(
        (name, trait) -> {
          if (trait.value != null) {
            present.put(name, trait.value);
          }
        });
    return present;
  }

  /**
   * Whether consent for the channel with this name was granted (true) or refused (false); null for
   * neither.
   */
  public @Nullable Boolean consent(String channel) {
    Trait said = consent.get(channel);
    return (said != null && said.value instanceof Boolean granted) ? granted : null;
  }

  /** A trait that is text, or null. */
  public @Nullable String text(String name) {
    Trait said = traits.get(name);
    return (said != null && said.value instanceof String text) ? text : null;
  }

  /** Writes it; {@link #read} reads it. */
  public void write(DataOutput out) throws IOException {
    ValueCodec.writeSigned(out, firstSeenMillis);
    ValueCodec.writeSigned(out, lastSeenMillis);
    writeTraits(out, traits);
    writeTraits(out, consent);
  }

  private static void writeTraits(DataOutput out, Map<String, Trait> said) throws IOException {
    ValueCodec.writeUnsigned(out, said.size());
    for (Map.Entry<String, Trait> entry : said.entrySet()) {
      ValueCodec.writeText(out, entry.getKey());
      ValueCodec.writeSigned(out, entry.getValue().timeMillis);
      ValueCodec.writeValue(out, entry.getValue().value);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Profile read(DataInput in) throws IOException {
    long firstSeenMillis = ValueCodec.readSigned(in);
    long lastSeenMillis = ValueCodec.readSigned(in);
    Map<String, Trait> traits = readTraits(in);
    Map<String, Trait> consent = readTraits(in);
    return new Profile(traits, consent, firstSeenMillis, lastSeenMillis);
  }

  private static Map<String, Trait> readTraits(DataInput in) throws IOException {
    Map<String, Trait> said = new TreeMap<>();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String name = ValueCodec.readText(in);
      long timeMillis = ValueCodec.readSigned(in);
      said.put(name, new Trait(ValueCodec.readValue(in), timeMillis));
    }
    return said;
  }
}
