package io.campanile.patterns;

/**
 * Something wrong in a file.
 *
 * @param file path relative to the directory
 * @param line from 1
 * @param column from 1, in characters
 * @param code what kind of problem it is
 * @param message what was found, what was expected, and the nearest known name, in a sentence
 */
public record Problem(String file, int line, int column, ProblemCode code, String message)
    implements Comparable<Problem> {

  /** A problem of no particular kind. */
  public Problem(String file, int line, int column, String message) {
    this(file, line, column, ProblemCode.INVALID_VALUE, message);
  }

  /** {@code file:line:column: message}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }

  @Override
  public int compareTo(Problem other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
