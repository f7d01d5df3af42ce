package io.campanile.jobs.oracle;

import io.campanile.patterns.Policy.Cap;
import io.campanile.patterns.Policy.QuietHours;
import io.campanile.patterns.Policy.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Quiet hours and caps, counted out with the calendar of {@code java.time}. */
final class NaiveClock {

  private NaiveClock() {}

  /** The end of the quiet hours that this moment lies in, if it lies in them. */
  static Optional<Long> quietUntil(QuietHours hours, ZoneId zone, long t) {
    LocalDate today = dateOf(zone, t);
    for (int day = -2; day <= 1; day++) {
      LocalDate date = today.plusDays(day);
      LocalDate endDate = hours.from().isBefore(hours.to()) ? date : date.plusDays(1);
      long from = at(zone, date, hours.from());
      long to = at(zone, endDate, hours.to());
      if (from <= t && t < to) {
        return Optional.of(to);
      }
    }
    return Optional.empty();
  }

  /** How many of these sends the cap counts at this moment. */
  static long used(Cap cap, ZoneId zone, List<Long> sends, long t) {
    long after =
        cap.in() instanceof Window.Rolling rolling
            ? t - rolling.length().toMillis()
            : midnight(zone, firstDay((Window.Calendar) cap.in(), zone, t)) - 1;
    return sends.stream().filter(send -> send > after && send <= t).count();
  }

  /** The first moment after t at which the cap allows another send. */
  static long allowedAt(Cap cap, ZoneId zone, List<Long> sends, long t) {
    if (cap.in() instanceof Window.Rolling rolling) {
      TreeSet<Long> candidates = new TreeSet<>();
      sends.forEach(send -> candidates.add(send + rolling.length().toMillis()));
      return candidates.stream()
          .filter(m -> m > t && used(cap, zone, sends, m) < cap.atMost())
          .findFirst()
          .orElseThrow();
    }
    Window.Calendar calendar = (Window.Calendar) cap.in();
    LocalDate first = firstDay(calendar, zone, t);
    LocalDate next =
        switch (calendar.period()) {
          case DAY -> first.plusDays(1);
          case WEEK -> first.plusWeeks(1);
          case MONTH -> first.plusMonths(1);
        };
    return midnight(zone, next);
  }

  private static LocalDate firstDay(Window.Calendar calendar, ZoneId zone, long t) {
    LocalDate today = dateOf(zone, t);
    return switch (calendar.period()) {
      case DAY -> today;
      case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> today.withDayOfMonth(1);
    };
  }

  private static LocalDate dateOf(ZoneId zone, long t) {
    return Instant.ofEpochMilli(t).atZone(zone).toLocalDate();
  }

  private static long midnight(ZoneId zone, LocalDate date) {
    return at(zone, date, LocalTime.MIDNIGHT);
  }

  /**
   * ZonedDateTime.of moves a local time in a gap forward by the gap's length, and takes the first
   * of two.
   */
  private static long at(ZoneId zone, LocalDate date, LocalTime time) {
    return ZonedDateTime.of(date, time, zone).toInstant().toEpochMilli();
  }
}
