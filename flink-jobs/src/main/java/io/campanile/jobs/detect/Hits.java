package io.campanile.jobs.detect;

/**
 * What one event is for one sequence.
 *
 * @param steps bit i: it satisfies the event step number i
 * @param guards bit i: it satisfies the without step number i
 */
public record Hits(long steps, long guards) {

  /** Nothing. */
  public static final Hits NONE = new Hits(0, 0);

  /** Whether it satisfies the event step with this number. */
  public boolean hasStep(int step) {
    return (steps & (1L << step)) != 0;
  }

  /** Whether it satisfies the without step with this number. */
  public boolean hasGuard(int guard) {
    return (guards & (1L << guard)) != 0;
  }

  /** Whether it can begin a sequence. */
  public boolean begins() {
    return hasStep(0);
  }

  /** Whether it is nothing for the sequence. */
  public boolean isNone() {
    return (steps | guards) == 0;
  }

  /** What it is by this and by other. */
  public Hits or(Hits other) {
    return new Hits(steps | other.steps, guards | other.guards);
  }
}
