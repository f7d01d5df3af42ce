package io.campanile.connectors.json;

/**
 * A record as it came, before anything about it was believed.
 *
 * @param bytes the record; a source may have cut it off behind {@link EventReader#MAX_BYTES}
 * @param lengthBytes length of the whole record, cut off or not
 * @param source name of the configured source
 * @param topic Kafka topic or file name
 * @param partition Kafka partition; 0 for a file
 * @param offset Kafka offset; for a file the line, counted from 0
 * @param arrivedAtMillis when it arrived, epoch milliseconds, or {@link #NO_ARRIVAL}
 */
// Never compared: the array is here to be read once.
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(
    byte[] bytes,
    long lengthBytes,
    String source,
    String topic,
    int partition,
    long offset,
    long arrivedAtMillis) {

  /** History: the record was exported long after it happened, so it has no arrival. */
  public static final long NO_ARRIVAL = Long.MAX_VALUE;

  /** Checks that the bytes are not more than the record. */
  public RawRecord {
    if (lengthBytes < bytes.length) {
      throw new IllegalArgumentException(
          "A record of " + lengthBytes + " bytes cannot hold " + bytes.length);
    }
  }

  /** Whether it is known when the record arrived. */
  public boolean hasArrival() {
    return arrivedAtMillis != NO_ARRIVAL;
  }
}
