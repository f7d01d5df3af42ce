package io.campanile.connectors.database;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables in a real database, written as the job writes them, and read as others read them. */
final class TestTables implements AutoCloseable {

  /** All of them. */
  static final List<String> NAMES =
      List.of(
          "profiles",
          "segment_memberships",
          "segment_events",
          "triggers",
          "decisions",
          "actions",
          "erasures",
          "refused_records");

  private final EmbeddedDatabase database;
  private final DatabaseSettings settings;
  private final RecordReader reader = new RecordReader();
  private final Tables tables;

  TestTables(Path directory) throws IOException, DatabaseFailedException {
    database = EmbeddedDatabase.start(directory);
    settings = DatabaseSettings.of(database.url(), EmbeddedDatabase.NAME, EmbeddedDatabase.NAME);
    tables = new Tables(settings.schema());
    int unused = new DatabaseMigrations(settings).migrate();
  }

  EmbeddedDatabase database() {
    return database;
  }

  DatabaseSettings settings() {
    return settings;
  }

  Connection connect() throws SQLException {
    return settings.dataSource().getConnection();
  }

  /** Writes records in one transaction. */
  Tables.Outcome write(List<OutputRecord> records) throws SQLException {
    try (Connection connection = connect()) {
      return write(connection, records);
    }
  }

  Tables.Outcome write(Connection connection, List<OutputRecord> records) throws SQLException {
    return tables.change(connection, records.stream().map(reader::read).toList());
  }

  /** The first column of what a query finds; the tables need no schema in front of them. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path to " + settings.schema());
      List<String> values = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          values.add(String.valueOf(rows.getString(1)));
        }
      }
      return values;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path to " + settings.schema());
      statement.execute(sql);
    }
  }

  /** Everything that is in the tables, in one order. */
  List<String> everything() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String table : NAMES) {
      for (String row : query("select to_jsonb(t)::text from " + table + " t order by 1")) {
        all.add(table + " " + row);
      }
    }
    return all;
  }

  void empty() throws SQLException {
    execute("truncate " + String.join(", ", NAMES));
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
