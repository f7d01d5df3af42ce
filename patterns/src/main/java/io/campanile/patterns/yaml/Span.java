package io.campanile.patterns.yaml;

/**
 * From where to where something stands in a file.
 *
 * @param line of its first character, from 1
 * @param column of its first character, from 1
 * @param from index of its first character, in code points, from 0
 * @param to index behind its last character
 */
public record Span(int line, int column, int from, int to) {}
