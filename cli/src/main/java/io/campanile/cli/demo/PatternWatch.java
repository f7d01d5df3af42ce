package io.campanile.cli.demo;

import io.campanile.model.ReleaseRecord;
import io.campanile.patterns.PatternChanges;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A directory of patterns that is edited while the job runs: what is saved becomes the next
 * release, or its problems are told.
 */
final class PatternWatch {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Where releases go. */
  @FunctionalInterface
  interface Publisher {
    /** Publishes one; what is in force at the time stays. */
    void publish(ReleaseRecord release, Instant now) throws IOException;
  }

  private final Path directory;
  private final Publisher publisher;
  private final LongSupplier nowMillis;
  private final long leadMillis;
  private PatternFiles known;
  private PatternFiles seen;
  private Optional<Patterns> followed;

  /**
   * A watch over what is followed already.
   *
   * @param nowMillis the shop's time
   * @param leadMillis how far ahead of it a release takes effect
   */
  PatternWatch(Path directory, Publisher publisher, LongSupplier nowMillis, long leadMillis)
      throws IOException {
    this.directory = directory;
    this.publisher = publisher;
    this.nowMillis = nowMillis;
    this.leadMillis = leadMillis;
    this.known = PatternDirectory.read(directory).withoutTests();
    this.seen = known;
    this.followed =
        PatternReader.read(known) instanceof Reading.Valid valid
            ? Optional.of(valid.patterns())
            : Optional.empty();
  }

  /** Looks whether something was saved; what there is to tell, a line each. */
  List<String> look() {
    PatternFiles files;
    try {
      files = PatternDirectory.read(directory).withoutTests();
    } catch (IOException e) {
      // A file may be away for a moment while an editor replaces it.
      return List.of();
    }
    boolean isAtRest = files.equals(seen);
    seen = files;
    if (!isAtRest || files.equals(known)) {
      return List.of();
    }
    known = files;
    Reading reading = PatternReader.read(files);
    if (reading instanceof Reading.Invalid invalid) {
      List<String> lines = new ArrayList<>();
      invalid.problems().forEach(problem -> lines.add(directory + "/" + problem));
      lines.add("Not published: the last good release goes on.");
      return lines;
    }
    return publish(files, ((Reading.Valid) reading).patterns());
  }

  private List<String> publish(PatternFiles files, Patterns patterns) {
    List<String> changes =
        followed.map(before -> PatternChanges.between(before, patterns)).orElse(List.of());
    Instant from = Instant.ofEpochMilli(nowMillis.getAsLong() + leadMillis);
    try {
      publisher.publish(
          new ReleaseRecord(
              ReleaseRecord.SCHEMA_VERSION,
              patterns.release(),
              from,
              Instant.ofEpochMilli(nowMillis.getAsLong()),
              System.getProperty("user.name"),
              null,
              files.texts()),
          from);
    } catch (IOException e) {
      return List.of("Not published: " + e.getMessage());
    }
    followed = Optional.of(patterns);
    List<String> lines = new ArrayList<>();
    lines.add("Release " + patterns.release() + ", in force from " + CLOCK.format(from) + ":");
    if (changes.isEmpty()) {
      lines.add("  nothing that is followed has changed");
    }
    changes.forEach(change -> lines.add("  " + change));
    return lines;
  }
}
