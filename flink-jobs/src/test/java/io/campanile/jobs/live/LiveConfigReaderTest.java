package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.Problem;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigReaderTest {

  private static final String SMALLEST =
      """
      patterns: patterns
      kafka:
        bootstrap-servers: localhost:9092
      sources:
        - name: web
          topics: [events.web]
      """;

  @TempDir private Path directory;

  private final Problems problems = new Problems();

  private Optional<LiveConfig> read(String text, Map<String, String> environment) {
    return new LiveConfigReader(problems, new Secrets(environment)).read("campanile.yaml", text);
  }

  private List<String> messages() {
    return problems.errors().stream().map(Problem::toString).toList();
  }

  @Test
  void tellsAllProblemsAtOnceWithTheNearestName() {
    assertThat(
            read(
                """
                pattern: patterns
                kafka:
                  bootstrap-server: localhost:9092
                sources:
                  - name: web
                    topics: [events.web]
                    latenes: 5s
                flink:
                  state.backend.typ: rocksdb
                """,
                Map.of()))
        .isEmpty();
    assertThat(messages())
        .containsExactly(
            "campanile.yaml:1:1: The key `pattern` is not known here. Did you mean `patterns`?",
            "campanile.yaml:3:3: The key `bootstrap-server` is not known here. Did you mean"
                + " `bootstrap-servers`?",
            "campanile.yaml:7:5: The key `latenes` is not known here. Did you mean `lateness`?",
            "campanile.yaml:9:3: Flink has no option `state.backend.typ`. Did you mean"
                + " `state.backend.type`?");
  }

  @Test
  void tellsOfSecretsThatAreMissingButNotOfThoseThatAreThere() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "s3cret-of-the-file\n");
    String text =
        SMALLEST
            + """
            flink:
              s3.access-key: ${env:ACCESS}
              s3.secret-key: ${file:%s}
              s3.endpoint: ${env:NOWHERE}/${file:/none}
            """
                .formatted(file);

    assertThat(read(text, Map.of("ACCESS", "s3cret-of-the-environment"))).isEmpty();
    assertThat(messages())
        .hasSize(2)
        .anyMatch(message -> message.contains("no variable `NOWHERE`"))
        .anyMatch(message -> message.contains("`/none` cannot be read"))
        .noneMatch(message -> message.contains("s3cret"));
  }

  @Test
  void neverPrintsWhatASecretStandsFor() {
    String text =
        SMALLEST.replace(
                "localhost:9092",
                """
            localhost:9092
              properties:
                sasl.jaas.config: ${env:JAAS}""")
            + "flink:\n  s3.secret-key: ${env:JAAS}\n";

    Optional<LiveConfig> config = read(text, Map.of("JAAS", "s3cret"));

    assertThat(config).isPresent();
    assertThat(config.get().kafka().properties()).containsEntry("sasl.jaas.config", "s3cret");
    assertThat(config.get().toString()).doesNotContain("s3cret").contains("sasl.jaas.config");
  }
}
