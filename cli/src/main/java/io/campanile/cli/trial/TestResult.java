package io.campanile.cli.trial;

import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.cases.TestFile;

/**
 * What became of one test.
 *
 * @param nanos how long it took
 */
public record TestResult(TestFile file, TestCase test, Comparison comparison, long nanos) {

  /** Whether everything came as it was expected. */
  public boolean passed() {
    return comparison.passed();
  }
}
