package io.campanile.patterns;

import io.campanile.model.Channel;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Consent;
import io.campanile.patterns.Policy.Holdout;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Reads {@code policy.yaml}. */
final class PolicyReader {

  private static final Duration SHORT_SESSION_TIMEOUT = Duration.ofMinutes(1);

  /** The longest pause that can end a session. */
  static final Duration MAX_SESSION_TIMEOUT = Duration.ofDays(1);

  private static final Set<String> PROFILE = Set.of("profile");

  private final Expressions expressions;
  private final CapReader capReader;

  PolicyReader(Expressions expressions, CapReader capReader) {
    this.expressions = expressions;
    this.capReader = capReader;
  }

  /** The policy; what is wrong is noted, and left at its default. */
  Policy read(YamlMap map) {
    map.allow(PolicyShapes.POLICY.keys());
    ZoneId zone =
        map.scalar("time-zone", "the name of a time zone, such as `Europe/London`")
            .flatMap(PolicyReader::zone)
            .orElse(Policy.none().timeZone());
    Duration grace = map.duration("grace", DurationRange.POSITIVE).orElse(Policy.DEFAULT_GRACE);
    Duration maxDefer =
        map.duration("max-defer", DurationRange.ANY).orElse(Policy.DEFAULT_MAX_DEFER);
    Map<Channel, Consent> consent = new EnumMap<>(Channel.class);
    eachChannel(
        map,
        "consent",
        (channel, value) ->
            value
                .asScalar(Nearest.oneOf(Words.CONSENT.keySet()))
                .flatMap(scalar -> scalar.choice(Words.CONSENT))
                .ifPresent(c -> consent.put(channel, c)));
    Map<Channel, Expression> addresses = new EnumMap<>(Channel.class);
    eachChannel(
        map,
        "channels",
        (channel, value) -> address(value).ifPresent(e -> addresses.put(channel, e)));
    List<QuietHours> quietHours =
        map.list("quiet-hours", "a list of quiet hours")
            .map(new QuietHoursReader()::read)
            .orElse(List.of());
    List<Cap> caps = map.list("caps", "a list of caps").map(capReader::read).orElse(List.of());
    Optional<Holdout> holdout =
        map.map("holdout", "a mapping such as `{percent: 5, salt: spring}`")
            .flatMap(PolicyReader::holdout);
    return new Policy(
        zone,
        grace,
        maxDefer,
        Collections.unmodifiableMap(consent),
        Collections.unmodifiableMap(addresses),
        quietHours,
        caps,
        holdout,
        map.map("session", "a mapping such as `{timeout: 30m}`")
            .flatMap(PolicyReader::sessionTimeout)
            .orElse(Policy.DEFAULT_SESSION_TIMEOUT));
  }

  private static Optional<ZoneId> zone(YamlScalar scalar) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(scalar.text())) {
      return Optional.of(ZoneId.of(scalar.text()));
    }
    String hint =
        Nearest.to(scalar.text(), new TreeSet<>(known))
            .map(near -> " Did you mean `" + near + "`?")
            .orElse(" Expected a name such as `Europe/London` or `UTC`.");
    scalar.error(
        ProblemCode.TIME_ZONE, "The time zone `" + scalar.shown() + "` is not known." + hint);
    return Optional.empty();
  }

  private static void eachChannel(
      YamlMap policy, String key, BiConsumer<Channel, YamlValue> action) {
    Optional<YamlMap> map = policy.map(key, "a mapping with a channel on each line");
    map.ifPresent(
        channels -> {
          channels.allow(Words.CHANNELS.keySet());
          for (String name : channels.keys()) {
            Channel.of(name)
                .ifPresent(channel -> channels.get(name).ifPresent(v -> action.accept(channel, v)));
          }
        });
  }

  private Optional<Expression> address(YamlValue value) {
    Optional<YamlMap> map =
        value.asMap("`{address: profile.…}`, or `{}` where no address is needed");
    map.ifPresent(channel -> channel.allow(PolicyShapes.CHANNEL.keys()));
    return map.flatMap(
            channel -> channel.scalar("address", "an expression such as `profile.email`"))
        .flatMap(this::addressOf);
  }

  private Optional<Expression> addressOf(YamlScalar scalar) {
    Optional<Expression> address = expressions.compile(scalar, PROFILE, Use.VALUE);
    if (address.isPresent()
        && address.get().profileProperties().contains(ProfileFields.CONTACT_POINTS)) {
      scalar.error(
          ProblemCode.ADDRESS,
          "`profile.contact_points` is made of the addresses that stand here. Expected a property"
              + " that `identify` brings, such as `profile.email`.");
      return Optional.empty();
    }
    return address;
  }

  private static Optional<Duration> sessionTimeout(YamlMap session) {
    session.allow(PolicyShapes.SESSION.keys());
    session.require("timeout", "a duration such as `30m`");
    Optional<Duration> timeout =
        session.duration("timeout", DurationRange.upTo(MAX_SESSION_TIMEOUT));
    if (timeout.isPresent() && timeout.get().compareTo(SHORT_SESSION_TIMEOUT) < 0) {
      session.warningAt(
          "timeout",
          ProblemCode.SHORT_SESSION,
          "Who reads a page for a minute begins a new session. Usual is `30m`.");
    }
    return timeout;
  }

  private static Optional<Holdout> holdout(YamlMap map) {
    map.allow(PolicyShapes.HOLDOUT.keys());
    map.require("percent", "a number from 0 to 100");
    map.require("salt", "a word: another salt holds out other customers");
    Optional<Double> percent = map.number("percent", 0, 100);
    Optional<String> salt = map.text("salt");
    if (percent.isPresent() && percent.get() == 100) {
      map.warningAt(
          "percent",
          ProblemCode.HOLDOUT_OF_ALL,
          "With 100 percent held out, nobody gets any marketing.");
    }
    return percent.flatMap(p -> salt.map(s -> new Holdout(p, s)));
  }
}
