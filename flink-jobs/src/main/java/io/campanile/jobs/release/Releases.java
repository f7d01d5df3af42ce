package io.campanile.jobs.release;

import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** From the text of a release to what the engine follows. */
public final class Releases {

  /** The subtasks of one process come to the same few releases at about the same time. */
  private static final int REMEMBERED = 8;

  private static final Map<PatternFiles, Patterns> COMPILED =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PatternFiles, Patterns> eldest) {
          return size() > REMEMBERED;
        }
      };

  private Releases() {}

  /**
   * Compiles a release that was checked before it was handed to the job; a problem in it stops the
   * job. Once for each process: who asks at the same time waits.
   */
  public static Patterns compile(PatternFiles files) {
    synchronized (COMPILED) {
      return COMPILED.computeIfAbsent(files, Releases::compileAnew);
    }
  }

  private static Patterns compileAnew(PatternFiles files) {
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
