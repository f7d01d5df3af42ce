package io.campanile.connectors.database;

import java.io.IOException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** Makes the tables, and brings older ones up to date. */
public final class DatabaseMigrations {

  private static final String SCRIPTS = "classpath:io/campanile/connectors/database/migrations";

  private final DatabaseSettings settings;
  private final Flyway flyway;

  /** Migrations of this database. */
  public DatabaseMigrations(DatabaseSettings settings) {
    this.settings = settings;
    this.flyway =
        Flyway.configure(DatabaseMigrations.class.getClassLoader())
            .dataSource(settings.dataSource())
            .defaultSchema(settings.schema())
            .schemas(settings.schema())
            .createSchemas(true)
            .locations(SCRIPTS)
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .load();
  }

  /**
   * Makes the schema and the tables, or brings them up to date; several may do so at once.
   *
   * @return how many steps it took; 0 where nothing had to be done
   * @throws DatabaseFailedException when it cannot
   */
  public int migrate() throws DatabaseFailedException {
    try {
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException e) {
      throw failed("cannot be brought up to date", e);
    }
  }

  /**
   * Checks that the tables are those that this version writes.
   *
   * @throws DatabaseFailedException when they are not, or cannot be looked at
   */
  public void check() throws DatabaseFailedException {
    try {
      MigrationInfo[] pending = flyway.info().pending();
      if (pending.length > 0) {
        throw new DatabaseFailedException(
            settings
                + " is not up to date: the step \""
                + pending[0].getDescription()
                + "\" is missing. Run `campanile database migrate --config FILE` first.");
      }
    } catch (FlywayException e) {
      throw failed("cannot be looked at", e);
    }
  }

  /**
   * Migrates, or checks; returns true.
   *
   * @throws SQLException when the database says why not
   * @throws IOException when somebody has to do something
   */
  boolean prepare(boolean migrates) throws SQLException, IOException {
    try {
      if (migrates) {
        int unused = migrate();
      } else {
        check();
      }
      return true;
    } catch (DatabaseFailedException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException reason) {
          throw reason;
        }
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private DatabaseFailedException failed(String what, FlywayException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new DatabaseFailedException(settings + " " + what + ": " + root.getMessage(), e);
  }
}
