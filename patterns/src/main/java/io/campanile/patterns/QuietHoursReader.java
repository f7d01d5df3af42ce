package io.campanile.patterns;

import io.campanile.model.Channel;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Then;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code quiet-hours}. */
final class QuietHoursReader {

  private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{2})");
  private static final int MINUTES_A_DAY = 24 * 60;

  List<QuietHours> read(YamlList list) {
    List<QuietHours> result = new ArrayList<>();
    for (YamlMap map : list.maps("a mapping with `channels`, `from` and `to`")) {
      entry(map).ifPresent(result::add);
    }
    checkSomeTimeIsLeft(list, result);
    return List.copyOf(result);
  }

  private static Optional<QuietHours> entry(YamlMap map) {
    map.allow(PolicyShapes.QUIET_HOURS.keys());
    map.require("channels", "a list such as `[sms, push]`");
    map.require("from", "a time of day such as `\"21:00\"`");
    map.require("to", "a time of day such as `\"09:00\"`");
    Set<Channel> channels = channels(map);
    Optional<LocalTime> from = map.scalar("from", "a time of day").flatMap(QuietHoursReader::time);
    Optional<LocalTime> to = map.scalar("to", "a time of day").flatMap(QuietHoursReader::time);
    Then then = map.choice("then", Words.THEN).orElse(Then.DEFER);
    if (from.isEmpty() || to.isEmpty() || channels.isEmpty()) {
      return Optional.empty();
    }
    if (from.equals(to)) {
      map.errorAt(
          "to",
          ProblemCode.QUIET_HOURS,
          "`from` and `to` are both %s, expected two different times. To send nothing at all on a"
                  .formatted(from.get())
              + " channel, pause its campaigns.");
      return Optional.empty();
    }
    return Optional.of(new QuietHours(channels, from.get(), to.get(), then));
  }

  /** The channels that a rule names; unknown ones are noted. */
  static Set<Channel> channels(YamlMap map) {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    Optional<YamlList> list = map.list("channels", "a list such as `[sms, push]`");
    if (list.isEmpty()) {
      return channels;
    }
    if (list.get().size() == 0) {
      map.errorAt(
          "channels",
          ProblemCode.EMPTY_LIST,
          "`channels` is an empty list, expected at least one channel.");
    }
    for (YamlScalar scalar : list.get().scalars(Nearest.oneOf(Words.CHANNELS.keySet()))) {
      Optional<Channel> channel = Channel.of(scalar.text());
      channel.ifPresent(channels::add);
      if (channel.isEmpty()) {
        scalar.error(
            ProblemCode.UNKNOWN_WORD,
            "The channel `%s` is not known.%s"
                .formatted(scalar.shown(), Nearest.hint(scalar.text(), Words.CHANNELS.keySet())));
      }
    }
    return Collections.unmodifiableSet(channels);
  }

  private static Optional<LocalTime> time(YamlScalar scalar) {
    Matcher matcher = TIME.matcher(scalar.text());
    if (!matcher.matches()) {
      scalar.error(
          ProblemCode.TIME_OF_DAY,
          "%s is `%s`, expected a time of day from `\"00:00\"` to `\"23:59\"`."
              .formatted(scalar.label(), scalar.shown()));
      return Optional.empty();
    }
    int hour = Integer.parseInt(matcher.group(1));
    int minute = Integer.parseInt(matcher.group(2));
    if (hour > 23 || minute > 59) {
      String hint = hour == 24 && minute == 0 ? " Midnight is `\"00:00\"`." : "";
      scalar.error(
          ProblemCode.TIME_OF_DAY,
          "%s is `%s`, expected a time of day from `\"00:00\"` to `\"23:59\"`.%s"
              .formatted(scalar.label(), scalar.shown(), hint));
      return Optional.empty();
    }
    if (matcher.group(1).length() == 1) {
      scalar.error(
          ProblemCode.TIME_OF_DAY,
          "%s is `%s`, expected two digits for the hour: `\"0%s\"`."
              .formatted(scalar.label(), scalar.text(), scalar.text()));
      return Optional.empty();
    }
    return Optional.of(LocalTime.of(hour, minute));
  }

  /** Quiet hours that leave no minute of the day would hold every message back for ever. */
  private static void checkSomeTimeIsLeft(YamlList list, List<QuietHours> all) {
    for (Channel channel : Channel.values()) {
      BitSet quiet = new BitSet(MINUTES_A_DAY);
      for (QuietHours hours : all) {
        if (hours.channels().contains(channel)) {
          cover(quiet, minute(hours.from()), minute(hours.to()));
        }
      }
      if (quiet.cardinality() == MINUTES_A_DAY) {
        list.error(
            ProblemCode.QUIET_HOURS,
            "The quiet hours of `%s` together cover the whole day, so nothing could ever be sent."
                    .formatted(channel.wireName())
                + " Leave some time between them.");
      }
    }
  }

  private static void cover(BitSet quiet, int from, int to) {
    if (from < to) {
      quiet.set(from, to);
    } else {
      quiet.set(from, MINUTES_A_DAY);
      quiet.set(0, to);
    }
  }

  private static int minute(LocalTime time) {
    return time.toSecondOfDay() / 60;
  }
}
