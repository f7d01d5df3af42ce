package io.campanile.jobs.profile;

import io.campanile.model.ValueCodec;
import io.campanile.patterns.TraitDefinition.Over;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How long an event counts for a trait.
 *
 * @param lengthMillis the window; {@link #NEVER} where time alone ends nothing
 * @param stepMillis events leave at full steps only, so that few moments have to be kept apart
 */
record TraitWindow(long lengthMillis, long stepMillis) {

  /** A moment that does not come. */
  static final long NEVER = Long.MAX_VALUE;

  private static final Duration BY_THE_MINUTE = Duration.ofDays(1);
  private static final Duration BY_THE_HOUR = Duration.ofDays(90);

  static TraitWindow of(Over over) {
    if (!(over instanceof Over.Window window)) {
      return new TraitWindow(NEVER, 1);
    }
    Duration length = window.length();
    Duration step = Duration.ofDays(1);
    if (length.compareTo(BY_THE_MINUTE) <= 0) {
      step = Duration.ofMinutes(1);
    } else if (length.compareTo(BY_THE_HOUR) <= 0) {
      step = Duration.ofHours(1);
    }
    return new TraitWindow(length.toMillis(), step.toMillis());
  }

  /** Writes when something leaves: one byte where it never does. */
  static void writeLeaving(DataOutput out, long leavesMillis) throws IOException {
    out.writeBoolean(leavesMillis != NEVER);
    if (leavesMillis != NEVER) {
      ValueCodec.writeSigned(out, leavesMillis);
    }
  }

  /** Reads what {@link #writeLeaving} wrote. */
  static long readLeaving(DataInput in) throws IOException {
    return in.readBoolean() ? ValueCodec.readSigned(in) : NEVER;
  }

  /** When an event leaves: at that moment it does not count any more. */
  long leavesMillis(long eventMillis) {
    return lengthMillis == NEVER
        ? NEVER
        : -Math.floorDiv(-(eventMillis + lengthMillis), stepMillis) * stepMillis;
  }
}
