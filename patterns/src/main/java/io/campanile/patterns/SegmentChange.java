package io.campanile.patterns;

/**
 * What a trigger on a segment waits for.
 *
 * @param segment the segment's name
 * @param kind which way
 */
public record SegmentChange(String segment, Kind kind) {

  /** Which way. */
  public enum Kind {
    /** The customer becomes a member. */
    ENTERS,
    /** The customer is no member any more. */
    LEAVES
  }
}
