package io.campanile.connectors.json;

import io.campanile.model.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, by the four times that Segment's specification knows.
 *
 * <p>A client sends {@code timestamp} (which Segment calls {@code originalTimestamp} from then on)
 * and {@code sentAt}, both by its own clock. However wrong that clock is, their difference is
 * right: the event happened {@code sentAt − originalTimestamp} before it arrived. A record that has
 * been through Segment says so by {@code receivedAt}; its {@code timestamp} has been corrected
 * already, against an arrival that is nearer to the truth than ours. The order:
 *
 * <ol>
 *   <li>{@code timestamp} as it stands, where {@code receivedAt} is there, or {@code sentAt} is
 *       not, or the arrival is not known (history);
 *   <li>else {@code arrival − (sentAt − originalTimestamp)}, where a missing {@code
 *       originalTimestamp} is the {@code timestamp};
 *   <li>{@code originalTimestamp}, where there is no {@code timestamp};
 *   <li>the arrival, where there is neither;
 *   <li>where there is no arrival either, the record is invalid.
 * </ol>
 */
final class EventTime {

  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);
  private static final long EARLIEST_MILLIS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  /** The last moment that RFC 3339 can write: beyond it, differences would overflow. */
  private static final long LAST_WRITABLE_MILLIS =
      Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final long latestHistoryMillis;

  /**
   * @param latestHistory for records without an arrival, no event may come after this
   */
  EventTime(Instant latestHistory) {
    this.latestHistoryMillis = latestHistory.toEpochMilli();
  }

  /** Epoch milliseconds. */
  long of(Map<String, @Nullable Object> fields, RawRecord raw) throws Fault {
    OptionalLong timestamp = read(fields, "timestamp");
    OptionalLong original = read(fields, "originalTimestamp");
    OptionalLong sentAt = read(fields, "sentAt");
    boolean corrected = fields.get("receivedAt") != null && timestamp.isPresent();
    OptionalLong byClient = original.isPresent() ? original : timestamp;
    String field = timestamp.isPresent() || original.isEmpty() ? "timestamp" : "originalTimestamp";
    if (raw.hasArrival() && !corrected && sentAt.isPresent() && byClient.isPresent()) {
      long ago = sentAt.getAsLong() - byClient.getAsLong();
      return checked(raw.arrivedAtMillis() - ago, field, raw);
    }
    if (timestamp.isPresent()) {
      return checked(timestamp.getAsLong(), field, raw);
    }
    if (original.isPresent()) {
      return checked(original.getAsLong(), field, raw);
    }
    if (raw.hasArrival()) {
      return checked(raw.arrivedAtMillis(), field, raw);
    }
    throw Fault.invalid("timestamp", "missing; history has no arrival that could stand in for it");
  }

  private long checked(long millis, String field, RawRecord raw) throws Fault {
    if (millis < EARLIEST_MILLIS) {
      throw Fault.timeOutOfRange(
          field,
          "found "
              + WireTime.format(millis)
              + ", which is before 2000-01-01; a number is taken as milliseconds, not seconds");
    }
    if (!raw.hasArrival()) {
      if (millis > latestHistoryMillis) {
        throw Fault.timeOutOfRange(
            field,
            "found "
                + WireTime.format(millis)
                + ", expected nothing after "
                + WireTime.format(latestHistoryMillis)
                + " in history");
      }
    } else if (millis > raw.arrivedAtMillis() + MAX_AHEAD.toMillis()) {
      throw Fault.timeOutOfRange(
          field,
          "found "
              + WireTime.format(millis)
              + ", which is more than "
              + MAX_AHEAD.toMinutes()
              + " minutes ahead of its arrival at "
              + WireTime.format(raw.arrivedAtMillis()));
    }
    return millis;
  }

  private static OptionalLong read(Map<String, @Nullable Object> fields, String field)
      throws Fault {
    Object value = fields.get(field);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value instanceof String text) {
      OptionalLong millis = Rfc3339.parse(text);
      if (millis.isEmpty()) {
        throw notATime(field, "\"" + JsonValues.shortened(text) + "\"");
      }
      return millis;
    }
    if (value instanceof Long millis) {
      return inRange(field, millis);
    }
    if (value instanceof Double millis) {
      // A cast of what is too large gives the largest long, which is out of range as well.
      return inRange(field, (long) Math.floor(millis));
    }
    throw notATime(field, Envelope.kindOf(value));
  }

  private static OptionalLong inRange(String field, long millis) throws Fault {
    if (millis > LAST_WRITABLE_MILLIS || millis < -LAST_WRITABLE_MILLIS) {
      throw Fault.timeOutOfRange(
          field, "found " + millis + ", expected epoch milliseconds of this century");
    }
    return OptionalLong.of(millis);
  }

  private static Fault notATime(String field, String found) {
    return Fault.invalid(
        field,
        "found "
            + found
            + ", expected a time such as 2017-11-24T16:04:58.000Z, or epoch milliseconds");
  }
}
