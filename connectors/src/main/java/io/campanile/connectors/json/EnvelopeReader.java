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
 * What all formats of events have in common once their fields are read: the checks, and what
 * becomes of a record that does not pass them.
 *
 * <p>Keeps a buffer from record to record: one reader a thread.
 */
public final class EnvelopeReader {

  /** Three quarters of the megabyte that a Kafka broker takes by default. */
  private static final int MAX_TEXT_IN_JSON_BYTES = 3 * EventReader.MAX_BYTES;

  private final StrictUtf8 utf8 = new StrictUtf8();
  private final EventTime eventTime;

  /**
   * A reader.
   *
   * @param latestHistory records without an arrival that come after it are {@code
   *     TIME_OUT_OF_RANGE}
   */
  public EnvelopeReader(Instant latestHistory) {
    this.eventTime = new EventTime(latestHistory);
  }

  /** Makes an event of its fields; those that are not known are passed over. */
  public Event event(Map<String, @Nullable Object> fields, RawRecord raw) throws Fault {
    Envelope envelope = new Envelope(fields);
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

  /** Keeps a record whole that cannot be used. */
  public DeadLetter letter(RawRecord raw, Fault fault) {
    int kept = Math.min(raw.bytes().length, EventReader.MAX_BYTES);
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
