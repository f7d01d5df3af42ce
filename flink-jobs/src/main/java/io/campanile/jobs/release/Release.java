package io.campanile.jobs.release;

import io.campanile.patterns.PatternFiles;
import java.io.Serializable;

/**
 * Patterns that take effect at one event time, before everything else of that time.
 *
 * @param fromMillis when, epoch milliseconds
 * @param files their text, checked
 */
public record Release(long fromMillis, PatternFiles files) implements Serializable {}
