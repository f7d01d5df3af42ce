package io.campanile.connectors.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.json.Samples;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the docs say of the database is so: the roles suffice, the queries find, the tables are. */
class DatabaseDocsTest {

  private static final Path REFERENCE = Path.of("../docs/reference/database.md");
  private static final Path OPERATORS = Path.of("../docs/ops/database.md");
  private static final Path CONSUMERS = Path.of("../docs/consumers/database.md");
  private static final Pattern SQL = Pattern.compile("(?ms)^ *```sql\\n(.*?)^ *```$");
  private static final List<OutputRecord> RECORDS =
      List.of(
          OutputRecords.of(Samples.fullTrigger()),
          OutputRecords.of(Samples.bareDecision()),
          OutputRecords.of(Samples.fullAction()),
          OutputRecords.of(Samples.fullProfile()),
          OutputRecords.of(Samples.entered()));

  private static EmbeddedDatabase database;

  @BeforeAll
  static void setUpAsTheDocsSay(@TempDir Path directory) throws Exception {
    database = EmbeddedDatabase.start(directory);
    try (Connection connection = database.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(blocks(OPERATORS).get(0).replace("'...'", "'secret'"));
    }
    assertThat(new DatabaseMigrations(as("campanile_owner")).migrate()).isPositive();
  }

  @AfterAll
  static void stop() throws IOException {
    database.close();
  }

  @Test
  void theWriterMayWriteAndTheReaderMayRead() throws Exception {
    new DatabaseMigrations(as("campanile_writer")).check();
    write();
    assertThat(read("select trigger_id from campanile.triggers")).hasSize(1);
    assertThatThrownBy(() -> read("delete from campanile.triggers returning 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void theRetentionOfThePageDeletes() throws Exception {
    write();
    try (Connection connection = as("campanile_writer").dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(blocks(OPERATORS).get(1))).isEqualTo(1);
    }
  }

  @Test
  void theQueriesOfThePageFindWhatTheyAreFor() throws Exception {
    write();
    List<String> queries = blocks(CONSUMERS);
    assertThat(queries).hasSize(4);
    assertThat(read(queries.get(0))).containsExactly("u-17");
    assertThat(read(queries.get(1))).as("a trigger, a decision, an action, an entry").hasSize(4);
    assertThat(read(queries.get(2))).containsExactly("u-17");
    assertThat(read(queries.get(3).replace("2026-03-01", "2017-03-01"))).hasSize(1);
  }

  @Test
  void theQueriesOfThePageUseIndexes() throws Exception {
    List<String> plans = new ArrayList<>();
    for (String query : List.of(blocks(CONSUMERS).get(0), blocks(CONSUMERS).get(1))) {
      try (Connection connection = as("campanile_reader").dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        // So few rows are found faster without.
        statement.execute("set enable_seqscan = off");
        plans.addAll(rows(statement.executeQuery("explain " + query)));
      }
    }
    assertThat(String.join("\n", plans))
        .doesNotContain("Seq Scan")
        .contains(
            "segment_memberships_by_segment",
            "profiles_pkey",
            "triggers_by_customer",
            "decisions_by_customer",
            "actions_by_customer",
            "segment_events_pkey");
  }

  @Test
  void theReferenceIsPublishedAsTheTablesAre() throws Exception {
    StringBuilder page = new StringBuilder();
    page.append("# The tables\n\n")
        .append("What [the database](../consumers/database.md) holds. Generated from the tables ")
        .append("themselves. Columns are not null unless it is said.\n");
    for (String table : TestTables.NAMES) {
      page.append("\n## ").append(table).append("\n\n").append(about(table));
    }
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(REFERENCE, page);
    }
    assertThat(REFERENCE)
        .content()
        .as("rewrite it with -Dcampanile.update=true")
        .isEqualTo(page.toString());
    assertThat(read("select count(*) from pg_tables where schemaname = 'campanile'"))
        .as("the eight, and the one of the migrations")
        .containsExactly("9");
  }

  private static String about(String table) throws SQLException {
    String name = "'campanile." + table + "'::regclass";
    StringBuilder text = new StringBuilder();
    text.append(read("select obj_description(" + name + ")").get(0)).append("\n\n");
    text.append("| column | type | meaning |\n|---|---|---|\n");
    for (String line :
        read(
            """
            select format('| `%s` | %s%s | %s |', attname,
              replace(format_type(atttypid, atttypmod), 'timestamp with time zone', 'timestamptz'),
              case when attnotnull then '' else ', or null' end,
              col_description(attrelid, attnum))
            from pg_attribute where attrelid = TABLE and attnum > 0 order by attnum"""
                .replace("TABLE", name))) {
      assertThat(line).as(table + " has a column without a comment").doesNotContain("|  |");
      text.append(line).append('\n');
    }
    List<String> indexes =
        read(
            "select '`' || regexp_replace(pg_get_indexdef(indexrelid), '.* USING ', '') || '`'"
                + " || case when indisprimary then ', unique' else '' end"
                + " from pg_index where indrelid = "
                + name
                + " order by not indisprimary, indexrelid");
    text.append("\nIndexes: ").append(String.join("; ", indexes)).append(".\n");
    return text.toString();
  }

  private static void write() throws SQLException {
    RecordReader reader = new RecordReader();
    try (Connection connection = as("campanile_writer").dataSource().getConnection()) {
      var unused =
          new Tables("campanile").change(connection, RECORDS.stream().map(reader::read).toList());
    }
  }

  private static List<String> blocks(Path page) throws IOException {
    return SQL.matcher(Files.readString(page)).results().map(DatabaseDocsTest::text).toList();
  }

  private static String text(MatchResult block) {
    return block.group(1);
  }

  private static DatabaseSettings as(String role) {
    return DatabaseSettings.of(database.url(), role, "secret");
  }

  /** The first column of what the reader finds. */
  private static List<String> read(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), "campanile_reader", "secret");
        Statement statement = connection.createStatement()) {
      return rows(statement.executeQuery(sql));
    }
  }

  private static List<String> rows(ResultSet rows) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(1));
    }
    return values;
  }
}
