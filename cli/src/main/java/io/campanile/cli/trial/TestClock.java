package io.campanile.cli.trial;

import io.campanile.patterns.cases.Moment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How a test tells the time.
 *
 * @param date which date the first day is
 * @param zone the policy's
 */
public record TestClock(LocalDate date, ZoneId zone) {

  Moment moment(Instant instant) {
    return Moment.of(instant, date, zone);
  }
}
