package io.campanile.cli;

import io.campanile.patterns.Checked;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import io.campanile.patterns.lint.SeenEvents;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory of patterns, read and checked for a command.
 *
 * @param directory as the user named it
 * @param files its text
 * @param checked what was found
 */
record CheckedPatterns(Path directory, PatternFiles files, Checked checked) {

  /**
   * Reads and checks.
   *
   * @throws CommandFailedException when there is no such directory, or it cannot be read
   */
  static CheckedPatterns read(Path directory) throws CommandFailedException {
    return read(directory, Optional.empty());
  }

  /**
   * As {@link #read(Path)}.
   *
   * @param seen a sample of real events to hold the patterns against
   */
  static CheckedPatterns read(Path directory, Optional<SeenEvents> seen)
      throws CommandFailedException {
    PatternFiles files = files(directory);
    return new CheckedPatterns(directory, files, PatternReader.check(files, seen));
  }

  /** What the directory says, or empty where it has an error. */
  Optional<Patterns> patterns() {
    return checked.reading() instanceof Reading.Valid valid
        ? Optional.of(valid.patterns())
        : Optional.empty();
  }

  /** What to tell, line by line: problems, warnings and a summary. */
  List<String> report() {
    return report(Paint.NONE);
  }

  /** As {@link #report()}, in colours. */
  List<String> report(Paint paint) {
    return new ProblemReport(directory, files.texts(), paint).of(checked.reading());
  }

  /**
   * Checks what was read already.
   *
   * @param directory what stands before the files' names
   */
  static CheckedPatterns of(Path directory, PatternFiles files) {
    return new CheckedPatterns(directory, files, PatternReader.check(files, Optional.empty()));
  }

  /** The files of a directory, read and not checked. */
  static PatternFiles files(Path directory) throws CommandFailedException {
    if (!Files.exists(directory)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "No such directory: "
              + directory.toAbsolutePath()
              + ". Expected one with campaigns/ in it.");
    }
    try {
      return PatternDirectory.read(directory);
    } catch (AccessDeniedException e) {
      throw new CommandFailedException(
          ExitCode.ENVIRONMENT, "No permission to read " + e.getMessage() + ".");
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.WANTING, String.valueOf(e.getMessage()));
    }
  }
}
