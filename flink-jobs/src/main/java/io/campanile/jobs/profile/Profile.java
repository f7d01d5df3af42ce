package io.campanile.jobs.profile;

import io.campanile.jobs.profile.ContactPoints.Mark;
import io.campanile.model.Channel;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.ValueCodec;
import io.campanile.patterns.Expression;
import io.campanile.patterns.ProfileFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
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

  /** Characters in the value of a trait, about; a longer one is not kept. */
  static final int MAX_TRAIT_CHARS = 16_384;

  /**
   * That a customer was seen again within the same hour of UTC is not worth another record; so the
   * published {@code lastSeen} is less than this behind.
   */
  private static final long SEEN_STEP_MILLIS = Duration.ofHours(1).toMillis();

  private static final String CONSENT = ProfileFields.CONSENT;

  /** In an object that says something of consent: whether it is granted, and on which ground. */
  private static final String GRANTED = "granted";

  private static final String BASIS = "basis";
  private static final long NEVER_SEEN = Long.MIN_VALUE;

  private final Map<String, Trait> traits;
  private final Consents consents;
  private Map<Channel, Mark> marks = Map.of();
  private long firstSeenMillis;
  private long lastSeenMillis;
  private @Nullable Map<String, @Nullable Object> view;
  private @Nullable Behaviour behaviour;
  private @Nullable ProfileView computedView;

  /** Whether there is something that the published profile does not tell. */
  private boolean hasNews;

  /** What was said of one trait. */
  private record Trait(@Nullable Object value, long timeMillis) {}

  /** The profile of a customer of whom nothing is known. */
  public Profile() {
    this(new TreeMap<>(), new Consents(), NEVER_SEEN, NEVER_SEEN);
  }

  private Profile(
      Map<String, Trait> traits, Consents consents, long firstSeenMillis, long lastSeenMillis) {
    this.traits = traits;
    this.consents = consents;
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
      return takeFeedback(event);
    }
    hasNews = true;
    int cutOff = 0;
    for (Map.Entry<String, @Nullable Object> trait : event.properties().entrySet()) {
      if (!trait.getKey().equals(CONSENT)) {
        cutOff += say(traits, trait.getKey(), trait.getValue(), event.timeMillis());
      } else if (trait.getValue() instanceof Map<?, ?> channels) {
        for (Map.Entry<?, ?> channel : channels.entrySet()) {
          cutOff += identifyConsent((String) channel.getKey(), channel.getValue(), event);
        }
      } else if (trait.getValue() == null) {
        removeConsent(event.timeMillis());
      }
    }
    view = null;
    return cutOff;
  }

  private int takeFeedback(Event event) {
    int cutOff = 0;
    for (Feedback feedback : Feedback.of(event)) {
      hasNews = true;
      view = null;
      if (feedback instanceof Feedback.Consent said) {
        cutOff +=
            sayConsent(said.channel().wireName(), said.granted(), event.timeMillis(), said.basis());
      } else if (feedback instanceof Feedback.Unusable unusable && behaviour != null) {
        behaviour
            .index()
            .contacts()
            .mark(unusable, event.timeMillis(), this)
            .ifPresent(mark -> remember(unusable.channel(), mark));
      }
    }
    return cutOff;
  }

  private void remember(Channel channel, Mark mark) {
    Mark before = marks.get(channel);
    if (before == null || before.sinceMillis() <= mark.sinceMillis()) {
      Map<Channel, Mark> fresh = new EnumMap<>(Channel.class);
      fresh.putAll(marks);
      fresh.put(channel, mark);
      marks = fresh;
    }
  }

  /** A channel's consent is a truth value, or an object that says on which ground, too. */
  private int identifyConsent(String channel, @Nullable Object value, Event event) {
    if (value instanceof Map<?, ?> said && said.containsKey(GRANTED)) {
      String basis = said.get(BASIS) instanceof String text ? text : null;
      return sayConsent(channel, said.get(GRANTED), event.timeMillis(), basis);
    }
    return sayConsent(channel, value, event.timeMillis(), null);
  }

  private int sayConsent(
      String channel, @Nullable Object value, long timeMillis, @Nullable String basis) {
    Trait removed = traits.get(CONSENT);
    boolean undone = removed != null && timeMillis < removed.timeMillis;
    return undone ? 0 : consents.say(channel, value, timeMillis, basis);
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
      consents.forget(timeMillis);
    }
  }

  private void see(long timeMillis) {
    boolean first = firstSeenMillis == NEVER_SEEN;
    hasNews |=
        first
            || timeMillis < firstSeenMillis
            || Math.floorDiv(timeMillis, SEEN_STEP_MILLIS)
                > Math.floorDiv(lastSeenMillis, SEEN_STEP_MILLIS);
    firstSeenMillis = first ? timeMillis : Math.min(firstSeenMillis, timeMillis);
    lastSeenMillis = first ? timeMillis : Math.max(lastSeenMillis, timeMillis);
    if (view != null) {
      putSeen(view);
    }
  }

  private static int say(
      Map<String, Trait> said, String name, @Nullable Object value, long timeMillis) {
    Trait before = said.get(name);
    boolean tooMany = before == null && said.size() >= MAX_TRAITS;
    if (tooMany || !ValueSize.isAtMost(value, MAX_TRAIT_CHARS)) {
      return 1;
    }
    if (before == null || before.timeMillis <= timeMillis) {
      said.put(name, new Trait(value, timeMillis));
    }
    return 0;
  }

  /**
   * Whether something was said, or the customer was seen in another hour, since the profile was
   * published.
   */
  public boolean hasNews() {
    return hasNews;
  }

  /** What is known is published now. */
  public void markPublished() {
    hasNews = false;
  }

  /** Lets expressions see what is computed, too. */
  public void show(Behaviour computed) {
    behaviour = computed;
    computedView = computed.index().isEmpty() ? null : new ProfileView(this, computed);
  }

  /**
   * The object that expressions see as {@code profile}: traits, {@code consent}, as timestamps
   * {@code first_seen} and {@code last_seen}, and what is computed. Only to be read, and only until
   * the next {@link #apply}.
   */
  public Map<String, @Nullable Object> view() {
    return computedView == null ? said() : computedView;
  }

  /** What a variable of an expression about this customer stands for, or null for nothing. */
  public @Nullable Map<String, @Nullable Object> object(String variable) {
    if (variable.equals("profile")) {
      return view();
    }
    return variable.equals(Expression.SEGMENTS) && behaviour != null
        ? behaviour.memberships().view()
        : null;
  }

  /** What was said of consent. */
  public Consents consents() {
    return consents;
  }

  /** What is known about a channel's address beside itself, or null. */
  @Nullable Mark mark(Channel channel) {
    return marks.get(channel);
  }

  /** When a trait was said last, epoch milliseconds; {@code Long.MIN_VALUE} for never. */
  long saidMillis(String trait) {
    Trait said = traits.get(trait);
    return said == null ? Long.MIN_VALUE : said.timeMillis;
  }

  /** What was said of the customer and the computed traits, without what every profile has. */
  public Map<String, @Nullable Object> traits() {
    // What is computed comes in the order of names.
    Map<String, @Nullable Object> all = traits.isEmpty() ? new LinkedHashMap<>() : new TreeMap<>();
    traits.forEach(
        (name, trait) -> {
          if (trait.value != null && !ProfileFields.ALL.contains(name)) {
            all.put(name, trait.value);
          }
        });
    if (behaviour != null) {
      behaviour.putTraits(all);
    }
    return all;
  }

  /** What was said, and when the customer was seen; nothing in it is null. */
  Map<String, @Nullable Object> said() {
    if (view == null) {
      Map<String, @Nullable Object> fresh = present(traits);
      fresh.put(CONSENT, consents.values());
      if (firstSeenMillis != NEVER_SEEN) {
        putSeen(fresh);
      }
      view = fresh;
    }
    return view;
  }

  private void putSeen(Map<String, @Nullable Object> target) {
    target.put(ProfileFields.FIRST_SEEN, Instant.ofEpochMilli(firstSeenMillis));
    target.put(ProfileFields.LAST_SEEN, Instant.ofEpochMilli(lastSeenMillis));
  }

  /** When the customer was first seen, epoch milliseconds; {@code Long.MIN_VALUE} for never. */
  public long firstSeenMillis() {
    return firstSeenMillis;
  }

  /** Of all that is known, what was refused: it holds for a customer who comes back after years. */
  public Profile refusals() {
    Profile refusals = new Profile();
    refusals.consents.takeRefusals(consents);
    return refusals;
  }

  /** Whether nothing was ever said or seen. */
  public boolean isEmpty() {
    return firstSeenMillis == NEVER_SEEN && traits.isEmpty() && consents.isEmpty();
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
    return consents.of(channel);
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
    consents.write(out);
  }

  /** Whether there is more to write than {@link #write} does; few profiles have it. */
  public boolean hasMore() {
    return !marks.isEmpty() || consents.hasBases();
  }

  /** Writes the rest, for {@link #readMore}: grounds of consent, and addresses out of use. */
  public void writeMore(DataOutput out) throws IOException {
    consents.writeBases(out);
    ValueCodec.writeUnsigned(out, marks.size());
    for (Map.Entry<Channel, Mark> entry : marks.entrySet()) {
      ValueCodec.writeText(out, entry.getKey().wireName());
      out.writeLong(entry.getValue().addressHash());
      out.writeBoolean(entry.getValue().named());
      ValueCodec.writeSigned(out, entry.getValue().sinceMillis());
      ValueCodec.writeText(out, entry.getValue().reason());
    }
  }

  /** Reads what {@link #writeMore} wrote, into the profile that {@link #read} has read. */
  public void readMore(DataInput in) throws IOException {
    consents.readBases(in);
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String channel = ValueCodec.readText(in);
      long hash = in.readLong();
      boolean named = in.readBoolean();
      long sinceMillis = ValueCodec.readSigned(in);
      Mark mark = new Mark(hash, named, sinceMillis, ValueCodec.readText(in));
      Channel.of(channel).ifPresent(known -> remember(known, mark));
    }
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
    return new Profile(traits, Consents.read(in), firstSeenMillis, lastSeenMillis);
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
