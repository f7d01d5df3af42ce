package io.campanile.connectors.types;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Output records in binary, behind a version. */
public final class OutputRecordCodec {

  /** The version that this code writes. */
  public static final int VERSION = 1;

  private OutputRecordCodec() {}

  /** Writes a record. */
  public static void write(DataOutput out, OutputRecord record) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(record.stream().code());
    ValueCodec.writeText(out, record.key());
    ValueCodec.writeText(out, record.id());
    ValueCodec.writeUnsigned(out, record.order());
    ValueCodec.writeSigned(out, record.timeMillis());
    ValueCodec.writeUnsigned(out, record.json().length);
    out.write(record.json());
  }

  /** Reads what {@link #write} of this or an older version wrote. */
  public static OutputRecord read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("Unknown format " + version + " of output records");
    }
    Stream stream = Stream.ofCode(in.readUnsignedByte());
    String key = ValueCodec.readText(in);
    String id = ValueCodec.readText(in);
    int order = ValueCodec.readSize(in);
    long timeMillis = ValueCodec.readSigned(in);
    byte[] json = new byte[ValueCodec.readSize(in)];
    in.readFully(json);
    return new OutputRecord(stream, key, id, order, timeMillis, json);
  }
}
