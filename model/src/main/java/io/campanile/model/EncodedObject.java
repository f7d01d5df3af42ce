package io.campanile.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that stays in binary until somebody looks into it: most events between two steps
 * are no campaign's concern, and are stored as they came. Not thread-safe.
 */
final class EncodedObject extends AbstractMap<String, @Nullable Object> {

  private final byte[] encoded;
  private @Nullable Map<String, @Nullable Object> decoded;

  /** An object as {@link ValueCodec#writeObject} wrote it. */
  EncodedObject(byte[] encoded) {
    this.encoded = encoded;
  }

  /** The object in binary. */
  byte[] encoded() {
    return encoded;
  }

  private Map<String, @Nullable Object> decoded() {
    if (decoded == null) {
      try {
        decoded = ValueCodec.readObject(new ByteReader(encoded));
      } catch (IOException e) {
        throw new UncheckedIOException("The properties of an event cannot be read", e);
      }
    }
    return decoded;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return decoded().get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return decoded().containsKey(key);
  }

  @Override
  public int size() {
    return decoded().size();
  }

  /** An object without entries is one byte, which need not be decoded. */
  @Override
  public boolean isEmpty() {
    return encoded.length == 1;
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return decoded().entrySet();
  }
}
