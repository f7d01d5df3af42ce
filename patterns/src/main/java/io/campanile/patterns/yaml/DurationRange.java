package io.campanile.patterns.yaml;

import java.time.Duration;
import java.util.Optional;

/**
 * Which durations make sense somewhere.
 *
 * @param min the shortest
 * @param max the longest
 */
public record DurationRange(Duration min, Duration max) {

  /** Ten years: longer than any state is kept, and far from where arithmetic on times overflows. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  /** From a second on. */
  public static final DurationRange POSITIVE = new DurationRange(Duration.ofSeconds(1), LONGEST);

  /** From zero on. */
  public static final DurationRange ANY = new DurationRange(Duration.ZERO, LONGEST);

  /** From a second to {@code max}. */
  public static DurationRange upTo(Duration max) {
    return new DurationRange(Duration.ofSeconds(1), max);
  }

  /** What speaks against a duration, if anything, to complete "… is `0s`, ". */
  public Optional<String> objection(Duration duration) {
    if (duration.compareTo(min) < 0) {
      return Optional.of("expected more than zero");
    }
    if (duration.compareTo(max) > 0) {
      return Optional.of("expected at most " + Durations.format(max));
    }
    return Optional.empty();
  }
}
