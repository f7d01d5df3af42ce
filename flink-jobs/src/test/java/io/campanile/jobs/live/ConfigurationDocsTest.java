package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the docs say of the configuration file is what the reader reads. */
class ConfigurationDocsTest {

  private static final Path REFERENCE = Path.of("../docs/reference/configuration.md");
  private static final Path EXAMPLE = Path.of("../docs/ops/campanile.example.yaml");

  @Test
  void referenceIsPublishedAsTheCodeSays() throws IOException {
    String generated = LiveOption.reference();
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(REFERENCE, generated);
    }
    assertThat(REFERENCE)
        .content()
        .as("rewrite it with -Dcampanile.update=true")
        .isEqualTo(generated);
  }

  @Test
  void exampleIsReadWithoutAProblem() throws IOException {
    Problems problems = new Problems();
    Optional<LiveConfig> config =
        new LiveConfigReader(problems, new Secrets(Map.of()))
            .read(EXAMPLE.toString(), Files.readString(EXAMPLE));

    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings()).isEmpty();
    assertThat(config).hasValueSatisfying(read -> assertThat(read.sources()).hasSizeGreaterThan(1));
  }

  @ParameterizedTest
  @EnumSource
  void exampleShowsTheOption(LiveOption option) throws IOException {
    Pattern line = Pattern.compile("(?m)^ *(- )?" + Pattern.quote(option.key()) + ":");

    assertThat(Files.readString(EXAMPLE)).containsPattern(line);
  }
}
