package io.campanile.jobs.limit;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.types.OutputRecordCodec;
import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import io.campanile.model.ValueCodec;
import java.io.IOException;

/**
 * An action that waits, as it lies in state: a version, the rank, the time after which it is
 * refused, and the record.
 */
record WaitingRecord(Urgency urgency, OutputRecord record) {

  private static final int FORMAT_VERSION = 1;

  byte[] write() throws IOException {
    ByteWriter out = new ByteWriter(record.json().length + 128);
    out.writeByte(FORMAT_VERSION);
    ValueCodec.writeSigned(out, urgency.rank());
    ValueCodec.writeSigned(out, urgency.expiresAtMillis());
    OutputRecordCodec.write(out, record);
    return out.toBytes();
  }

  static WaitingRecord read(byte[] bytes) throws IOException {
    ByteReader in = new ByteReader(bytes);
    Urgency urgency = urgency(in);
    return new WaitingRecord(urgency, OutputRecordCodec.read(in));
  }

  /** Only the beginning, without the record. */
  static Urgency readUrgency(byte[] bytes) throws IOException {
    return urgency(new ByteReader(bytes));
  }

  private static Urgency urgency(ByteReader in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != FORMAT_VERSION) {
      throw new IOException("Unknown format " + version + " of a waiting action");
    }
    long rank = ValueCodec.readSigned(in);
    return new Urgency(rank, ValueCodec.readSigned(in));
  }
}
