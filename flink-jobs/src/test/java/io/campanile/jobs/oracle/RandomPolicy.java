package io.campanile.jobs.oracle;

import io.campanile.model.Channel;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Policy;
import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.Consent;
import io.campanile.patterns.Policy.Holdout;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Then;
import io.campanile.patterns.Policy.Window;
import io.campanile.patterns.cel.CelLanguage.Use;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies whose times of day lie around midnight, morning and the changes of the clock. */
final class RandomPolicy {

  static final List<String> ZONES =
      List.of(
          "Europe/London",
          "America/New_York",
          "Australia/Lord_Howe",
          "Asia/Kolkata",
          "America/Havana");

  private static final String[] TIMES = {
    "00:00", "00:30", "01:00", "01:15", "01:30", "02:00", "02:15", "02:30", "03:00", "09:00",
    "12:00", "21:00", "23:30"
  };

  private static final LocalTime FREE = LocalTime.NOON;

  private RandomPolicy() {}

  static Policy of(Choices choose, Set<String> campaigns, Set<String> tags) {
    Map<Channel, Consent> consent = new EnumMap<>(Channel.class);
    Map<Channel, Expression> addresses = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      if (choose.oneIn(4)) {
        consent.put(channel, choose.of(Consent.values()));
      }
    }
    if (choose.oneIn(3)) {
      addresses.put(Channel.EMAIL, Compile.ofProfile("profile.email", Use.VALUE));
    }
    if (choose.oneIn(3)) {
      addresses.put(Channel.SMS, Compile.ofProfile("profile.phone", Use.VALUE));
    }
    return new Policy(
        ZoneId.of(choose.of(ZONES)),
        choose.of(Duration.ofHours(6), Duration.ofMinutes(30)),
        choose.of(
            Duration.ofDays(3), Duration.ofHours(12), Duration.ofHours(1), Duration.ofDays(8)),
        consent,
        addresses,
        quietHours(choose),
        caps(choose, campaigns, tags),
        choose.oneIn(6)
            ? Optional.of(new Holdout(choose.of(50.0, 0.0, 12.5, 0.29), "s" + choose.below(3)))
            : Optional.empty(),
        Policy.DEFAULT_SESSION_TIMEOUT);
  }

  private static List<QuietHours> quietHours(Choices choose) {
    List<QuietHours> result = new ArrayList<>();
    int count = choose.below(4);
    for (int i = 0; i < count; i++) {
      LocalTime from = LocalTime.parse(choose.of(TIMES));
      LocalTime to = LocalTime.parse(choose.of(TIMES));
      if (!from.equals(to)) {
        // Noon is free: quiet hours that leave no time are refused by the reader.
        boolean holdsNoon =
            from.isBefore(to)
                ? !FREE.isBefore(from) && FREE.isBefore(to)
                : FREE.isBefore(to) || !FREE.isBefore(from);
        result.add(
            new QuietHours(
                channels(choose, true),
                holdsNoon ? to : from,
                holdsNoon ? from : to,
                then(choose)));
      }
    }
    return result;
  }

  private static List<Cap> caps(Choices choose, Set<String> campaigns, Set<String> tags) {
    List<Cap> caps = new ArrayList<>();
    int count = choose.below(6);
    for (int i = 0; i < count; i++) {
      caps.add(
          new Cap(
              "cap-" + i,
              channels(choose, false),
              tags.isEmpty() || !choose.oneIn(3) ? Set.of() : Set.of(choose.of(List.copyOf(tags))),
              choose.oneIn(3) ? Set.of(choose.of(List.copyOf(campaigns))) : Set.of(),
              1 + choose.below(2),
              window(choose),
              then(choose)));
    }
    return caps;
  }

  private static Window window(Choices choose) {
    return choose.oneIn(2)
        ? new Window.Calendar(choose.of(Window.Period.values()))
        : new Window.Rolling(
            choose.of(
                Duration.ofDays(1),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofDays(7)));
  }

  private static Then then(Choices choose) {
    return choose.oneIn(4) ? Then.DROP : Then.DEFER;
  }

  private static Set<Channel> channels(Choices choose, boolean atLeastOne) {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    channels.addAll(choose.some(2, Channel.values()));
    if (atLeastOne && channels.isEmpty()) {
      channels.add(choose.of(Channel.values()));
    }
    return channels;
  }
}
