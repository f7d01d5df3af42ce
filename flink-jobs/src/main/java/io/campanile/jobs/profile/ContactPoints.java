package io.campanile.jobs.profile;

import io.campanile.model.Channel;
import io.campanile.model.Ids;
import io.campanile.model.ValueText;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Policy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where channels reach a customer: the addresses that the policy finds in a profile, and whether
 * they can be used.
 *
 * <p>An address that bounced is unusable, however often it is said again; another one is usable.
 * Where the event did not say which address it was, it was the one that had been said by then.
 */
public final class ContactPoints {

  private final Map<Channel, Expression> addresses;

  /** Those of a policy. */
  public ContactPoints(Policy policy) {
    this.addresses = policy.addresses();
  }

  /** Equal where they say the same of every profile. */
  Object meaning() {
    return addresses;
  }

  /**
   * That an address cannot be used.
   *
   * @param addressHash of the address, {@link #UNKNOWN} where it is not known which it was
   * @param named whether the event said which address it was
   */
  record Mark(long addressHash, boolean named, long sinceMillis, String reason) {}

  /** Why an address cannot be used, and since when. */
  public record Unusable(String reason, long sinceMillis) {}

  private static final long UNKNOWN = 0;

  /** The mark that feedback leaves on a profile; empty where the channel has no addresses. */
  Optional<Mark> mark(Feedback.Unusable feedback, long timeMillis, Profile profile) {
    if (!addresses.containsKey(feedback.channel())) {
      return Optional.empty();
    }
    String named = feedback.address();
    long hash = UNKNOWN;
    if (named != null) {
      hash = hash(named);
    } else if (saidMillis(feedback.channel(), profile) <= timeMillis) {
      hash = address(feedback.channel(), profile).map(ContactPoints::hash).orElse(UNKNOWN);
    }
    return Optional.of(new Mark(hash, named != null, timeMillis, feedback.reason()));
  }

  /** The address of a channel; empty where the profile has none. */
  public Optional<String> address(Channel channel, Profile profile) {
    return Optional.ofNullable(addresses.get(channel))
        .flatMap(expression -> expression.value(profile::object))
        .flatMap(ValueText::of)
        .filter(text -> !text.isEmpty());
  }

  /** Why the channel's address cannot be used; empty where it can, or where there is none. */
  public Optional<Unusable> unusable(Channel channel, Profile profile) {
    Mark mark = profile.mark(channel);
    if (mark == null) {
      return Optional.empty();
    }
    return address(channel, profile)
        .filter(address -> concerns(mark, address, channel, profile))
        .map(address -> new Unusable(mark.reason, mark.sinceMillis));
  }

  private boolean concerns(Mark mark, String address, Channel channel, Profile profile) {
    return mark.addressHash == hash(address)
        || (!mark.named && saidMillis(channel, profile) <= mark.sinceMillis);
  }

  /** When the present address was said last. */
  private long saidMillis(Channel channel, Profile profile) {
    Expression expression = addresses.get(channel);
    return expression == null
        ? Long.MIN_VALUE
        : expression.profileProperties().stream()
            .mapToLong(profile::saidMillis)
            .max()
            .orElse(Long.MIN_VALUE);
  }

  /** What expressions see as {@code profile.contact_points}: each channel that has an address. */
  public Map<String, @Nullable Object> view(Profile profile) {
    Map<String, @Nullable Object> points = new LinkedHashMap<>();
    for (Channel channel : addresses.keySet()) {
      address(channel, profile)
          .ifPresent(address -> points.put(channel.wireName(), point(address, channel, profile)));
    }
    return points;
  }

  private Map<String, @Nullable Object> point(String address, Channel channel, Profile profile) {
    Map<String, @Nullable Object> point = new LinkedHashMap<>();
    Optional<Unusable> unusable = unusable(channel, profile);
    point.put("address", address);
    point.put("usable", unusable.isEmpty());
    unusable.ifPresent(
        found -> {
          point.put("reason", found.reason());
          point.put("since", Instant.ofEpochMilli(found.sinceMillis()));
        });
    return point;
  }

  /** Eight bytes are enough to tell a few addresses of one customer apart, and hold no address. */
  private static long hash(String address) {
    String plain = address.strip().toLowerCase(Locale.ROOT);
    long hash = ByteBuffer.wrap(Ids.sha256(plain)).getLong();
    return hash == UNKNOWN ? 1 : hash;
  }
}
