package io.campanile.jobs.release;

import io.campanile.patterns.PatternFiles;
import java.io.Serializable;

/**
 * Patterns that take effect at one event time, before everything else of that time.
 *
 * @param fromMillis when, epoch milliseconds
 * @param announcedMillis when it should have, by those who published it, epoch milliseconds; later
 *     than that it takes effect where it became known too late; {@link #NOT_ANNOUNCED} for one that
 *     was not published
 * @param files their text, checked
 */
public record Release(long fromMillis, long announcedMillis, PatternFiles files)
    implements Serializable {

  /** The beginning of all time, from which the first release is in force. */
  public static final long THE_BEGINNING = Long.MIN_VALUE;

  /** Stands for the time that nobody announced. */
  public static final long NOT_ANNOUNCED = Long.MIN_VALUE;

  /** One that was published to take effect at this time, and does. */
  public static Release published(long fromMillis, PatternFiles files) {
    return new Release(fromMillis, fromMillis, files);
  }

  /** One that a job was given when it began. */
  public static Release configured(long fromMillis, PatternFiles files) {
    return new Release(fromMillis, NOT_ANNOUNCED, files);
  }

  /** Whether it was published. */
  public boolean isPublished() {
    return announcedMillis != NOT_ANNOUNCED;
  }

  /** The same at another time. */
  public Release from(long otherMillis) {
    return new Release(otherMillis, announcedMillis, files);
  }
}
