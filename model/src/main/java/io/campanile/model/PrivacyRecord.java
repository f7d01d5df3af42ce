package io.campanile.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done about one customer's request for privacy.
 *
 * @param schemaVersion version of this record's format
 * @param requestId messageId of the event that asked
 * @param operation what was done
 * @param customerId whose data it is
 * @param requestedAt event time of the event that asked
 * @param at the customer's time at which it was done, later than {@code requestedAt} where the
 *     request came late. What was written about an erased customer up to this time belongs to what
 *     was deleted; everything later is of a new beginning, and has a later time
 * @param content for ERASED how much of what was deleted, and no personal data; for EXPORTED all
 *     that is held
 */
public record PrivacyRecord(
    int schemaVersion,
    String requestId,
    Operation operation,
    String customerId,
    Instant requestedAt,
    Instant at,
    Map<String, @Nullable Object> content) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** What was done. */
  public enum Operation {
    /** All that was held was deleted. */
    ERASED,
    /** All that is held was handed out. */
    EXPORTED
  }
}
