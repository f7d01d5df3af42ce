package io.campanile.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, kept whole so that it can be mended and sent again.
 *
 * @param schemaVersion version of this record's format
 * @param code what kind of fault it is
 * @param message what was found and what was expected, in a sentence
 * @param field path of the field at fault, such as {@code properties.price}, or null where the
 *     whole record is
 * @param source name of the configured source
 * @param topic Kafka topic or file name
 * @param partition Kafka partition; 0 for a file
 * @param offset Kafka offset; for a file the line, counted from 0
 * @param arrivedAt when the record arrived; null for history, which never arrived
 * @param raw the bytes as text, where they are UTF-8; else null
 * @param rawBase64 the bytes in base64, where they are not UTF-8, or control characters would make
 *     the text several times as long; else null
 * @param rawLength length of the record in bytes; {@code raw} is cut off at the size limit
 */
public record DeadLetter(
    int schemaVersion,
    Code code,
    String message,
    @Nullable String field,
    String source,
    String topic,
    int partition,
    long offset,
    @Nullable Instant arrivedAt,
    @Nullable String raw,
    @Nullable String rawBase64,
    long rawLength) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** The kinds of fault. */
  public enum Code {
    /** Not UTF-8, not JSON, not an object, too large or nested too deep. */
    UNREADABLE,
    /** A required field is missing or of the wrong type, or a name is too long. */
    INVALID,
    /** Before the year 2000 or too far ahead of the arrival. */
    TIME_OUT_OF_RANGE
  }
}
