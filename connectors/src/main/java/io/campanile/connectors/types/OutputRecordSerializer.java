package io.campanile.connectors.types;

import io.campanile.connectors.output.OutputRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Records on their way out. */
public final class OutputRecordSerializer extends VersionedSerializer<OutputRecord> {

  /** The type, for operators that hand it on. */
  public static final TypeInformation<OutputRecord> TYPE =
      new RecordType<>(OutputRecord.class, new OutputRecordSerializer());

  private static final long serialVersionUID = 1L;

  @Override
  int formatVersion() {
    return OutputRecordCodec.VERSION;
  }

  @Override
  public void serialize(OutputRecord record, DataOutputView target) throws IOException {
    OutputRecordCodec.write(target, record);
  }

  @Override
  public OutputRecord deserialize(DataInputView source) throws IOException {
    return OutputRecordCodec.read(source);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link VersionedSnapshot}. */
  public static final class Snapshot extends VersionedSnapshot<OutputRecord> {

    /** Called by Flink, to write or to restore. */
    public Snapshot() {
      super(OutputRecordCodec.VERSION);
    }

    @Override
    public OutputRecordSerializer restoreSerializer() {
      return new OutputRecordSerializer();
    }
  }
}
