package io.campanile.model;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as they stand on the wire: RFC 3339 in UTC with exactly three decimals. */
public final class WireTime {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private static final long MILLIS_A_DAY = 86_400_000;
  private static final long YEAR_0_MILLIS = LocalDate.of(0, 1, 1).toEpochDay() * MILLIS_A_DAY;
  private static final long YEAR_10000_MILLIS =
      LocalDate.of(10_000, 1, 1).toEpochDay() * MILLIS_A_DAY;

  private WireTime() {}

  /** Such as {@code 2017-11-24T16:04:58.000Z}. */
  public static String format(Instant time) {
    return format(time.toEpochMilli());
  }

  /**
   * As {@link #format(Instant)}, for epoch milliseconds. Years of four digits, which is all there
   * is but for the end of time, do without the formatter: it takes ten times as long, and every
   * record has several times.
   */
  public static String format(long epochMillis) {
    if (epochMillis < YEAR_0_MILLIS || epochMillis >= YEAR_10000_MILLIS) {
      return FORMAT.format(Instant.ofEpochMilli(epochMillis));
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, MILLIS_A_DAY));
    int millis = (int) Math.floorMod(epochMillis, MILLIS_A_DAY);
    byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
    put(text, 3, day.getYear());
    put(text, 6, day.getMonthValue());
    put(text, 9, day.getDayOfMonth());
    put(text, 12, millis / 3_600_000);
    put(text, 15, millis / 60_000 % 60);
    put(text, 18, millis / 1_000 % 60);
    put(text, 22, millis % 1_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Puts a number's digits into text, the last of them at this place. */
  private static void put(byte[] text, int last, int number) {
    int at = last;
    for (int rest = number; rest > 0; rest /= 10) {
      text[at] = (byte) ('0' + rest % 10);
      at--;
    }
  }
}
