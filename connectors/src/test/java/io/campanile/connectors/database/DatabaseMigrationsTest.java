package io.campanile.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseMigrationsTest {

  private static TestTables tables;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    tables = new TestTables(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    tables.close();
  }

  @Test
  void doNothingWhereNothingHasToBeDone() throws Exception {
    DatabaseMigrations migrations = new DatabaseMigrations(tables.settings());
    assertThat(migrations.migrate()).isZero();
    migrations.check();
  }

  @Test
  void mayBeRunByTwoAtOnce() throws Exception {
    DatabaseSettings settings = inSchema("two_at_once");
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> migrated(settings));
    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> migrated(settings));
    assertThat(first.get() + second.get()).isEqualTo(1);
    new DatabaseMigrations(settings).check();
  }

  private static int migrated(DatabaseSettings settings) {
    try {
      return new DatabaseMigrations(settings).migrate();
    } catch (DatabaseFailedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sayWhatIsMissing() {
    DatabaseMigrations migrations = new DatabaseMigrations(inSchema("nothing_there"));
    assertThatThrownBy(migrations::check)
        .isInstanceOf(DatabaseFailedException.class)
        .hasMessageContaining("schema nothing_there is not up to date: the step \"tables\"")
        .hasMessageContaining("campanile database migrate");
  }

  @Test
  void sayWhyTheyFailAndNoPassword() {
    DatabaseSettings wrong =
        DatabaseSettings.of(tables.database().url(), EmbeddedDatabase.NAME, "top-secret");
    assertThatThrownBy(() -> new DatabaseMigrations(wrong).migrate())
        .isInstanceOf(DatabaseFailedException.class)
        .hasMessageContaining("schema campanile cannot be brought up to date")
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("top-secret");
  }

  @ParameterizedTest
  @EnumSource
  void makeTheColumnsThatAreWritten(Table table) throws Exception {
    List<String> columns =
        tables.query(
            """
            select column_name || ' ' || data_type || ' ' || is_nullable
            from information_schema.columns
            where table_schema = 'campanile' and table_name = '%s' order by ordinal_position"""
                .formatted(table.tableName()));
    assertThat(columns)
        .containsExactlyElementsOf(
            table.columns().stream().map(DatabaseMigrationsTest::described).toList());
  }

  private static String described(Column column) {
    String type =
        switch (column.kind()) {
          case TEXT -> "text";
          case TIME -> "timestamp with time zone";
          case NUMBER -> "integer";
          case TEXTS -> "ARRAY";
          case JSON -> "jsonb";
        };
    return column.name() + " " + type + (column.required() ? " NO" : " YES");
  }

  private static DatabaseSettings inSchema(String schema) {
    DatabaseSettings settings = tables.settings();
    return new DatabaseSettings(
        settings.url(),
        settings.user(),
        settings.password(),
        schema,
        settings.properties(),
        settings.batchRows(),
        settings.interval(),
        settings.retention());
  }
}
