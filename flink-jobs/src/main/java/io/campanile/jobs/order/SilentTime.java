package io.campanile.jobs.order;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Idle;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Moves time along the wall clock while every source is silent, so that an absence is noticed at
 * night too.
 */
public final class SilentTime {

  private static final long STEP_MILLIS = 1000;

  private final JobOptions options;
  private final ProcessingTimeService processingTime;
  private final Watermarks watermarks;
  private boolean silent;
  private boolean follows;

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
    silent = nowSilent;
    if (!options.wallClock().exists() || !(options.idle() instanceof Idle.FollowWallClock follow)) {
      return false;
    }
    if (silent && !follows) {
      follow(follow.distance().toMillis());
    }
    return true;
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
