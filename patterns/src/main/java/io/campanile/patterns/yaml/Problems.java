package io.campanile.patterns.yaml;

import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.ProblemCode.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a set of files, so that people see all of it at once. */
public final class Problems {

  private final Set<Problem> errors = new LinkedHashSet<>();
  private final Set<Problem> warnings = new LinkedHashSet<>();

  /** Notes something that forbids the use of the files, and is of no particular kind. */
  public void error(Place place, String message) {
    error(place, ProblemCode.INVALID_VALUE, message);
  }

  /** Notes something that forbids the use of the files. */
  public void error(Place place, ProblemCode code, String message) {
    errors.add(problem(place, code, Severity.ERROR, message));
  }

  /** Notes something that is allowed, but hardly meant. */
  public void warning(Place place, ProblemCode code, String message) {
    warnings.add(problem(place, code, Severity.WARNING, message));
  }

  private static Problem problem(Place place, ProblemCode code, Severity severity, String message) {
    if (code.severity() != severity) {
      throw new IllegalArgumentException(code + " is no " + severity);
    }
    return new Problem(place.file(), place.line(), place.column(), code, message);
  }

  /** The errors, by file and place; where an anchor is used twice its errors are there once. */
  public List<Problem> errors() {
    return errors.stream().sorted().toList();
  }

  /** The warnings, by file and place. */
  public List<Problem> warnings() {
    return warnings.stream().sorted().toList();
  }
}
