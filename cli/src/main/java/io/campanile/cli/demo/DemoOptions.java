package io.campanile.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a demonstration is asked for.
 *
 * @param patterns a checked directory of patterns
 * @param seed decides what the shop's visitors do
 * @param customers how many visitors, at least 1
 * @param speed simulated seconds a second, above 0
 * @param atMost ends after so much of our time, or empty
 * @param untilActions ends once so many actions were seen; 0 for no such end
 * @param keep whether the working directory stays
 */
public record DemoOptions(
    Path patterns,
    long seed,
    int customers,
    double speed,
    Optional<Duration> atMost,
    long untilActions,
    boolean keep) {

  /** A Monday morning, always the same one, so that the same seed is the same run. */
  public static final Instant START = Instant.parse("2026-03-02T07:00:00Z");

  /** Checks the bounds. */
  public DemoOptions {
    require(customers >= 1, "--customers must be at least 1: " + customers);
    require(
        speed > 0 && speed <= 1_000_000, "--speed must be above 0 and at most 1000000: " + speed);
    require(untilActions >= 0, "--until-actions must not be negative: " + untilActions);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
