package io.campanile.jobs;

import io.campanile.jobs.release.Release;
import io.campanile.patterns.PatternFiles;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What a job does beside its sources and sinks.
 *
 * @param patterns the release that is in force from the beginning
 * @param engine which engine follows sequences
 * @param dedupeWindow how long a {@code messageId} is remembered
 * @param timeToLive how long a customer who does not come back is remembered, in event time
 * @param idle how time goes on in a live job while every source is silent
 * @param wallClock the clock on the wall
 * @param omitsAddresses whether records are written without addresses
 * @param end where time ends when the input does, epoch milliseconds; {@link #RUN_TO_THE_END} so
 *     that every wait runs to its end
 * @param changes the releases that follow the first one, where they are known before the job begins
 */
public record JobOptions(
    PatternFiles patterns,
    Engine engine,
    Duration dedupeWindow,
    Duration timeToLive,
    Idle idle,
    WallClock wallClock,
    boolean omitsAddresses,
    long end,
    List<Release> changes)
    implements Serializable {

  /** Options that leave no address out. */
  public JobOptions(
      PatternFiles patterns,
      Engine engine,
      Duration dedupeWindow,
      Duration timeToLive,
      Idle idle,
      WallClock wallClock,
      long end) {
    this(patterns, engine, dedupeWindow, timeToLive, idle, wallClock, false, end);
  }

  /** The dedupe window where none is configured. */
  public static final Duration DEFAULT_DEDUPE_WINDOW = Duration.ofHours(24);

  /** The time to live where none is configured. */
  public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofDays(400);

  /** Every wait runs to its end. */
  public static final long RUN_TO_THE_END = Long.MAX_VALUE;

  /** Options with one release. */
  public JobOptions(
      PatternFiles patterns,
      Engine engine,
      Duration dedupeWindow,
      Duration timeToLive,
      Idle idle,
      WallClock wallClock,
      boolean omitsAddresses,
      long end) {
    this(
        patterns,
        engine,
        dedupeWindow,
        timeToLive,
        idle,
        wallClock,
        omitsAddresses,
        end,
        List.of());
  }

  /** The engines that follow sequences; both find the same matches. */
  public enum Engine {
    /** The NFA of flink-cep, hosted. */
    CEP,
    /** The language's slot machine. */
    CHAIN
  }

  /**
   * How time goes on in a live job while every source is silent, so that "no purchase for an hour"
   * fires at night.
   */
  public sealed interface Idle extends Serializable {
    /** Time stands still, as in a replay. */
    record StandStill() implements Idle {}

    /** Event time follows the wall clock at this distance: no less than what events may be late. */
    record FollowWallClock(Duration distance) implements Idle {}
  }

  /** Options for history: no clock on the wall, every wait runs to its end. */
  public static JobOptions forHistory(PatternFiles patterns, Engine engine) {
    return new JobOptions(
        patterns,
        engine,
        DEFAULT_DEDUPE_WINDOW,
        DEFAULT_TIME_TO_LIVE,
        new Idle.StandStill(),
        WallClock.none(),
        RUN_TO_THE_END);
  }

  /** The same with another end of time. */
  public JobOptions until(long endMillis) {
    return new JobOptions(
        patterns,
        engine,
        dedupeWindow,
        timeToLive,
        idle,
        wallClock,
        omitsAddresses,
        endMillis,
        changes);
  }

  /** The same with releases that follow the first one. */
  public JobOptions with(List<Release> later) {
    return new JobOptions(
        patterns,
        engine,
        dedupeWindow,
        timeToLive,
        idle,
        wallClock,
        omitsAddresses,
        end,
        List.copyOf(later));
  }

  /** The same with records that hold no addresses. */
  public JobOptions withoutAddresses() {
    return new JobOptions(
        patterns, engine, dedupeWindow, timeToLive, idle, wallClock, true, end, changes);
  }
}
