package io.campanile.connectors.kafka.release;

import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The one partition, and how far it was read.
 *
 * @param nextOffset what is read next
 * @param markMillis the time that was announced: nothing that is read later takes effect at or
 *     before it; {@code Long.MIN_VALUE} for none
 */
record ReleaseSplit(long nextOffset, long markMillis) implements SourceSplit {

  static final String ID = "releases-0";

  /** Of a job that begins. */
  static ReleaseSplit whole() {
    return new ReleaseSplit(0, Long.MIN_VALUE);
  }

  @Override
  public String splitId() {
    return ID;
  }

  /** A split while it is read. */
  static final class Progress {
    long nextOffset;
    long markMillis;

    Progress(ReleaseSplit split) {
      nextOffset = split.nextOffset;
      markMillis = split.markMillis;
    }

    ReleaseSplit split() {
      return new ReleaseSplit(nextOffset, markMillis);
    }
  }

  /** A split in state. */
  static final class Serializer implements SimpleVersionedSerializer<ReleaseSplit> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(ReleaseSplit split) throws IOException {
      ByteWriter out = new ByteWriter(2 * Long.BYTES);
      out.writeLong(split.nextOffset);
      out.writeLong(split.markMillis);
      return out.toBytes();
    }

    @Override
    public ReleaseSplit deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION) {
        throw new IOException("Unknown format of a split " + version + ", known is " + VERSION);
      }
      ByteReader in = new ByteReader(bytes);
      return new ReleaseSplit(in.readLong(), in.readLong());
    }
  }
}
