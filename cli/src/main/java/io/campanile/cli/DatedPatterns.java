package io.campanile.cli;

import io.campanile.cli.report.ReplayedRelease;
import io.campanile.jobs.release.Release;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A directory of patterns, and the time from which it is in force: {@code DIR}, or {@code
 * DIR@TIME}.
 *
 * @param directory the directory
 * @param from event time, or null for the beginning
 */
record DatedPatterns(Path directory, @Nullable Instant from) {

  /** As it is written. */
  @Override
  public String toString() {
    return from == null ? directory.toString() : directory + "@" + from;
  }

  /** Reads one; an {@code @} that no time follows belongs to the directory's name. */
  static final class Text implements ITypeConverter<DatedPatterns> {
    @Override
    public DatedPatterns convert(String text) {
      int at = text.lastIndexOf('@');
      if (at < 0 || !text.substring(at + 1).matches("\\d{4}-.*")) {
        return new DatedPatterns(Path.of(text), null);
      }
      try {
        Instant from = OffsetDateTime.parse(text.substring(at + 1)).toInstant();
        return new DatedPatterns(Path.of(text.substring(0, at)), from);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s', expected a time with its offset behind the @, such as 2026-03-31T00:00:00Z"
                .formatted(text.substring(at + 1)));
      }
    }
  }

  /**
   * Checks all of them.
   *
   * @param err where problems are told
   * @return the first one's directory and the releases that follow it; empty where one has problems
   * @throws CommandFailedException when they are not one directory and others with a time each
   */
  static Optional<Checked> check(List<DatedPatterns> all, PrintWriter err)
      throws CommandFailedException {
    if (all.get(0).from != null
        || all.stream().skip(1).anyMatch(patterns -> patterns.from == null)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "Of several --patterns the first is a directory, and each other one DIR@TIME: the time"
              + " from which it is in force.");
    }
    List<Release> changes = new ArrayList<>();
    List<ReplayedRelease> read = new ArrayList<>();
    boolean valid = true;
    for (DatedPatterns patterns : all) {
      CheckedPatterns checked = CheckedPatterns.read(patterns.directory);
      if (checked.patterns().isEmpty()) {
        checked.report().forEach(err::println);
        valid = false;
        continue;
      }
      read.add(new ReplayedRelease(checked.patterns().get(), Optional.ofNullable(patterns.from)));
      if (patterns.from != null) {
        changes.add(Release.published(patterns.from.toEpochMilli(), checked.files()));
      }
    }
    return valid
        ? Optional.of(new Checked(all.get(0).directory, List.copyOf(read), List.copyOf(changes)))
        : Optional.empty();
  }

  /**
   * Patterns without problems.
   *
   * @param first in force from the beginning
   * @param releases all of them, and what they say
   * @param changes the releases that follow the first
   */
  record Checked(Path first, List<ReplayedRelease> releases, List<Release> changes) {}
}
