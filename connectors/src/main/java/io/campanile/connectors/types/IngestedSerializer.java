package io.campanile.connectors.types;

import io.campanile.connectors.json.Ingested;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events and dead letters, as they come from a source. */
public final class IngestedSerializer extends VersionedSerializer<Ingested> {

  /** The type, for operators that hand it on. */
  public static final TypeInformation<Ingested> TYPE =
      new RecordType<>(Ingested.class, new IngestedSerializer());

  private static final long serialVersionUID = 1L;

  @Override
  int formatVersion() {
    return IngestedCodec.VERSION;
  }

  @Override
  public void serialize(Ingested record, DataOutputView target) throws IOException {
    IngestedCodec.write(target, record);
  }

  @Override
  public Ingested deserialize(DataInputView source) throws IOException {
    return IngestedCodec.read(source);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link VersionedSnapshot}. */
  public static final class Snapshot extends VersionedSnapshot<Ingested> {

    /** Called by Flink, to write or to restore. */
    public Snapshot() {
      super(IngestedCodec.VERSION);
    }

    @Override
    public IngestedSerializer restoreSerializer() {
      return new IngestedSerializer();
    }
  }
}
