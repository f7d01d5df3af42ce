package io.campanile.patterns;

import java.util.List;
import java.util.Set;

/** What a value can look like. */
public sealed interface Form {

  /** A text; a number or a truth value is taken as the text that stands there. */
  record Text() implements Form {}

  /**
   * A text of one form.
   *
   * @param pattern a regular expression for the whole of it
   * @param inWords how the reference calls it
   */
  record Pattern(String pattern, String inWords) implements Form {}

  /**
   * An expression of CEL.
   *
   * @param variables what it may use
   */
  record Cel(List<String> variables) implements Form {}

  /** A whole number and a unit: {@code 45s}, {@code 30m}, {@code 2h}, {@code 7d}, {@code 2w}. */
  record Time() implements Form {}

  /** A whole number between the bounds, both included. */
  record Whole(int min, int max) implements Form {}

  /** A number between the bounds, both included. */
  record Decimal(double min, double max) implements Form {}

  /** {@code true} or {@code false}. */
  record Flag() implements Form {}

  /** One of some words, in the order in which they are told. */
  record Choice(List<String> words) implements Form {
    /** The words of a set that keeps their order. */
    Choice(Set<String> words) {
      this(List.copyOf(words));
    }
  }

  /** A list. */
  record Several(Form entry, int least) implements Form {}

  /** One, or a list of them. */
  record OneOrSeveral(Form entry) implements Form {}

  /**
   * A mapping in which people choose the keys.
   *
   * @param keys a regular expression for a key, or empty for any
   */
  record Named(String keys, Form value) implements Form {}

  /** A mapping with these keys. */
  record Keys(Shape shape) implements Form {}

  /** One of several forms. */
  record Either(List<Form> forms) implements Form {}

  /** Whatever JSON can say. */
  record Anything() implements Form {}
}
