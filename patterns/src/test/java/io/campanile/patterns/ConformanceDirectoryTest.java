package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs where somebody names a directory of patterns that must be readable as it stands. */
class ConformanceDirectoryTest {

  @Test
  void readsTheNamedDirectoryWithoutProblemOrWarning() throws IOException {
    Path directory = Path.of(System.getProperty("campanile.conformance.patterns", ""));
    assumeTrue(Files.isDirectory(directory.resolve("campaigns")), "no directory is named");

    Reading reading = PatternReader.read(PatternDirectory.read(directory));

    assertThat(reading).isInstanceOf(Reading.Valid.class);
    assertThat(((Reading.Valid) reading).warnings()).isEmpty();
  }
}
