package io.campanile.connectors.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint says about a {@link VersionedSerializer}: the version of the format. A newer
 * serializer takes older formats as they are; an older one refuses newer ones when the job starts,
 * not when it meets the first record.
 *
 * <p>The subclasses are named in savepoints: never rename or move them.
 *
 * @param <T> the type of record
 */
abstract class VersionedSnapshot<T> implements TypeSerializerSnapshot<T> {

  /** The version of this snapshot's own layout, which is one number. */
  private static final int LAYOUT_VERSION = 1;

  private int formatVersion;

  /**
   * @param formatVersion of the serializer that is about to write
   */
  VersionedSnapshot(int formatVersion) {
    this.formatVersion = formatVersion;
  }

  @Override
  public abstract VersionedSerializer<T> restoreSerializer();

  @Override
  public int getCurrentVersion() {
    return LAYOUT_VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(formatVersion);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    if (readVersion != LAYOUT_VERSION) {
      throw new IOException(
          getClass().getName() + ": found layout " + readVersion + ", expected " + LAYOUT_VERSION);
    }
    formatVersion = in.readInt();
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSerializerSnapshot) {
    if (oldSerializerSnapshot.getClass() != getClass()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    int oldVersion = ((VersionedSnapshot<T>) oldSerializerSnapshot).formatVersion;
    return oldVersion <= formatVersion
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
