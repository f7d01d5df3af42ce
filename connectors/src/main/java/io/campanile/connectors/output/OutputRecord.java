package io.campanile.connectors.output;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A record on its way out, written already.
 *
 * @param stream where it goes
 * @param key the message's key: records with the same key stay in order
 * @param id what the record is about; records of one stream and time are sorted by it
 * @param order which of the records with the same time and id comes first, from 0
 * @param timeMillis event time of the record, epoch milliseconds
 * @param json the record as on the wire, without a line feed; never changed. Empty where there is
 *     none any more: a {@linkplain #isTombstone tombstone}
 */
// The array is what every sink wants; equals and hashCode below look into it.
@SuppressWarnings("ArrayRecordComponent")
public record OutputRecord(
    Stream stream, String key, String id, int order, long timeMillis, byte[] json) {

  /** The order of a file: by time, then id, then {@code order}, then the bytes. */
  public static final Comparator<OutputRecord> FILE_ORDER =
      Comparator.comparingLong(OutputRecord::timeMillis)
          .thenComparing(OutputRecord::id)
          .thenComparingInt(OutputRecord::order)
          .thenComparing(OutputRecord::json, Arrays::compareUnsigned);

  /** Checks that the order is not negative. */
  public OutputRecord {
    if (order < 0) {
      throw new IllegalArgumentException("Found the order " + order + ", expected 0 or more");
    }
  }

  /**
   * Whether it says that there is no record of this key any more. In a topic it has no value, so
   * that compaction deletes what was said before; in a file it is nothing.
   */
  public boolean isTombstone() {
    return json.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputRecord that
        && stream == that.stream
        && key.equals(that.key)
        && id.equals(that.id)
        && order == that.order
        && timeMillis == that.timeMillis
        && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return stream + " " + key + " " + new String(json, StandardCharsets.UTF_8);
  }
}
