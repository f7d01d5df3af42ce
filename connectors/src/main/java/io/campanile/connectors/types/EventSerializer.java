package io.campanile.connectors.types;

import io.campanile.model.Event;
import io.campanile.model.EventCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events, in the format of {@link EventCodec}. */
public final class EventSerializer extends VersionedSerializer<Event> {

  /** The type, for operators that hand it on. */
  public static final TypeInformation<Event> TYPE =
      new RecordType<>(Event.class, new EventSerializer());

  private static final long serialVersionUID = 1L;

  @Override
  int formatVersion() {
    return EventCodec.VERSION;
  }

  @Override
  public void serialize(Event record, DataOutputView target) throws IOException {
    EventCodec.write(target, record);
  }

  @Override
  public Event deserialize(DataInputView source) throws IOException {
    return EventCodec.read(source);
  }

  @Override
  public Snapshot snapshotConfiguration() {
    return new Snapshot();
  }

  /** See {@link VersionedSnapshot}. */
  public static final class Snapshot extends VersionedSnapshot<Event> {

    /** Called by Flink, to write or to restore. */
    public Snapshot() {
      super(EventCodec.VERSION);
    }

    @Override
    public EventSerializer restoreSerializer() {
      return new EventSerializer();
    }
  }
}
