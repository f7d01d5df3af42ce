package io.campanile.bench.scenario;

import java.nio.file.Path;

/** Something to measure. */
public interface Scenario {

  /** Its id: words with hyphens, parts with colons. */
  String id();

  /**
   * Measures it.
   *
   * @param directory for files, empty
   */
  Outcome run(Size size, Path directory) throws Exception;
}
