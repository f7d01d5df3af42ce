package io.campanile.connectors.types;

import io.campanile.connectors.json.Ingested;
import io.campanile.model.DeadLetter;
import io.campanile.model.EventCodec;
import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events and dead letters in binary, behind a version. */
final class IngestedCodec {

  /** The version that this code writes. */
  static final int VERSION = 1;

  private static final int GOOD = 1;
  private static final int BAD = 2;

  private IngestedCodec() {}

  static void write(DataOutput out, Ingested ingested) throws IOException {
    out.writeByte(VERSION);
    if (ingested instanceof Ingested.Good good) {
      out.writeByte(GOOD);
      EventCodec.write(out, good.event());
    } else if (ingested instanceof Ingested.Bad bad) {
      out.writeByte(BAD);
      writeLetter(out, bad.letter());
    }
  }

  static Ingested read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("Unknown format " + version + " of ingested records");
    }
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case GOOD -> new Ingested.Good(EventCodec.read(in));
      case BAD -> new Ingested.Bad(readLetter(in));
      default -> throw new IOException("Unknown kind " + kind + " of ingested record");
    };
  }

  private static void writeLetter(DataOutput out, DeadLetter letter) throws IOException {
    ValueCodec.writeUnsigned(out, letter.schemaVersion());
    ValueCodec.writeText(out, letter.code().name());
    ValueCodec.writeText(out, letter.message());
    ValueCodec.writeNullableText(out, letter.field());
    ValueCodec.writeText(out, letter.source());
    ValueCodec.writeText(out, letter.topic());
    ValueCodec.writeSigned(out, letter.partition());
    ValueCodec.writeSigned(out, letter.offset());
    Instant arrivedAt = letter.arrivedAt();
    out.writeBoolean(arrivedAt != null);
    if (arrivedAt != null) {
      ValueCodec.writeSigned(out, arrivedAt.toEpochMilli());
    }
    ValueCodec.writeNullableText(out, letter.raw());
    ValueCodec.writeNullableText(out, letter.rawBase64());
    ValueCodec.writeSigned(out, letter.rawLength());
  }

  private static DeadLetter readLetter(DataInput in) throws IOException {
    return new DeadLetter(
        (int) ValueCodec.readUnsigned(in),
        DeadLetter.Code.valueOf(ValueCodec.readText(in)),
        ValueCodec.readText(in),
        ValueCodec.readNullableText(in),
        ValueCodec.readText(in),
        ValueCodec.readText(in),
        (int) ValueCodec.readSigned(in),
        ValueCodec.readSigned(in),
        readNullableTime(in),
        ValueCodec.readNullableText(in),
        ValueCodec.readNullableText(in),
        ValueCodec.readSigned(in));
  }

  private static @Nullable Instant readNullableTime(DataInput in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochMilli(ValueCodec.readSigned(in)) : null;
  }
}
