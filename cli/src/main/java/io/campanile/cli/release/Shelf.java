package io.campanile.cli.release;

import io.campanile.connectors.json.ReadRelease;
import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.model.ReleaseRecord;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All releases that were published, as a job follows them.
 *
 * @param releases by the time from which each is in force
 * @param refused what a job refuses, a sentence each
 */
public record Shelf(List<ReleaseRecord> releases, List<String> refused) {

  /** Where a release stands. */
  public enum State {
    /** Another one has followed it. */
    PAST,
    /** In force. */
    CURRENT,
    /** To take effect yet. */
    COMING
  }

  /** What stands in the topic. */
  public static Shelf of(List<ReleaseLog.Entry> entries) {
    List<ReleaseRecord> good = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (ReleaseLog.Entry entry : entries) {
      if (entry.read() instanceof ReadRelease.Good read) {
        if (patterns(read.release()).isPresent()) {
          good.add(read.release());
        } else {
          refused.add(
              "Release %s of %s has problems, no job follows it."
                  .formatted(read.release().releaseId(), read.release().publishedAt()));
        }
      } else if (entry.read() instanceof ReadRelease.Bad bad) {
        refused.add(
            "What stands at offset %d is no release: %s.".formatted(entry.offset(), bad.why()));
      }
    }
    good.sort(Comparator.comparing(ReleaseRecord::effectiveFrom));
    return new Shelf(List.copyOf(good), List.copyOf(refused));
  }

  /** What a release says; empty where it has a problem. */
  public static Optional<Patterns> patterns(ReleaseRecord release) {
    return PatternReader.read(files(release)) instanceof Reading.Valid valid
        ? Optional.of(valid.patterns())
        : Optional.empty();
  }

  /** The files of a release. */
  public static PatternFiles files(ReleaseRecord release) {
    return new PatternFiles(new TreeMap<>(release.files()));
  }

  /** The release that is in force at a time; empty before the first. */
  public Optional<ReleaseRecord> inForce(Instant time) {
    return releases.stream()
        .filter(release -> !release.effectiveFrom().isAfter(time))
        .reduce((earlier, later) -> later);
  }

  /** The release that takes effect next after a time. */
  public Optional<ReleaseRecord> nextAfter(Instant time) {
    return releases.stream().filter(release -> release.effectiveFrom().isAfter(time)).findFirst();
  }

  /** Where a release stands at a time. */
  public State state(ReleaseRecord release, Instant now) {
    if (release.effectiveFrom().isAfter(now)) {
      return State.COMING;
    }
    return inForce(now).filter(release::equals).isPresent() ? State.CURRENT : State.PAST;
  }

  /** The ids that begin so. */
  public List<String> ids(String beginning) {
    TreeSet<String> ids = new TreeSet<>();
    releases.stream()
        .map(ReleaseRecord::releaseId)
        .filter(id -> id.startsWith(beginning))
        .forEach(ids::add);
    return List.copyOf(ids);
  }

  /** The latest release with this id. */
  public Optional<ReleaseRecord> latest(String id) {
    return releases.stream()
        .filter(release -> release.releaseId().equals(id))
        .reduce((earlier, later) -> later);
  }
}
