package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The library of campaigns that ships, in this module's folder. */
class ShippedPatternsTest {

  @Test
  void isRightWithoutAWarning() throws IOException {
    Reading.Valid reading = Samples.valid(PatternDirectory.read(Path.of("")));

    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.patterns().campaigns())
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            campaign -> {
              assertThat(campaign.description()).isNotBlank();
              assertThat(campaign.owner()).isNotBlank();
              assertThat(campaign.tags()).isNotEmpty();
            });
  }
}
