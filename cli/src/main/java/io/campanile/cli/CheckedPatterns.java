package io.campanile.cli;

import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Problem;
import io.campanile.patterns.Reading;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory of patterns, read and checked for a command.
 *
 * @param files its text
 * @param patterns what it says, or empty where it has an error
 * @param report what to tell, line by line: problems, warnings and a summary
 */
record CheckedPatterns(PatternFiles files, Optional<Patterns> patterns, List<String> report) {

  /**
   * Reads and checks.
   *
   * @throws CommandFailedException when there is no such directory, or it cannot be read
   */
  static CheckedPatterns read(Path directory) throws CommandFailedException {
    PatternFiles files = files(directory);
    Reading reading = PatternReader.read(files);
    ProblemReport report = new ProblemReport(directory, files.texts());
    if (reading instanceof Reading.Valid valid) {
      return new CheckedPatterns(
          files, Optional.of(valid.patterns()), report.valid(valid.patterns(), valid.warnings()));
    }
    List<Problem> problems = ((Reading.Invalid) reading).problems();
    return new CheckedPatterns(files, Optional.empty(), report.invalid(problems));
  }

  private static PatternFiles files(Path directory) throws CommandFailedException {
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
