package io.campanile.connectors.json;

import io.campanile.model.DeadLetter;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events as the Segment specification writes them, in strict UTF-8 and strict JSON. Every record
 * becomes exactly one event or one dead letter; no input makes it throw.
 *
 * <p>Keeps buffers from record to record: one reader a thread.
 */
public final class EventReader {

  /** A larger record is a dead letter; a dead letter keeps this much of it. */
  public static final int MAX_BYTES = 256 * 1024;

  /** History may not reach beyond this, unless the reader is told an earlier end. */
  public static final Instant LATEST_HISTORY = Instant.parse("2100-01-01T00:00:00Z");

  /** Three quarters of the megabyte that a Kafka broker takes by default. */
  private static final int MAX_TEXT_IN_JSON_BYTES = 3 * MAX_BYTES;

  private final StrictUtf8 utf8 = new StrictUtf8();
  private final EventTime eventTime;

  /** A reader for records that arrive, and for history up to {@link #LATEST_HISTORY}. */
  public EventReader() {
    this(LATEST_HISTORY);
  }

  /**
   * A reader for history that has an end.
   *
   * @param latestHistory records without an arrival that come after it are {@code
   *     TIME_OUT_OF_RANGE}
   */
  public EventReader(Instant latestHistory) {
    this.eventTime = new EventTime(latestHistory);
  }

  /** Reads one record. */
  public Ingested read(RawRecord raw) {
    try {
      return new Ingested.Good(event(raw));
    } catch (Fault fault) {
      return new Ingested.Bad(letter(raw, fault));
    }
  }

  private Event event(RawRecord raw) throws Fault {
    if (raw.lengthBytes() > MAX_BYTES) {
      throw Fault.unreadable(
          "found " + raw.lengthBytes() + " bytes, expected at most " + MAX_BYTES);
    }
    byte[] bytes = raw.bytes();
    int fault = utf8.decode(bytes, bytes.length, true);
    if (fault >= 0) {
      throw Fault.unreadable(
          String.format(
              "not UTF-8: found the byte 0x%02X at byte %d%s",
              bytes[fault], fault, encodingHint(bytes)));
    }
    if (utf8.length() > 0 && utf8.chars()[0] == '\uFEFF') {
      throw Fault.unreadable("not JSON: found a byte order mark, expected a JSON object");
    }
    Envelope envelope = new Envelope(JsonValues.read(utf8.chars(), utf8.length(), Envelope.FIELDS));
    return event(envelope, raw);
  }

  private Event event(Envelope envelope, RawRecord raw) throws Fault {
    String messageId = envelope.messageId();
    EventType type = envelope.type();
    String name = envelope.name(type);
    String userId = envelope.id("userId");
    String anonymousId = envelope.id("anonymousId");
    if (userId == null && anonymousId == null) {
      throw Fault.invalid("userId", "missing, and anonymousId too; expected one of them");
    }
    Map<String, @Nullable Object> properties = envelope.properties(type);
    long timeMillis = eventTime.of(envelope.fields(), raw);
    return new Event(
        messageId,
        type,
        name,
        userId,
        anonymousId,
        timeMillis,
        properties,
        ContextReader.read(envelope.fields().get("context"), name));
  }

  private static String encodingHint(byte[] bytes) {
    if (bytes.length >= 2
        && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF))) {
      return "; it looks like UTF-16";
    }
    if (bytes.length >= 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B) {
      return "; it looks like gzip";
    }
    return "";
  }

  private DeadLetter letter(RawRecord raw, Fault fault) {
    int kept = Math.min(raw.bytes().length, MAX_BYTES);
    String text = text(raw.bytes(), kept, kept == raw.lengthBytes());
    String base64 = null;
    if (text == null) {
      base64 = Base64.getEncoder().encodeToString(Arrays.copyOf(raw.bytes(), kept));
    }
    return new DeadLetter(
        DeadLetter.SCHEMA_VERSION,
        fault.code(),
        fault.sentence(),
        fault.field(),
        raw.source(),
        raw.topic(),
        raw.partition(),
        raw.offset(),
        raw.hasArrival() ? Instant.ofEpochMilli(raw.arrivedAtMillis()) : null,
        text,
        base64,
        raw.lengthBytes());
  }

  /** Null where the bytes are no text, or none that a dead letter could carry to a topic. */
  private @Nullable String text(byte[] bytes, int length, boolean whole) {
    if (utf8.decode(bytes, length, whole) >= 0
        || jsonBytes(bytes, length) > MAX_TEXT_IN_JSON_BYTES) {
      return null;
    }
    return utf8.text();
  }

  /** A control character takes six bytes in JSON: as text, a letter of them fits in no message. */
  private static long jsonBytes(byte[] bytes, int length) {
    long total = 0;
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (b >= 0 && b < ' ') {
        total += 6;
      } else {
        total += b == '"' || b == '\\' ? 2 : 1;
      }
    }
    return total;
  }
}
