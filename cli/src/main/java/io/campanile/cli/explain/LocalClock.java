package io.campanile.cli.explain;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as the customer's wall clock shows them.
 *
 * @param zone where the customer is
 * @param toTheMinute whether seconds are left out, where nobody has to find an event by its time
 */
record LocalClock(ZoneId zone, boolean toTheMinute) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

  /** Shows seconds too. */
  LocalClock(ZoneId zone) {
    this(zone, false);
  }

  /** {@code Tue 3 Mar 2026 18:05}; seconds only where there are any. */
  String full(Instant time) {
    return DAY.format(time.atZone(zone)) + " " + timeOfDay(time);
  }

  /** The time of day alone, where it is the same day as another time. */
  String beside(Instant time, Instant other) {
    boolean sameDay = time.atZone(zone).toLocalDate().equals(other.atZone(zone).toLocalDate());
    return sameDay ? timeOfDay(time) : full(time);
  }

  private String timeOfDay(Instant time) {
    ZonedDateTime local = time.atZone(zone);
    String pattern =
        toTheMinute || (local.getNano() == 0 && local.getSecond() == 0)
            ? "HH:mm"
            : local.getNano() != 0 ? "HH:mm:ss.SSS" : "HH:mm:ss";
    String text = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
    // In the hour that occurs twice, when summer ends, the offset tells which one it is.
    boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
    return twice ? text + " (UTC" + local.getOffset().getId().replace("Z", "") + ")" : text;
  }

  /**
   * A time as somebody types it: RFC 3339, or local as {@code 2026-03-02 18:05}; empty where it is
   * neither.
   */
  Optional<Instant> parse(String text) {
    String wire = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2})[ t]", "$1T");
    try {
      return Optional.of(OffsetDateTime.parse(wire).toInstant());
    } catch (DateTimeException e) {
      return parseLocal(wire);
    }
  }

  private Optional<Instant> parseLocal(String wire) {
    try {
      return Optional.of(LocalDateTime.parse(wire).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code 1 hour}, {@code 2 days 3 hours}: its two largest units. */
  static String words(Duration duration) {
    long[] counts = {
      duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()
    };
    String[] units = {"day", "hour", "minute", "second"};
    StringBuilder text = new StringBuilder();
    int told = 0;
    for (int i = 0; i < units.length && told < 2; i++) {
      if (counts[i] > 0) {
        text.append(told == 0 ? "" : " ").append(counted(counts[i], units[i]));
        told++;
      } else if (told > 0) {
        // "1 day 5 seconds" would only look exact.
        break;
      }
    }
    return told == 0 ? duration.toMillis() + " ms" : text.toString();
  }

  /** {@code 1 day}, {@code 2 days}. */
  static String counted(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
