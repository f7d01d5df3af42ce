package io.campanile.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events in binary, behind a version: between operators, and in keyed state while they wait for the
 * watermark.
 */
public final class EventCodec {

  /** The version that this code writes. */
  public static final int VERSION = 1;

  private static final int USUAL_BYTES = 256;

  private EventCodec() {}

  /** Writes an event. */
  public static void write(DataOutput out, Event event) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(event.type().code());
    ValueCodec.writeText(out, event.messageId());
    ValueCodec.writeText(out, event.name());
    ValueCodec.writeNullableText(out, event.userId());
    ValueCodec.writeNullableText(out, event.anonymousId());
    ValueCodec.writeSigned(out, event.timeMillis());
    writeProperties(out, event.properties());
  }

  private static void writeProperties(DataOutput out, Map<String, @Nullable Object> properties)
      throws IOException {
    if (properties instanceof EncodedObject object) {
      ValueCodec.writeUnsigned(out, object.encoded().length);
      out.write(object.encoded());
      return;
    }
    ByteWriter bytes = new ByteWriter(USUAL_BYTES);
    ValueCodec.writeObject(bytes, properties);
    ValueCodec.writeUnsigned(out, bytes.size());
    bytes.writeTo(out);
  }

  /** Reads what {@link #write} of this or an older version wrote. */
  public static Event read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("Unknown event format " + version + ": written by a newer version");
    }
    EventType type = EventType.ofCode(in.readUnsignedByte());
    String messageId = ValueCodec.readText(in);
    String name = ValueCodec.readText(in);
    String userId = ValueCodec.readNullableText(in);
    String anonymousId = ValueCodec.readNullableText(in);
    long timeMillis = ValueCodec.readSigned(in);
    byte[] properties = new byte[ValueCodec.readSize(in)];
    in.readFully(properties);
    return new Event(
        messageId, type, name, userId, anonymousId, timeMillis, new EncodedObject(properties));
  }
}
