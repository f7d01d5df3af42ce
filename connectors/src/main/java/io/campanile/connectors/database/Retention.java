package io.campanile.connectors.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Deletes rows of what happened once they are old, a few at a time, so that nothing waits for it
 * long. Profiles are not touched: the job forgets customers itself.
 */
final class Retention {

  private static final List<Table> HAPPENED =
      List.of(Table.TRIGGERS, Table.DECISIONS, Table.ACTIONS, Table.SEGMENT_EVENTS);
  private static final int ROWS_AT_ONCE = 5_000;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final String schema;
  private final Duration keep;
  private long nextMillis = Long.MIN_VALUE;

  /**
   * Deletes rows that are older.
   *
   * @param keep how long a row is kept, or {@link DatabaseSettings#FOR_EVER}
   */
  Retention(String schema, Duration keep) {
    this.schema = schema;
    this.keep = keep;
  }

  /** Deletes some; true where some may be left. */
  boolean deleteIfDue(Connection connection, long nowMillis) throws SQLException {
    if (keep.equals(DatabaseSettings.FOR_EVER) || nowMillis < nextMillis) {
      return false;
    }
    boolean more = false;
    connection.setAutoCommit(true);
    for (Table table : HAPPENED) {
      more |=
          delete(connection, table, Instant.ofEpochMilli(nowMillis).minus(keep)) == ROWS_AT_ONCE;
    }
    nextMillis = more ? nowMillis : nowMillis + PAUSE.toMillis();
    return more;
  }

  private int delete(Connection connection, Table table, Instant before) throws SQLException {
    String sql =
        "delete from %1$s.%2$s where ctid in (select ctid from %1$s.%2$s where %3$s < ? limit %4$d)"
            .formatted(schema, table.tableName(), table.timeColumn(), ROWS_AT_ONCE);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
