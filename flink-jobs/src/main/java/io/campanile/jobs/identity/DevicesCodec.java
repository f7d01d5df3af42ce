package io.campanile.jobs.identity;

import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import io.campanile.model.ValueCodec;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The devices of a customer in binary, behind a version. */
final class DevicesCodec {

  private static final int VERSION = 1;

  private DevicesCodec() {}

  static byte[] write(Devices devices) throws IOException {
    ByteWriter out = new ByteWriter(64);
    out.writeByte(VERSION);
    ValueCodec.writeSigned(out, devices.erasedMillis());
    ValueCodec.writeSigned(out, devices.timerMillis());
    ValueCodec.writeUnsigned(out, devices.saidMillis().size());
    for (Map.Entry<String, Long> entry : devices.saidMillis().entrySet()) {
      ValueCodec.writeText(out, entry.getKey());
      ValueCodec.writeSigned(out, entry.getValue());
    }
    return out.toBytes();
  }

  static Devices read(String customer, byte[] bytes) throws IOException {
    ByteReader in = new ByteReader(bytes);
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException(
          "The state devices has format "
              + version
              + ", known is "
              + VERSION
              + ": written by a newer version");
    }
    long erasedMillis = ValueCodec.readSigned(in);
    long timerMillis = ValueCodec.readSigned(in);
    Map<String, Long> saidMillis = new LinkedHashMap<>();
    int size = ValueCodec.readSize(in);
    for (int i = 0; i < size; i++) {
      String visitor = ValueCodec.readText(in);
      saidMillis.put(visitor, ValueCodec.readSigned(in));
    }
    return new Devices(customer, saidMillis, erasedMillis, timerMillis);
  }
}
