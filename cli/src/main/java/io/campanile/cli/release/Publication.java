package io.campanile.cli.release;

import io.campanile.connectors.kafka.release.ReleaseLog;
import io.campanile.model.ReleaseRecord;
import io.campanile.model.WireTime;
import io.campanile.patterns.PatternChanges;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes checked patterns the next release of whoever follows a topic. */
public final class Publication {

  private final ReleaseLog log;
  private final Shelf shelf;
  private final Duration lead;
  private final Clock clock;

  /**
   * A publication.
   *
   * @param shelf what stands in the topic now
   * @param lead how far ahead of the clock a release takes effect at the earliest
   */
  public Publication(ReleaseLog log, Shelf shelf, Duration lead, Clock clock) {
    this.log = log;
    this.shelf = shelf;
    this.lead = lead;
    this.clock = clock;
  }

  /**
   * What is to be published.
   *
   * @param effectiveFrom null for as soon as can be
   * @param by who publishes it, or null
   * @param commit the git commit, or null
   */
  public record Request(
      PatternFiles files,
      Patterns patterns,
      @Nullable Instant effectiveFrom,
      @Nullable String by,
      @Nullable String commit) {}

  /** The earliest time from which a release may be in force now: whole seconds read better. */
  public Instant earliest() {
    Instant earliest = clock.instant().plus(lead);
    Instant second = Instant.ofEpochSecond(earliest.getEpochSecond());
    return second.isBefore(earliest) ? second.plusSeconds(1) : second;
  }

  /** The release that a request asks for. */
  public ReleaseRecord release(Request request) {
    Instant from = request.effectiveFrom == null ? earliest() : request.effectiveFrom;
    return new ReleaseRecord(
        ReleaseRecord.SCHEMA_VERSION,
        request.patterns.release(),
        from,
        clock.instant(),
        request.by,
        request.commit,
        request.files.withoutTests().texts());
  }

  /** What it changes, and what follows it, a line each. */
  public List<String> preview(ReleaseRecord release, Patterns patterns) {
    List<String> lines = new ArrayList<>();
    Optional<ReleaseRecord> before = shelf.inForce(release.effectiveFrom());
    if (before.isEmpty()) {
      lines.add("It is the first release.");
    } else {
      List<String> changes =
          Shelf.patterns(before.get())
              .map(old -> PatternChanges.between(old, patterns))
              .orElse(List.of());
      lines.add(
          (changes.isEmpty() ? "It changes nothing beside" : "Beside")
              + " release "
              + before.get().releaseId()
              + (changes.isEmpty() ? "." : ":"));
      changes.forEach(change -> lines.add("  " + change));
    }
    shelf
        .nextAfter(release.effectiveFrom())
        .ifPresent(
            next ->
                lines.add(
                    "Release %s follows it at %s."
                        .formatted(next.releaseId(), WireTime.format(next.effectiveFrom()))));
    return lines;
  }

  /** Whether the same files are in force already at the time from which the release would be. */
  public boolean isInForce(ReleaseRecord release) {
    return shelf
        .inForce(release.effectiveFrom())
        .filter(before -> before.releaseId().equals(release.releaseId()))
        .isPresent();
  }

  /**
   * Publishes a release.
   *
   * @return what to tell, a line each
   * @throws IOException when the brokers do not confirm it
   */
  public List<String> publish(ReleaseRecord release) throws IOException {
    log.publish(release, clock.instant());
    Duration left = Duration.between(clock.instant(), release.effectiveFrom());
    List<String> lines = new ArrayList<>();
    lines.add(
        "Published release %s, in force from %s, in %s."
            .formatted(
                release.releaseId(),
                WireTime.format(release.effectiveFrom()),
                inWords(left.isNegative() ? Duration.ZERO : left)));
    if (left.compareTo(lead.dividedBy(3)) < 0) {
      lines.add(
          "warning: the brokers took long to confirm it. Where a job's clock is ahead of this one,"
              + " it takes effect a little later, for all customers alike; `releases_late` counts it.");
    }
    return lines;
  }

  private static String inWords(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
