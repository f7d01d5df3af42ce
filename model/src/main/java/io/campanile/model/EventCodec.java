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
  public static final int VERSION = 2;

  /** Knew of no context. */
  private static final int VERSION_1 = 1;

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
    writeObject(out, event.properties());
    if (event.context().isEmpty()) {
      ValueCodec.writeUnsigned(out, 0);
    } else {
      writeObject(out, event.context());
    }
  }

  private static void writeObject(DataOutput out, Map<String, @Nullable Object> properties)
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
    if (version != VERSION && version != VERSION_1) {
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
        messageId,
        type,
        name,
        userId,
        anonymousId,
        timeMillis,
        new EncodedObject(properties),
        version == VERSION_1 ? Map.of() : readContext(in));
  }

  private static Map<String, @Nullable Object> readContext(DataInput in) throws IOException {
    int lengthBytes = ValueCodec.readSize(in);
    if (lengthBytes == 0) {
      return Map.of();
    }
    byte[] context = new byte[lengthBytes];
    in.readFully(context);
    return new EncodedObject(context);
  }
}
