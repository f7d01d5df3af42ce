package io.campanile.jobs;

import io.campanile.jobs.decide.Decider;
import java.io.Serializable;

/**
 * The clock on the wall, for what depends on it: arrival, grace after an outage, and time while all
 * sources are silent.
 */
@FunctionalInterface
public interface WallClock extends Serializable {

  /** Now, epoch milliseconds; {@link Decider#NO_WALL_CLOCK} where there is none. */
  long nowMillis();

  /** Whether there is one. */
  default boolean exists() {
    return nowMillis() != Decider.NO_WALL_CLOCK;
  }

  /** The machine's clock, for live jobs. */
  static WallClock system() {
    return System::currentTimeMillis;
  }

  /** No clock, for history: nothing is too late, and nothing moves by itself. */
  static WallClock none() {
    return () -> Decider.NO_WALL_CLOCK;
  }

  /**
   * A clock that runs faster, for demonstrations.
   *
   * @param realStartMillis the machine's time at which it starts
   * @param startMillis what it shows then
   * @param speed how many times faster it runs; above 0
   */
  static WallClock accelerated(long realStartMillis, long startMillis, double speed) {
    return () -> startMillis + (long) ((System.currentTimeMillis() - realStartMillis) * speed);
  }
}
