package io.campanile.cli.demo;

import org.jspecify.annotations.Nullable;

/**
 * The shop's time, for the job's source of releases. Static because the job takes a copy of all
 * that it is given, and runs in this JVM; before the shop opens, time stands still.
 */
public final class DemoClock {

  private static volatile @Nullable Pace pace;

  private DemoClock() {}

  /** The shop opens. */
  static void follow(Pace begun) {
    pace = begun;
  }

  /** The shop is closed, for another one to open. */
  static void stop() {
    pace = null;
  }

  /** Simulated time, epoch milliseconds. */
  public static long nowMillis() {
    Pace followed = pace;
    return followed == null ? DemoOptions.START.toEpochMilli() : followed.nowMillis();
  }
}
