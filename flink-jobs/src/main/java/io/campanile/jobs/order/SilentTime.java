package io.campanile.jobs.order;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Idle;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Moves time along the wall clock while every source is silent, so that an absence is noticed at
 * night too.
 *
 * <p>When sources speak again, they do not all do so at the same instant. After the brokers were
 * away, the first partition that is read would take time along to where it is, and what the others
 * have kept since then would be late. So for a moment time waits for them.
 */
public final class SilentTime {

  private static final long STEP_MILLIS = 1000;

  /** Longer than consumers take to find brokers that are back, which they try once a second. */
  static final long GATHERING_MILLIS = 5000;

  private final JobOptions options;
  private final ProcessingTimeService processingTime;
  private final Watermarks watermarks;
  private boolean silent;
  private boolean follows;
  private boolean gathers;
  private long heldMillis = Long.MIN_VALUE;

  /** Where time goes on. */
  @FunctionalInterface
  public interface Watermarks {
    /** Time is now as the mark says. */
    void process(Watermark mark) throws Exception;
  }

  /** Silence by these options. */
  public SilentTime(
      JobOptions options, ProcessingTimeService processingTime, Watermarks watermarks) {
    this.options = options;
    this.processingTime = processingTime;
    this.watermarks = watermarks;
  }

  /**
   * The sources have fallen silent, or speak again.
   *
   * @return whether time goes on nevertheless
   */
  public boolean onSilence(boolean nowSilent) {
    boolean speaksAgain = silent && !nowSilent;
    silent = nowSilent;
    if (!options.wallClock().exists() || !(options.idle() instanceof Idle.FollowWallClock follow)) {
      return false;
    }
    if (silent && !follows) {
      follow(follow.distance().toMillis());
    }
    if (speaksAgain) {
      gather();
    }
    return true;
  }

  /**
   * Time wants to go on to here.
   *
   * @return whether it waits for sources that were silent; then the mark comes again
   */
  public boolean holds(Watermark mark) {
    if (!gathers || mark.equals(Watermark.MAX_WATERMARK)) {
      return false;
    }
    heldMillis = Math.max(heldMillis, mark.getTimestamp());
    return true;
  }

  /** Not longer where silences follow each other: time must go on between them. */
  private void gather() {
    if (gathers) {
      return;
    }
    gathers = true;
    var unused =
        processingTime.registerTimer(
            processingTime.getCurrentProcessingTime() + GATHERING_MILLIS,
            now -> {
              gathers = false;
              if (heldMillis != Long.MIN_VALUE) {
                Watermark held = new Watermark(heldMillis);
                heldMillis = Long.MIN_VALUE;
                watermarks.process(held);
              }
            });
  }

  private void follow(long distanceMillis) {
    follows = true;
    // What fails in the timer fails the task; the future itself is of no use.
    var unused =
        processingTime.registerTimer(
            processingTime.getCurrentProcessingTime() + STEP_MILLIS,
            now -> {
              follows = false;
              if (silent) {
                watermarks.process(new Watermark(options.wallClock().nowMillis() - distanceMillis));
                follow(distanceMillis);
              }
            });
  }
}
