package io.campanile.jobs.decide;

import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Window.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The customer's local time. A local time that does not exist on a day is moved forward by the gap;
 * one that occurs twice means the first: {@link ZonedDateTime#of(LocalDateTime, ZoneId)} does both.
 */
final class LocalTimes {

  private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

  private LocalTimes() {}

  /** The zone with this IANA name, or the fallback where it is null or none. */
  static ZoneId zone(@Nullable String name, ZoneId fallback) {
    return name != null && ZONES.contains(name) ? ZoneId.of(name) : fallback;
  }

  /** The end of the quiet time that {@code nowMillis} lies in, or empty outside. */
  static OptionalLong quietUntil(QuietHours quiet, long nowMillis, ZoneId zone) {
    LocalDate today = Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate();
    boolean passesMidnight = quiet.to().isBefore(quiet.from());
    // Yesterday's may last until today; tomorrow's can have begun where a zone skips a day.
    for (int day = -1; day <= 1; day++) {
      LocalDate date = today.plusDays(day);
      long from = millisOf(date, quiet.from(), zone);
      long to = millisOf(passesMidnight ? date.plusDays(1) : date, quiet.to(), zone);
      if (from <= nowMillis && nowMillis < to) {
        return OptionalLong.of(to);
      }
    }
    return OptionalLong.empty();
  }

  /** The customer's local midnight at which the period that holds {@code nowMillis} began. */
  static long startOf(Period period, long nowMillis, ZoneId zone) {
    return millisOf(firstDay(period, nowMillis, zone), LocalTime.MIDNIGHT, zone);
  }

  /** The customer's local midnight at which the next period begins. */
  static long startOfNext(Period period, long nowMillis, ZoneId zone) {
    LocalDate first = firstDay(period, nowMillis, zone);
    LocalDate next =
        switch (period) {
          case DAY -> first.plusDays(1);
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
        };
    return millisOf(next, LocalTime.MIDNIGHT, zone);
  }

  private static LocalDate firstDay(Period period, long nowMillis, ZoneId zone) {
    LocalDate today = Instant.ofEpochMilli(nowMillis).atZone(zone).toLocalDate();
    return switch (period) {
      case DAY -> today;
      case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> today.withDayOfMonth(1);
    };
  }

  private static long millisOf(LocalDate date, LocalTime time, ZoneId zone) {
    return ZonedDateTime.of(date, time, zone).toInstant().toEpochMilli();
  }
}
