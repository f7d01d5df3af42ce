package io.campanile.patterns.yaml;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they stand in files: a whole number and one of the units s, m, h, d and w. */
public final class Durations {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})([smhdw])");
  private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern WORDY =
      Pattern.compile(
          "([0-9]{1,12}) *(s|m|h|d|w|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?)");

  private static final Pattern PART = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)([smhdw])");
  private static final Pattern SUM = Pattern.compile("(" + PART + " *)+");

  private static final long[] UNIT_SECONDS = {604_800, 86_400, 3_600, 60, 1};
  private static final String UNITS = "wdhms";

  private Durations() {}

  /** The duration that the text says; empty where it says none, then {@link #advice} says why. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit = UNIT_SECONDS[UNITS.indexOf(matcher.group(2))];
    return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) * unit));
  }

  /** The shortest text for a duration of whole seconds: {@code 90m}, {@code 1d}; weeks as days. */
  public static String format(Duration duration) {
    long seconds = duration.toSeconds();
    for (int i = 1; i < UNIT_SECONDS.length; i++) {
      if (seconds != 0 && seconds % UNIT_SECONDS[i] == 0) {
        return seconds / UNIT_SECONDS[i] + UNITS.substring(i, i + 1);
      }
    }
    return seconds + "s";
  }

  /** What to write instead of a text that is no duration, to complete "expected a duration: ". */
  public static String advice(String text) {
    if (BARE_NUMBER.matcher(text).matches()) {
      return "the unit is missing, write `%1$ss`, `%1$sm`, `%1$sh` or `%1$sd`.".formatted(text);
    }
    Matcher wordy = WORDY.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (wordy.matches()) {
      return "write `" + wordy.group(1) + wordy.group(2).charAt(0) + "`.";
    }
    return sum(text)
        .map(duration -> "one whole number and one unit, write `" + format(duration) + "`.")
        .orElse("one whole number and one unit, such as `45s`, `30m`, `2h`, `7d` or `2w`.");
  }

  /** What {@code 1h30m} and {@code 1.5h} mean. */
  private static Optional<Duration> sum(String text) {
    if (!SUM.matcher(text).matches()) {
      return Optional.empty();
    }
    Matcher part = PART.matcher(text);
    double seconds = 0;
    while (part.find()) {
      seconds += Double.parseDouble(part.group(1)) * UNIT_SECONDS[UNITS.indexOf(part.group(2))];
    }
    return Optional.of(Duration.ofSeconds(Math.round(seconds)));
  }
}
