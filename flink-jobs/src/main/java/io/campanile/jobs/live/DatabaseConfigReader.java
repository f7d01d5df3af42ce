package io.campanile.jobs.live;

import static io.campanile.jobs.live.LiveOption.*;

import io.campanile.connectors.database.DatabaseSettings;
import io.campanile.jobs.live.LiveConfig.Database;
import io.campanile.jobs.live.LiveOption.Section;
import io.campanile.patterns.yaml.DurationRange;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what the configuration says about the database. */
final class DatabaseConfigReader {

  private static final int MAX_BATCH_ROWS = 10_000;
  private static final int MAX_WRITERS = 64;

  private final Secrets secrets;

  DatabaseConfigReader(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The database; empty where a problem was noted. */
  Optional<Database> read(YamlMap map, String kafkaGroup) {
    map.allow(LiveOption.keys(Section.DATABASE));
    Optional<String> url =
        map.require(DATABASE_URL.key(), "the address of the database")
            .flatMap(value -> value.asScalar("a text"))
            .flatMap(this::url);
    String schema =
        map.scalar(DATABASE_SCHEMA.key(), "a text")
            .flatMap(DatabaseConfigReader::schema)
            .orElse(DatabaseSettings.DEFAULT_SCHEMA);
    Optional<DatabaseSettings> settings = url.flatMap(address -> settings(map, address, schema));
    return settings.map(
        complete ->
            new Database(
                complete,
                map.flag(DATABASE_MIGRATE.key()).orElse(true),
                map.text(DATABASE_GROUP_ID.key()).orElse(kafkaGroup + "-database"),
                map.wholeNumber(DATABASE_PARALLELISM.key(), 1, MAX_WRITERS).orElse(1)));
  }

  private Optional<DatabaseSettings> settings(YamlMap map, String url, String schema) {
    try {
      return Optional.of(
          new DatabaseSettings(
              url,
              secret(map, DATABASE_USER),
              secret(map, DATABASE_PASSWORD),
              schema,
              properties(map.map(DATABASE_PROPERTIES.key(), "a mapping of the driver's settings")),
              map.wholeNumber(DATABASE_BATCH.key(), 1, MAX_BATCH_ROWS)
                  .orElse(DatabaseSettings.DEFAULT_BATCH_ROWS),
              map.duration(DATABASE_INTERVAL.key(), DurationRange.POSITIVE)
                  .orElse(DatabaseSettings.DEFAULT_INTERVAL),
              map.duration(DATABASE_RETENTION.key(), DurationRange.POSITIVE)
                  .orElse(DatabaseSettings.FOR_EVER)));
    } catch (IllegalArgumentException e) {
      // The driver knows its settings best.
      map.errorAt(
          map.has(DATABASE_PROPERTIES.key()) ? DATABASE_PROPERTIES.key() : DATABASE_URL.key(),
          "PostgreSQL's driver refuses this: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> url(YamlScalar scalar) {
    Optional<String> url = secrets.resolve(scalar);
    if (url.isPresent() && !DatabaseSettings.isUrl(url.get())) {
      // Not shown: it may hold a password.
      scalar.error("`url` is not `jdbc:postgresql://host:port/database`.");
      return Optional.empty();
    }
    return url;
  }

  private static Optional<String> schema(YamlScalar scalar) {
    if (!DatabaseSettings.isSchema(scalar.text())) {
      scalar.error(
          "`schema` is `" + scalar.text() + "`, expected small letters, digits and underscores.");
      return Optional.empty();
    }
    return Optional.of(scalar.text());
  }

  private String secret(YamlMap map, LiveOption option) {
    return map.scalar(option.key(), "a text").flatMap(secrets::resolve).orElse("");
  }

  private Map<String, String> properties(Optional<YamlMap> map) {
    Map<String, String> properties = new LinkedHashMap<>();
    map.ifPresent(
        present -> {
          for (String key : present.keys()) {
            present
                .scalar(key, "a text")
                .flatMap(secrets::resolve)
                .ifPresent(value -> properties.put(key, value));
          }
        });
    return properties;
  }
}
