package io.campanile.jobs.customer;

import io.campanile.model.ValueCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The {@code messageId}s that a customer had within the dedupe window.
 *
 * <p>An id is kept as 96 bits of its Murmur3 hash: at the bound, the odds that two ids of one
 * customer meet are one in 10<sup>22</sup>.
 */
final class SeenIds {

  /** Ids that are remembered for one customer; beyond it the oldest is forgotten. */
  static final int MAX_IDS = 4096;

  private final LinkedHashMap<Hash, Long> timeMillisById = new LinkedHashMap<>();

  private record Hash(long high, int low) {
    static Hash of(String messageId) {
      byte[] utf8 = messageId.getBytes(StandardCharsets.UTF_8);
      long[] hash = MurmurHash3.hash128x64(utf8, 0, utf8.length, 0);
      return new Hash(hash[0], (int) hash[1]);
    }
  }

  /** Remembers an id; false where it was there already. */
  boolean add(String messageId, long timeMillis) {
    return timeMillisById.putIfAbsent(Hash.of(messageId), timeMillis) == null;
  }

  /**
   * Forgets ids of this time or earlier, and the oldest above the bound.
   *
   * @return how many were forgotten because of the bound
   */
  int forget(long untilMillis) {
    int cutOff = 0;
    Iterator<Long> oldestFirst = timeMillisById.values().iterator();
    while (oldestFirst.hasNext()) {
      boolean expired = oldestFirst.next() <= untilMillis;
      if (!expired && timeMillisById.size() <= MAX_IDS) {
        return cutOff;
      }
      oldestFirst.remove();
      cutOff += expired ? 0 : 1;
    }
    return cutOff;
  }

  int size() {
    return timeMillisById.size();
  }

  boolean isEmpty() {
    return timeMillisById.isEmpty();
  }

  void write(DataOutput out) throws IOException {
    ValueCodec.writeUnsigned(out, timeMillisById.size());
    long previous = 0;
    for (Map.Entry<Hash, Long> entry : timeMillisById.entrySet()) {
      out.writeLong(entry.getKey().high);
      out.writeInt(entry.getKey().low);
      ValueCodec.writeSigned(out, entry.getValue() - previous);
      previous = entry.getValue();
    }
  }

  static SeenIds read(DataInput in) throws IOException {
    SeenIds seen = new SeenIds();
    int size = ValueCodec.readSize(in);
    long timeMillis = 0;
    for (int i = 0; i < size; i++) {
      Hash hash = new Hash(in.readLong(), in.readInt());
      timeMillis += ValueCodec.readSigned(in);
      seen.timeMillisById.put(hash, timeMillis);
    }
    return seen;
  }
}
