package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How events, triggers and actions went over time. The more buckets have something in them, the
 * wider all of them become, so that there are never many.
 */
public final class Course implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final long HOUR_MILLIS = 3_600_000;

  /** 1970 began on a Thursday, and weeks begin on Monday. */
  private static final int DAYS_INTO_WEEK = 3;

  /** How wide a bucket is, by local clock and calendar. */
  public enum Width {
    HOUR(24, 0, 5 * 24),
    DAY(7, DAYS_INTO_WEEK, 130),
    WEEK(4, 0, 160),
    FOUR_WEEKS(1, 0, Integer.MAX_VALUE);

    private final int inNext;
    private final int offset;
    private final int most;

    /**
     * A width.
     *
     * @param inNext how many make a bucket of the next width
     * @param offset where, in a bucket of the next width, number 0 is
     * @param most how many may be shown; more are shown in the next width
     */
    Width(int inNext, int offset, int most) {
      this.inNext = inNext;
      this.offset = offset;
      this.most = most;
    }

    private Width next() {
      return switch (this) {
        case HOUR -> DAY;
        case DAY -> WEEK;
        case WEEK, FOUR_WEEKS -> FOUR_WEEKS;
      };
    }

    private long inNext(long bucket) {
      return Math.floorDiv(bucket + offset, inNext);
    }

    private long ofHour(long hour) {
      long bucket = hour;
      for (Width width = HOUR; width != this; width = width.next()) {
        bucket = width.inNext(bucket);
      }
      return bucket;
    }

    /** The bucket that holds this time of the local clock. */
    public long bucketAt(long localMillis) {
      return ofHour(Math.floorDiv(localMillis, HOUR_MILLIS));
    }

    private long startDay(long bucket) {
      return switch (this) {
        case HOUR -> Math.floorDiv(bucket, 24L);
        case DAY -> bucket;
        case WEEK -> bucket * 7 - DAYS_INTO_WEEK;
        case FOUR_WEEKS -> bucket * 28 - DAYS_INTO_WEEK;
      };
    }

    /** When a bucket begins, as epoch milliseconds of the local clock. */
    public long startMillis(long bucket) {
      return this == HOUR ? bucket * HOUR_MILLIS : startDay(bucket) * 24 * HOUR_MILLIS;
    }
  }

  /** What is counted. */
  public enum Measure {
    /** An event; it has neither campaign nor channel. */
    EVENTS,
    /** A trigger was accepted; it has no channel. */
    ACCEPTED,
    /** A trigger was suppressed; it has no channel. */
    SUPPRESSED,
    /** An action was sent. */
    SENT,
    /** An action was dropped or cancelled. */
    NOT_SENT
  }

  /**
   * One line of the picture.
   *
   * @param lane whose; the channel of a trigger is empty
   * @param measure what is counted
   */
  public record Series(Lane lane, Measure measure) implements Comparable<Series>, Serializable {
    private static final Comparator<Series> ORDER =
        Comparator.comparing(Series::lane).thenComparing(Series::measure);

    @Override
    public int compareTo(Series other) {
      return ORDER.compare(this, other);
    }
  }

  /** Buckets that may have something in them, as a multiple of what may be shown. */
  private static final int SPARE = 3;

  private final HashMap<Series, HashMap<Long, Long>> series = new HashMap<>();
  private final HashSet<Long> filled = new HashSet<>();
  private Width width = Width.HOUR;

  /** Counts one, at this time of the local clock. */
  void add(Series which, long localMillis) {
    long bucket = width.bucketAt(localMillis);
    series.computeIfAbsent(which, unused -> new HashMap<>()).merge(bucket, 1L, Long::sum);
    if (filled.add(bucket)) {
      widenWhereNeeded();
    }
  }

  void add(Course other) {
    while (width.compareTo(other.width) < 0) {
      widen();
    }
    while (other.width.compareTo(width) < 0) {
      other.widen();
    }
    other.series.forEach(
        (which, buckets) -> {
          Map<Long, Long> own = series.computeIfAbsent(which, unused -> new HashMap<>());
          buckets.forEach((bucket, count) -> own.merge(bucket, count, Long::sum));
        });
    filled.addAll(other.filled);
    widenWhereNeeded();
  }

  /** Adds what another course counts as sent, all of it under one name. */
  public void addSent(Course other, String name) {
    Course sent = new Course();
    sent.width = other.width;
    HashMap<Long, Long> all = new HashMap<>();
    other.series.forEach(
        (which, buckets) -> {
          if (which.measure() == Measure.SENT) {
            buckets.forEach((bucket, count) -> all.merge(bucket, count, Long::sum));
          }
        });
    sent.series.put(new Series(new Lane(name, ""), Measure.SENT), all);
    sent.filled.addAll(all.keySet());
    add(sent);
  }

  private void widenWhereNeeded() {
    while (filled.size() / SPARE > width.most) {
      widen();
    }
  }

  private void widen() {
    Width from = width;
    series.replaceAll(
        (which, buckets) -> {
          HashMap<Long, Long> wider = new HashMap<>();
          buckets.forEach((bucket, count) -> wider.merge(from.inNext(bucket), count, Long::sum));
          return wider;
        });
    List<Long> narrow = List.copyOf(filled);
    filled.clear();
    narrow.forEach(bucket -> filled.add(from.inNext(bucket)));
    width = from.next();
  }

  /** The stretch of time to show; the buckets become as wide as it takes to show it. */
  public Stretch stretch() {
    Stretch stretch = Stretch.of(totals());
    while (stretch.size() > width.most) {
      widen();
      stretch = Stretch.of(totals());
    }
    return stretch;
  }

  private SortedMap<Long, Long> totals() {
    TreeMap<Long, Long> totals = new TreeMap<>();
    series
        .values()
        .forEach(
            buckets -> buckets.forEach((bucket, count) -> totals.merge(bucket, count, Long::sum)));
    return totals;
  }

  /** How wide a bucket is. */
  public Width width() {
    return width;
  }

  /** The counts of each series, by the number of the bucket. */
  public SortedMap<Series, SortedMap<Long, Long>> series() {
    SortedMap<Series, SortedMap<Long, Long>> sorted = new TreeMap<>();
    series.forEach((which, buckets) -> sorted.put(which, new TreeMap<>(buckets)));
    return sorted;
  }
}
