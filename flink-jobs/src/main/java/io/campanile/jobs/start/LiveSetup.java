package io.campanile.jobs.start;

import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Problem;
import io.campanile.patterns.Reading;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a live job needs before it may start: its configuration, with every secret resolved, and
 * the patterns that it names.
 *
 * @param files the patterns as they are handed to the job; none where it names none
 * @param patterns what they say
 */
public record LiveSetup(LiveConfig config, PatternFiles files, Patterns patterns) {

  /** A set-up is wanting; {@link #lines} tells all of it. */
  public static final class WantingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    private WantingException(List<String> lines) {
      super(String.join(System.lineSeparator(), lines));
      this.lines = List.copyOf(lines);
    }

    /** Every problem, a line each. */
    public List<String> lines() {
      return lines;
    }
  }

  /**
   * Reads the configuration file, and the directory of patterns that it names.
   *
   * @throws WantingException with every problem of both, as far as they can be read
   */
  public static LiveSetup read(Path file, Secrets secrets) throws WantingException {
    Problems problems = new Problems();
    Optional<LiveConfig> config =
        new LiveConfigReader(problems, secrets).read(file.toString(), text(file));
    if (config.isEmpty()) {
      throw new WantingException(problems.errors().stream().map(Problem::toString).toList());
    }
    Path directory = file.toAbsolutePath().resolveSibling(config.get().patterns());
    PatternFiles files =
        config.get().patterns().isEmpty() ? PatternFiles.none() : patterns(directory);
    Reading reading = PatternReader.read(files);
    if (reading instanceof Reading.Valid valid) {
      return new LiveSetup(config.get(), files, valid.patterns());
    }
    List<String> lines = new ArrayList<>();
    ((Reading.Invalid) reading).problems().forEach(problem -> lines.add(directory + "/" + problem));
    throw new WantingException(lines);
  }

  private static String text(Path file) throws WantingException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WantingException(
          List.of("The configuration " + file.toAbsolutePath() + " cannot be read: " + e));
    }
  }

  private static PatternFiles patterns(Path directory) throws WantingException {
    try {
      return PatternDirectory.read(directory);
    } catch (IOException e) {
      throw new WantingException(List.of("The patterns cannot be read: " + e.getMessage()));
    }
  }
}
