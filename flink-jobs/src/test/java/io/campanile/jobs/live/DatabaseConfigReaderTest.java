package io.campanile.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.jobs.live.LiveConfig.Database;
import io.campanile.patterns.yaml.Problems;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseConfigReaderTest {

  private static final String REST =
      """
      patterns: patterns
      kafka: {bootstrap-servers: "localhost:9092", group-id: shop}
      sources:
        - {name: web, topics: [events]}
      """;

  private final Problems problems = new Problems();

  @Test
  void hasDefaultsForAllButTheAddress() {
    Database database = read("url: jdbc:postgresql://db/campanile").orElseThrow();
    assertThat(database)
        .isEqualTo(
            new Database(
                DatabaseSettings.of("jdbc:postgresql://db/campanile", "", ""),
                true,
                "shop-database",
                1));
  }

  @Test
  void readsEveryOption() {
    Database database =
        read("""
                url: jdbc:postgresql://db/campanile
                user: ${env:DB_USER}
                password: ${env:DB_PASSWORD}
                schema: shop
                migrate: false
                batch-rows: 50
                write-interval: 2s
                retention: 90d
                writers: 4
                consumer-group: tables
                driver-properties: {sslmode: verify-full, sslpassword: "${env:DB_PASSWORD}"}
                """)
            .orElseThrow();
    assertThat(database)
        .isEqualTo(
            new Database(
                new DatabaseSettings(
                    "jdbc:postgresql://db/campanile",
                    "writer",
                    "top-secret",
                    "shop",
                    Map.of("sslmode", "verify-full", "sslpassword", "top-secret"),
                    50,
                    Duration.ofSeconds(2),
                    Duration.ofDays(90)),
                false,
                "tables",
                4));
    assertThat(database.toString()).doesNotContain("top-secret");
  }

  @Test
  void isNotNeeded() {
    assertThat(new LiveConfigReader(problems, new Secrets(Map.of())).read("f", REST))
        .hasValueSatisfying(config -> assertThat(config.database()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user: a                               | The key `url` is missing, expected the address",
        "url: jdbc:mysql://top-secret@db       | `url` is not `jdbc:postgresql://host:port/database`.",
        "url: ${env:NONE}                      | The environment has no variable `NONE`.",
        "url: jdbc:postgresql://db/c\\nschema: Shop | `schema` is `Shop`, expected small letters",
        "url: jdbc:postgresql://db/c\\nschemas: s   | The key `schemas` is not known here.",
        "url: jdbc:postgresql://db/c\\nbatch-rows: 0 | expected a whole number from 1 to",
        "url: jdbc:postgresql://db/c\\ndriver-properties: {sslmod: a} | driver refuses this: properties: ",
      })
  void saysWhatIsWrong(String section, String message) {
    assertThat(read(section.strip().replace("\\n", "\n"))).isEmpty();
    assertThat(problems.errors().toString()).contains(message).doesNotContain("top-secret");
  }

  private Optional<Database> read(String section) {
    Secrets secrets = new Secrets(Map.of("DB_USER", "writer", "DB_PASSWORD", "top-secret"));
    return new LiveConfigReader(problems, secrets)
        .read("campanile.yaml", REST + "database:\n" + section.indent(2))
        .flatMap(LiveConfig::database);
  }
}
