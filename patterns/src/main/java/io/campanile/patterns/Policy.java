package io.campanile.patterns;

import io.campanile.model.Channel;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When, how often and with whose consent messages may be sent.
 *
 * @param timeZone for a customer whose profile has no valid {@code timezone}; default UTC
 * @param grace how long after it came up an action may still be sent; default 6 h
 * @param maxDefer how long after it was due a cap may defer an action; default 3 d
 * @param consent by channel; a channel that is absent needs none
 * @param addresses where a channel's address is found; a channel that is absent needs none
 * @param quietHours in the order of the file
 * @param caps in the order of the file
 * @param holdout customers who get nothing, to measure against, or empty
 * @param sessionTimeout a session ends this long after its last event; default 30 min
 */
public record Policy(
    ZoneId timeZone,
    Duration grace,
    Duration maxDefer,
    Map<Channel, Consent> consent,
    Map<Channel, Expression> addresses,
    List<QuietHours> quietHours,
    List<Cap> caps,
    Optional<Holdout> holdout,
    Duration sessionTimeout) {

  /** The grace of a policy that says nothing of it. */
  public static final Duration DEFAULT_GRACE = Duration.ofHours(6);

  /** The longest deferral of a policy that says nothing of it. */
  public static final Duration DEFAULT_MAX_DEFER = Duration.ofDays(3);

  /** The session's timeout of a policy that says nothing of it. */
  public static final Duration DEFAULT_SESSION_TIMEOUT = Duration.ofMinutes(30);

  /** The policy of a directory without a policy file: nothing is held back. */
  public static Policy none() {
    return new Policy(
        ZoneId.of("UTC"),
        DEFAULT_GRACE,
        DEFAULT_MAX_DEFER,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        DEFAULT_SESSION_TIMEOUT);
  }

  /**
   * The properties of the profile that are a channel's address, or a part of it: what must not
   * stand in records where addresses are left out.
   */
  public Set<String> addressTraits() {
    Set<String> traits = new TreeSet<>();
    addresses.values().forEach(address -> traits.addAll(address.profileProperties()));
    return traits;
  }

  /** What a channel needs of the customer. */
  public enum Consent {
    /** It must have been granted. */
    OPT_IN,
    /** It must not have been refused. */
    OPT_OUT,
    /** Nothing. */
    NONE
  }

  /** What happens to an action that a rule holds back. */
  public enum Then {
    /** It comes up again when the rule allows it. */
    DEFER,
    /** It is dropped. */
    DROP
  }

  /**
   * A daily time without messages, in the customer's local time.
   *
   * @param channels which channels
   * @param from belongs to the quiet time
   * @param to does not belong to it; before {@code from} where the interval passes midnight; never
   *     equal to it
   * @param then what happens
   */
  public record QuietHours(Set<Channel> channels, LocalTime from, LocalTime to, Then then) {}

  /**
   * A frequency cap. It covers an action when each of the sets that is not empty holds the
   * action's.
   *
   * @param name unique
   * @param channels which channels; empty for all
   * @param tags any one of them is enough; empty for all
   * @param campaigns which campaigns; empty for all
   * @param atMost how many sends, from 1
   * @param in the window
   * @param then what happens to the next one
   */
  public record Cap(
      String name,
      Set<Channel> channels,
      Set<String> tags,
      Set<String> campaigns,
      int atMost,
      Window in,
      Then then) {}

  /** The time over which a cap counts. */
  public sealed interface Window {
    /** The sends with a time in (t − length, t]. */
    record Rolling(Duration length) implements Window {}

    /** The sends since the customer's local midnight of the first day of this period. */
    record Calendar(Period period) implements Window {}

    /** The calendar's periods; weeks begin on Monday. */
    enum Period {
      DAY,
      WEEK,
      MONTH
    }
  }

  /**
   * A share of customers who get no marketing.
   *
   * @param percent 0 to 100
   * @param salt another salt holds out others
   */
  public record Holdout(double percent, String salt) {}
}
