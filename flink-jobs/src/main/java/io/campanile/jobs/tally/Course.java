package io.campanile.jobs.tally;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  /** The counts of one series. */
  private static final class Line implements Serializable {
    private static final long serialVersionUID = 1L;

    private final HashMap<Long, long[]> buckets = new HashMap<>();

    // What comes next is most often of the same customer, and of the same day.
    private long lastBucket;
    private long[] lastCount = {};

    /** Adds to a bucket; returns whether there was nothing in it. */
    boolean add(long bucket, long times) {
      if (lastCount.length > 0 && bucket == lastBucket) {
        lastCount[0] += times;
        return false;
      }
      int before = buckets.size();
      lastCount = buckets.computeIfAbsent(bucket, unused -> new long[1]);
      lastBucket = bucket;
      lastCount[0] += times;
      return buckets.size() > before;
    }

    void add(Line other) {
      other.buckets.forEach((bucket, count) -> add(bucket, count[0]));
    }

    Line widened(Width from) {
      Line wider = new Line();
      buckets.forEach((bucket, count) -> wider.add(from.inNext(bucket), count[0]));
      return wider;
    }
  }

  /** Buckets that may have something in them, as a multiple of what may be shown. */
  private static final int SPARE = 3;

  private final HashMap<Series, Line> series = new HashMap<>();
  private final HashSet<Long> filled = new HashSet<>();
  private Width width = Width.HOUR;

  /** Counts one, at this time of the local clock. */
  void add(Series which, long localMillis) {
    long bucket = width.bucketAt(localMillis);
    if (line(which).add(bucket, 1) && filled.add(bucket)) {
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
    other.series.forEach((which, line) -> line(which).add(line));
    filled.addAll(other.filled);
    widenWhereNeeded();
  }

  /** Adds what another course counts as sent, all of it under one name. */
  public void addSent(Course other, String name) {
    Course sent = new Course();
    sent.width = other.width;
    Line all = sent.line(new Series(new Lane(name, ""), Measure.SENT));
    other.series.forEach(
        (which, line) -> {
          if (which.measure() == Measure.SENT) {
            all.add(line);
          }
        });
    sent.filled.addAll(all.buckets.keySet());
    add(sent);
  }

  private Line line(Series which) {
    return series.computeIfAbsent(which, unused -> new Line());
  }

  private void widenWhereNeeded() {
    while (filled.size() / SPARE > width.most) {
      widen();
    }
  }

  private void widen() {
    Width from = width;
    series.replaceAll((which, line) -> line.widened(from));
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
            line ->
                line.buckets.forEach((bucket, count) -> totals.merge(bucket, count[0], Long::sum)));
    return totals;
  }

  /** How wide a bucket is. */
  public Width width() {
    return width;
  }

  /** The counts of each series, by the number of the bucket. */
  public SortedMap<Series, SortedMap<Long, Long>> series() {
    SortedMap<Series, SortedMap<Long, Long>> sorted = new TreeMap<>();
    series.forEach(
        (which, line) -> {
          SortedMap<Long, Long> counts = new TreeMap<>();
          line.buckets.forEach((bucket, count) -> counts.put(bucket, count[0]));
          sorted.put(which, counts);
        });
    return sorted;
  }
}
