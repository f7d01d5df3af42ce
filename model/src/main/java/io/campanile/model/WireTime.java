package io.campanile.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as they stand on the wire: RFC 3339 in UTC with exactly three decimals. */
public final class WireTime {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** Such as {@code 2017-11-24T16:04:58.000Z}. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  /** As {@link #format(Instant)}, for epoch milliseconds. */
  public static String format(long epochMillis) {
    return format(Instant.ofEpochMilli(epochMillis));
  }
}
