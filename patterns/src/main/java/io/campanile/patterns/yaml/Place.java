package io.campanile.patterns.yaml;

/**
 * A place in a file.
 *
 * @param file path relative to the directory
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) {

  /** Checks the bounds. */
  public Place {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("Lines and columns count from 1: " + line + ":" + column);
    }
  }

  /** The beginning of a file: the place of what a whole file lacks. */
  public static Place startOf(String file) {
    return new Place(file, 1, 1);
  }
}
