package io.campanile.model;

import java.time.Instant;

/**
 * A customer became a member of a segment, or is none any more.
 *
 * @param schemaVersion version of this record's format
 * @param customerId whose membership it is
 * @param segment name of the segment
 * @param change which way
 * @param at event time of the change
 * @param release the release of patterns that judged it
 */
public record SegmentRecord(
    int schemaVersion,
    String customerId,
    String segment,
    Change change,
    Instant at,
    String release) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** Which way. */
  public enum Change {
    /** A member now. */
    ENTERED,
    /** No member any more. */
    LEFT
  }
}
