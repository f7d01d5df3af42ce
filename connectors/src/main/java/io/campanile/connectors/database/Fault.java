package io.campanile.connectors.database;

import java.sql.SQLException;
import java.util.Set;

/** What kind of fault the database, or the way to it, has reported. */
enum Fault {
  /** It passes: the database is down, starts, is full, or gave way to somebody else. */
  PASSING,
  /** A value that cannot be stored: all else that was written with it can. */
  DATA,
  /** Somebody has to do something: a password, a right, a table is missing. */
  LASTING;

  /** SQLSTATE classes: connection, resources, operator's intervention, system, rollback, locks. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40", "55");

  /** SQLSTATE classes: cardinality, data, constraints, limits of the program. */
  private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23", "54");

  /** A standby that is not the primary yet, or not any more. */
  private static final String READ_ONLY = "25006";

  static Fault of(SQLException e) {
    String state = e.getSQLState();
    if (state == null || state.length() < 2 || state.equals(READ_ONLY)) {
      return PASSING;
    }
    String stateClass = state.substring(0, 2);
    if (PASSING_CLASSES.contains(stateClass)) {
      return PASSING;
    }
    return DATA_CLASSES.contains(stateClass) ? DATA : LASTING;
  }
}
