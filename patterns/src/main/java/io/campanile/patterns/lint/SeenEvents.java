package io.campanile.patterns.lint;

import java.util.Map;
import java.util.Set;

/**
 * What a sample of real events had in it.
 *
 * @param properties from each event's name, version 2 spelling, to the names of its properties
 * @param traits the names of what was said of customers
 */
public record SeenEvents(Map<String, Set<String>> properties, Set<String> traits) {

  /** Takes copies. */
  public SeenEvents {
    properties = Map.copyOf(properties);
    traits = Set.copyOf(traits);
  }
}
