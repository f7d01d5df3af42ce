package io.campanile.connectors.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of records that are never changed, so that a copy is the record itself, and whose
 * bytes begin with the version of their format, so that what an older version wrote stays readable.
 *
 * @param <T> the type of record
 */
abstract class VersionedSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  /** The version of the format that this code writes; it reads all versions up to it. */
  abstract int formatVersion();

  @Override
  public abstract VersionedSnapshot<T> snapshotConfiguration();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  /** Without state, so that one serves every thread. */
  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    throw new UnsupportedOperationException(
        "A record without content does not exist; nothing is ever read into another one");
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  // Without fields, serializers are equal when their final classes are.
  @SuppressWarnings("EqualsGetClass")
  @Override
  public boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public int hashCode() {
    return getClass().hashCode();
  }
}
