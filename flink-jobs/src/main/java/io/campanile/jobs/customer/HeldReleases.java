package io.campanile.jobs.customer;

import io.campanile.jobs.release.Release;
import io.campanile.jobs.release.ReleaseCodec;
import io.campanile.patterns.PatternFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;

/**
 * The releases that a subtask holds, in broadcast state: the same in each subtask, also after a
 * restart, because all that changes them is.
 */
final class HeldReleases {

  /**
   * Releases that are over and held nevertheless: subtasks do not pass a moment at the same
   * instant, and after a restart one may go on with the state of another.
   */
  static final int PAST = 8;

  private final BroadcastState<Long, byte[]> state;
  private final TreeMap<Long, Release> byStart = new TreeMap<>();

  /** What state holds; nothing in a job that begins. */
  HeldReleases(BroadcastState<Long, byte[]> state) throws Exception {
    this.state = state;
    for (Map.Entry<Long, byte[]> entry : state.entries()) {
      byStart.put(entry.getKey(), ReleaseCodec.read(entry.getValue()));
    }
  }

  /**
   * A job begins, or goes on, with a directory in its configuration. It is the first release of a
   * job that begins. Where it differs from the one that a job without published releases goes on
   * with, it takes effect now.
   *
   * @param restoredMillis the latest time that any subtask had reached
   */
  void begin(PatternFiles configured, long restoredMillis) throws Exception {
    if (byStart.isEmpty()) {
      put(Release.configured(Release.THE_BEGINNING, configured));
      return;
    }
    boolean isChanged = !byStart.lastEntry().getValue().files().equals(configured);
    boolean isPublished = byStart.values().stream().anyMatch(Release::isPublished);
    if (isChanged && !isPublished && !configured.texts().isEmpty()) {
      put(Release.configured(restoredMillis + 1, configured));
    }
  }

  /**
   * A release has become known.
   *
   * @param restoredMillis the latest time that any subtask had reached before a restart
   * @param nowMillis the subtask's time, which no release can take effect behind
   * @return the release as it takes effect; none where it is known already
   */
  List<Release> add(Release release, long restoredMillis, long nowMillis) throws Exception {
    Release same = byStart.get(release.fromMillis());
    boolean isKnown = same != null && same.files().equals(release.files());
    // Where the source has lost its place it reads again what was read before the restart.
    boolean isOld =
        release.fromMillis() <= restoredMillis
            && byStart.values().stream()
                .anyMatch(
                    held ->
                        held.isPublished() && held.announcedMillis() >= release.announcedMillis());
    if (isKnown || isOld) {
      return List.of();
    }
    long earliestMillis = Math.max(restoredMillis, nowMillis) + 1;
    // Before anything has happened, every release has its own time.
    boolean hasBegun = Math.max(restoredMillis, nowMillis) != Long.MIN_VALUE;
    Release taking =
        hasBegun && release.fromMillis() < earliestMillis ? release.from(earliestMillis) : release;
    put(taking);
    return List.of(taking);
  }

  private void put(Release release) throws Exception {
    byStart.put(release.fromMillis(), release);
    state.put(release.fromMillis(), ReleaseCodec.write(release));
  }

  /** All of them, the earliest first. */
  List<Release> all() {
    return new ArrayList<>(byStart.values());
  }

  /** The moment at which the release takes effect that is in force at this time. */
  long inForceFrom(long millis) {
    Long from = byStart.floorKey(millis);
    return from == null ? byStart.firstKey() : from;
  }

  /**
   * Forgets the earliest where more are over than have to be held.
   *
   * @param wokenMillis until when everybody is known to have been carried over
   * @return whether one was forgotten
   */
  boolean forgetEarliest(long wokenMillis) throws Exception {
    if (byStart.headMap(inForceFrom(wokenMillis)).size() <= PAST) {
      return false;
    }
    state.remove(byStart.firstKey());
    byStart.pollFirstEntry();
    return true;
  }
}
