package io.campanile.jobs.identity;

import io.campanile.model.ValueCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A visitor in binary, behind a version. */
final class VisitorCodec {

  private static final int VERSION = 1;

  private VisitorCodec() {}

  static byte[] write(Visitor visitor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      ValueCodec.writeNullableText(out, visitor.customer());
      ValueCodec.writeSigned(out, visitor.namedMillis());
      ValueCodec.writeSigned(out, visitor.lastSeenMillis());
      ValueCodec.writeSigned(out, visitor.timerMillis());
      visitor.recent().write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  static Visitor read(String id, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "The state visitor has format "
              + version
              + ", known is "
              + VERSION
              + ": written by a newer version");
    }
    return new Visitor(
        id,
        ValueCodec.readNullableText(in),
        ValueCodec.readSigned(in),
        ValueCodec.readSigned(in),
        ValueCodec.readSigned(in),
        RecentEvents.read(in));
  }
}
