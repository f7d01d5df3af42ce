package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs where somebody names a directory of patterns that must be readable as it stands. */
class ConformanceDirectoryTest {

  @Test
  void readsTheNamedDirectoryWithoutProblemOrWarning() throws IOException {
    String named = System.getProperty("campanile.conformance.patterns", "");
    assumeFalse(named.isEmpty(), "no directory is named");
    Path directory = Path.of(named);

    Reading reading = PatternReader.read(PatternDirectory.read(directory));

    assertThat(reading).isInstanceOf(Reading.Valid.class);
    assertThat(((Reading.Valid) reading).warnings()).isEmpty();
  }
}
