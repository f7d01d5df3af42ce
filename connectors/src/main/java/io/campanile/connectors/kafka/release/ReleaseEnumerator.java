package io.campanile.connectors.kafka.release;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the one reader; its state is whether it has. */
final class ReleaseEnumerator implements SplitEnumerator<ReleaseSplit, Boolean> {

  private final SplitEnumeratorContext<ReleaseSplit> context;
  private @Nullable ReleaseSplit waiting;

  /**
   * @param assigned whether a reader has the split already
   */
  ReleaseEnumerator(SplitEnumeratorContext<ReleaseSplit> context, boolean assigned) {
    this.context = context;
    this.waiting = assigned ? null : ReleaseSplit.whole();
  }

  @Override
  public void start() {
    // Waits for the reader.
  }

  @Override
  public void addReader(int subtask) {
    if (waiting != null) {
      context.assignSplit(waiting, subtask);
      waiting = null;
    }
  }

  @Override
  public void addSplitsBack(List<ReleaseSplit> splits, int subtask) {
    if (!splits.isEmpty()) {
      waiting = splits.get(0);
      if (context.registeredReaders().containsKey(subtask)) {
        addReader(subtask);
      }
    }
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    // It is assigned without being asked for.
  }

  @Override
  public Boolean snapshotState(long checkpointId) {
    return waiting == null;
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  /** Its state, as one byte. */
  static final class Serializer implements SimpleVersionedSerializer<Boolean> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(Boolean assigned) {
      return new byte[] {(byte) (assigned ? 1 : 0)};
    }

    @Override
    public Boolean deserialize(int version, byte[] bytes) throws IOException {
      if (version != VERSION || bytes.length != 1) {
        throw new IOException("Unknown format of an enumerator " + version);
      }
      return bytes[0] == 1;
    }
  }
}
