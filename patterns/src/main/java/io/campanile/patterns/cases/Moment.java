package io.campanile.patterns.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day on a day of a test.
 *
 * @param day from 1
 * @param time to the second
 */
public record Moment(int day, LocalTime time) implements Comparable<Moment> {

  private static final Pattern TEXT =
      Pattern.compile("(?:([1-9][0-9]{0,3}) +)?([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?");

  /** The moment that a text says, such as {@code 10:00} or {@code 2 10:00}; empty for others. */
  public static Optional<Moment> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int day = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    int second = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    int hour = Integer.parseInt(matcher.group(2));
    return Optional.of(
        new Moment(day, LocalTime.of(hour, Integer.parseInt(matcher.group(3)), second)));
  }

  /**
   * The second in which an instant falls in a test that begins on a date in a zone. Only what time
   * alone changes is not on a full second: a comparison turns over a millisecond behind it.
   */
  public static Moment of(Instant instant, LocalDate date, ZoneId zone) {
    ZonedDateTime local = instant.atZone(zone);
    long day = ChronoUnit.DAYS.between(date, local.toLocalDate()) + 1;
    return new Moment(Math.toIntExact(day), local.toLocalTime().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The instant; a local time that does not exist is moved forward, of two the first is meant. */
  public Instant at(LocalDate date, ZoneId zone) {
    return ZonedDateTime.of(date.plusDays(day - 1L), time, zone).toInstant();
  }

  @Override
  public int compareTo(Moment other) {
    int byDay = Integer.compare(day, other.day);
    return byDay != 0 ? byDay : time.compareTo(other.time);
  }

  /** As it is written: {@code 10:00}, {@code 2 10:00}, {@code 10:00:30}. */
  @Override
  public String toString() {
    // LocalTime leaves out the seconds where they are zero.
    return (day == 1 ? "" : day + " ") + time;
  }
}
