package io.campanile.connectors.json;

import io.campanile.model.Event;
import java.time.Instant;

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

  private final StrictUtf8 utf8 = new StrictUtf8();
  private final EnvelopeReader envelopes;

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
    this.envelopes = new EnvelopeReader(latestHistory);
  }

  /** Reads one record. */
  public Ingested read(RawRecord raw) {
    try {
      return new Ingested.Good(event(raw));
    } catch (Fault fault) {
      return new Ingested.Bad(envelopes.letter(raw, fault));
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
    return envelopes.event(JsonValues.read(utf8.chars(), utf8.length(), Envelope.FIELDS), raw);
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
}
