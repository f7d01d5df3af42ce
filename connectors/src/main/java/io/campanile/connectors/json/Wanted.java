package io.campanile.connectors.json;

import java.util.Map;

/**
 * What is read of a JSON value: all of it, or of an object these fields only.
 *
 * @param fields empty for all of it
 */
record Wanted(Map<String, Wanted> fields) {

  static final Wanted WHOLE = new Wanted(Map.of());

  /** Some fields of an object. */
  static Wanted only(Map<String, Wanted> fields) {
    return new Wanted(fields);
  }

  boolean isWhole() {
    return fields.isEmpty();
  }
}
