package io.campanile.connectors.database;

import io.campanile.connectors.database.Change.Refusal;
import io.campanile.connectors.database.Change.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables of one schema, and how they are changed: many changes in one transaction. To make the
 * same changes again, or to make those of different topics in another order, gives the same tables.
 */
final class Tables {

  private final String schema;
  private final Erasures erasures;
  private final Memberships memberships;

  Tables(String schema) {
    this.schema = schema;
    this.erasures = new Erasures(schema);
    this.memberships = new Memberships(schema);
  }

  /**
   * What became of some changes.
   *
   * @param stored how many are in the tables now
   * @param erased how many belong to what was erased, so that they are not
   * @param refused how many could not become rows
   * @param passedOver how many are of no concern to any table
   */
  record Outcome(long stored, long erased, long refused, long passedOver) {}

  /**
   * Makes changes, all or none.
   *
   * @param changes in the order of their topics
   * @throws SQLException when none was made, or it is not known whether all were
   */
  Outcome change(Connection connection, List<Change> changes) throws SQLException {
    SortedChanges sorted = SortedChanges.of(changes);
    connection.setAutoCommit(false);
    try {
      Outcome outcome = change(connection, sorted, changes.size());
      connection.commit();
      return outcome;
    } catch (SQLException e) {
      rollBack(connection, e);
      throw e;
    }
  }

  private static void rollBack(Connection connection, SQLException reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is gone, and the transaction with it.
      reason.addSuppressed(e);
    }
  }

  private Outcome change(Connection connection, SortedChanges sorted, long all)
      throws SQLException {
    erasures.lock(connection, !sorted.erasures.isEmpty());
    erasures.erase(connection, sorted.erasures);
    Map<String, Instant> erased = erasures.find(connection, sorted.customers);
    long suppressed = sorted.removeRowsIf(row -> isErased(row, erased));
    Set<String> erasedNow = sorted.erasedNow();
    Set<String> withdrawn = sorted.withdrawn();
    for (Map.Entry<Table, List<Row>> rows : sorted.lastRows().entrySet()) {
      upsert(connection, rows.getKey(), rows.getValue());
    }
    deleteOf(connection, "profiles", withdrawn);
    // They are made anew from what is left.
    deleteOf(connection, "segment_memberships", erasedNow);
    memberships.refresh(connection, sorted.customersOfMemberships());
    refuse(connection, sorted.refusals);
    long refused = sorted.refusals.size();
    return new Outcome(
        all - suppressed - refused - sorted.passedOver, suppressed, refused, sorted.passedOver);
  }

  private static boolean isErased(Row row, Map<String, Instant> erased) {
    Instant until = erased.get(row.customer());
    return until != null && !row.time().isAfter(until);
  }

  private void upsert(Connection connection, Table table, Collection<Row> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(table.upsert(schema))) {
      for (Row row : rows) {
        for (int i = 0; i < table.columns().size(); i++) {
          table.columns().get(i).bind(connection, statement, i + 1, row.values().get(i));
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void deleteOf(Connection connection, String table, Set<String> customers)
      throws SQLException {
    if (!customers.isEmpty()) {
      String sql = "delete from %s.%s where customer_id = any(?)".formatted(schema, table);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setArray(1, connection.createArrayOf("text", customers.toArray()));
        statement.executeUpdate();
      }
    }
  }

  private void refuse(Connection connection, List<Refusal> refusals) throws SQLException {
    if (refusals.isEmpty()) {
      return;
    }
    String sql =
        "insert into %s.refused_records (place, problem) values (?, ?) on conflict do nothing"
            .formatted(schema);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Refusal refusal : refusals) {
        statement.setString(1, refusal.place());
        statement.setString(2, refusal.problem());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
