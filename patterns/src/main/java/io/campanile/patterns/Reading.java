package io.campanile.patterns;

import java.util.List;

/** What became of the text of a directory of patterns. */
public sealed interface Reading {

  /**
   * It can be activated.
   *
   * @param patterns what it says
   * @param warnings what is allowed, but hardly meant; by file and place
   */
  record Valid(Patterns patterns, List<Problem> warnings) implements Reading {}

  /**
   * It can not be activated, neither as a whole nor in part.
   *
   * @param problems all errors, by file and place; never empty
   * @param warnings what is allowed beside them, but hardly meant
   */
  record Invalid(List<Problem> problems, List<Problem> warnings) implements Reading {}
}
