package io.campanile.patterns;

import java.io.Serializable;
import java.util.SortedMap;

/**
 * The text of a directory of patterns: what a release carries, in the job's configuration and in
 * its state.
 *
 * @param texts from path relative to the directory, with {@code /}, to text
 */
public record PatternFiles(SortedMap<String, String> texts) implements Serializable {}
