package io.campanile.patterns;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a directory of patterns: what a release carries, in the job's configuration and in
 * its state.
 *
 * @param texts from path relative to the directory, with {@code /}, to text
 */
public record PatternFiles(SortedMap<String, String> texts) implements Serializable {

  /** No files: no campaign. */
  public static PatternFiles none() {
    return new PatternFiles(new TreeMap<>());
  }

  /** What runs: tests change nothing of it. */
  public PatternFiles withoutTests() {
    TreeMap<String, String> running = new TreeMap<>(texts);
    running.keySet().removeIf(path -> PatternPaths.kindOf(path) == PatternPaths.Kind.TEST);
    return new PatternFiles(running);
  }
}
