package io.campanile.jobs.release;

import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.util.stream.Collectors;

/** From the text of a release to what the engine follows. */
public final class Releases {

  private Releases() {}

  /**
   * Compiles a release that was checked before it was handed to the job; a problem in it stops the
   * job.
   */
  public static Patterns compile(PatternFiles files) {
    Reading reading = PatternReader.read(files);
    if (reading instanceof Reading.Valid valid) {
      return valid.patterns();
    }
    throw new IllegalArgumentException(
        "The release has problems:\n"
            + ((Reading.Invalid) reading)
                .problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
  }
}
