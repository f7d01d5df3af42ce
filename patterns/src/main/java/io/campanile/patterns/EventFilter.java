package io.campanile.patterns;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events count, and for which value of {@code per}.
 *
 * @param events names, version 2 spelling
 * @param where a condition on the event and the profile, or null for all
 * @param key for which sequences such an event counts
 */
public record EventFilter(Set<String> events, @Nullable Expression where, Key key) {

  /** For which sequences of the customer an event counts. */
  public sealed interface Key {
    /** The trigger has no {@code per}: the one sequence, whose value is the empty string. */
    record Single() implements Key {}

    /**
     * Those of the values that the expression has on the event; a list counts as each of its
     * elements.
     */
    record Of(Expression expression) implements Key {}

    /** Every sequence that is running. */
    record Any() implements Key {}
  }
}
