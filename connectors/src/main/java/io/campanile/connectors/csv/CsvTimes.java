package io.campanile.connectors.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Reads the times of a column. A day without a time of day is its first moment; a local time that a
 * clock change leaves out is moved forward, and one that occurs twice means the first.
 */
public final class CsvTimes {

  /** RFC 3339, with a blank for the T, or without offset, decimals or time of day. */
  public static final String ISO = "iso";

  /** Seconds since 1970. */
  public static final String EPOCH_SECONDS = "epoch-seconds";

  /** Milliseconds since 1970. */
  public static final String EPOCH_MILLIS = "epoch-millis";

  private static final DateTimeFormatter ISO_FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu-MM-dd['T'HH:mm[:ss]][' 'HH:mm[:ss]]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[' ']")
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);

  private final CsvType.Time type;
  private final ZoneId zone;
  private final DateTimeFormatter formatter;

  CsvTimes(CsvType.Time type) {
    this.type = type;
    this.zone = ZoneId.of(type.timeZone());
    this.formatter = formatter(type.format());
  }

  /**
   * Checks that times can be read by a format.
   *
   * @throws IllegalArgumentException where it is none, or what it writes says no day
   */
  public static void check(String format) {
    CsvTimes times = new CsvTimes(new CsvType.Time(format, "UTC"));
    if (times.millis(times.example()).isEmpty()) {
      throw new IllegalArgumentException(
          times.example() + " would be written so, which says no day and year");
    }
  }

  /** The formatter for a format; for those that are words of our own, the one for ISO. */
  private static DateTimeFormatter formatter(String format) {
    if (format.equals(ISO) || format.equals(EPOCH_SECONDS) || format.equals(EPOCH_MILLIS)) {
      return ISO_FORMAT;
    }
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(yearsOfNoEra(format))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Strict reading, by which 31 April is an error, knows a year `y` only with its era. */
  private static String yearsOfNoEra(String format) {
    StringBuilder pattern = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      quoted ^= c == '\'';
      pattern.append(c == 'y' && !quoted ? 'u' : c);
    }
    return pattern.toString();
  }

  /** Epoch milliseconds; empty where the text is no such time. */
  OptionalLong millis(String text) {
    try {
      return OptionalLong.of(
          switch (type.format()) {
            case EPOCH_SECONDS -> Math.multiplyExact(Long.parseLong(text), 1000L);
            case EPOCH_MILLIS -> Long.parseLong(text);
            default -> instant(text).toEpochMilli();
          });
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private Instant instant(String text) {
    TemporalAccessor time =
        formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return time instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : ((LocalDate) time).atStartOfDay(zone).toInstant();
  }

  /** What a time looks like, for messages. */
  String example() {
    Instant sample = Instant.parse("2026-03-31T18:05:00Z");
    return switch (type.format()) {
      case EPOCH_SECONDS -> Long.toString(sample.getEpochSecond());
      case EPOCH_MILLIS -> Long.toString(sample.toEpochMilli());
      case ISO -> "2026-03-31T18:05:00Z";
      default -> formatter.format(sample.atZone(zone));
    };
  }
}
