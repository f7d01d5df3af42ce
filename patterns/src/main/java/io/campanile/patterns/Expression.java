package io.campanile.patterns;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked CEL expression. Equal where the text is equal, so that one evaluation can serve many
 * campaigns.
 *
 * <p>An expression whose result is an error, a missing property above all, has no value and is not
 * true.
 */
public interface Expression {

  /**
   * The variable behind {@code segment("…")}, which no expression can name itself: from each
   * segment's name to whether the customer is in it.
   */
  String SEGMENTS = "@segments";

  /** The text as it stands in the file. */
  String source();

  /** Whether the result is {@code true}. */
  boolean test(Scope scope);

  /**
   * The result as a JSON value (String, Long, Double, Boolean, List, Map), or empty where it is an
   * error or null. A timestamp is RFC 3339 text, a duration is text as in CEL.
   */
  Optional<Object> value(Scope scope);

  /** The result as a moment, or empty where it is something else. */
  Optional<Instant> moment(Scope scope);

  /**
   * What the result being true requires of the event: properties that must be a certain text. So
   * that an index can pass over conditions that cannot hold; empty where nothing is known.
   */
  default Map<String, String> requiredEventTexts() {
    return Map.of();
  }

  /** The properties of the profile that it names. */
  default Set<String> profileProperties() {
    return Set.of();
  }

  /** What an expression can see. */
  @FunctionalInterface
  interface Scope {
    /**
     * The object that a variable stands for ({@code event}, {@code profile}, an alias, or {@link
     * #SEGMENTS}), or null where there is none; then every use of it is an error inside the
     * expression.
     */
    @Nullable Map<String, @Nullable Object> object(String variable);

    /** The moment that {@code now} stands for, or null where it stands for nothing. */
    default @Nullable Instant now() {
      return null;
    }
  }
}
