package io.campanile.cli.report;

import io.campanile.patterns.Patterns;
import java.time.Instant;
import java.util.Optional;

/**
 * A release that a replay ran by.
 *
 * @param patterns what it says
 * @param from event time from which it is in force; empty for the first, which is from the
 *     beginning
 */
public record ReplayedRelease(Patterns patterns, Optional<Instant> from) {

  /** The release of a replay that has only one. */
  public static ReplayedRelease only(Patterns patterns) {
    return new ReplayedRelease(patterns, Optional.empty());
  }
}
