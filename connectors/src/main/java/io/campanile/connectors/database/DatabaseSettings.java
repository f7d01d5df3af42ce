package io.campanile.connectors.database;

import java.io.Serializable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Which database, and how it is written to.
 *
 * @param url where it is, such as {@code jdbc:postgresql://db:5432/campanile}
 * @param user who writes, or empty where {@code properties} say it
 * @param password of the user, or empty where none is needed
 * @param schema which holds the tables: small letters, digits and underscores
 * @param properties further settings of PostgreSQL's JDBC driver, such as those for TLS
 * @param batchRows after how many records they are written, from 1
 * @param interval after how long they are written, although they are fewer
 * @param retention how long rows of what happened are kept, in event time; {@link #FOR_EVER}
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    String schema,
    Map<String, String> properties,
    int batchRows,
    Duration interval,
    Duration retention)
    implements Serializable {

  /** The retention of rows that are never deleted for their age. */
  public static final Duration FOR_EVER = Duration.ZERO;

  /** The schema where none is configured. */
  public static final String DEFAULT_SCHEMA = "campanile";

  /** The batch where none is configured. */
  public static final int DEFAULT_BATCH_ROWS = 500;

  /** The interval where none is configured. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

  private static final String URL_PREFIX = "jdbc:postgresql:";
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Checks the bounds. */
  public DatabaseSettings {
    if (!isUrl(url)) {
      throw new IllegalArgumentException("url: expected " + URL_PREFIX + "//host:port/database");
    }
    if (!isSchema(schema)) {
      throw new IllegalArgumentException(
          "schema: found " + schema + ", expected small letters, digits and underscores");
    }
    if (batchRows < 1) {
      throw new IllegalArgumentException("batchRows: found " + batchRows + ", expected 1 or more");
    }
    if (interval.isNegative() || interval.isZero() || retention.isNegative()) {
      throw new IllegalArgumentException("interval and retention: expected more than nothing");
    }
    properties = Map.copyOf(properties);
    // Refuses a setting that the driver does not know.
    DataSource unused = dataSource(url, user, password, properties);
  }

  /** Whether it is the address of a database of PostgreSQL. */
  public static boolean isUrl(String url) {
    return url.startsWith(URL_PREFIX);
  }

  /** Whether it can be the name of a schema. */
  public static boolean isSchema(String schema) {
    return SCHEMA.matcher(schema).matches();
  }

  /** The same with everything else as where nothing is configured. */
  public static DatabaseSettings of(String url, String user, String password) {
    return new DatabaseSettings(
        url,
        user,
        password,
        DEFAULT_SCHEMA,
        Map.of(),
        DEFAULT_BATCH_ROWS,
        DEFAULT_INTERVAL,
        FOR_EVER);
  }

  /** Where connections come from. */
  DataSource dataSource() {
    return dataSource(url, user, password, properties);
  }

  private static DataSource dataSource(
      String url, String user, String password, Map<String, String> properties) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
      // A database that does not answer is found out, and is not waited for until the end of days.
      source.setProperty(PGProperty.CONNECT_TIMEOUT, "10");
      source.setProperty(PGProperty.SOCKET_TIMEOUT, "60");
      source.setProperty(PGProperty.TCP_KEEP_ALIVE, "true");
      source.setProperty(PGProperty.APPLICATION_NAME, "campanile");
      source.setProperty(PGProperty.REWRITE_BATCHED_INSERTS, "true");
      for (Map.Entry<String, String> property : properties.entrySet()) {
        source.setProperty(property.getKey(), property.getValue());
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("properties: " + e.getMessage(), e);
    }
    if (!user.isEmpty()) {
      source.setUser(user);
      source.setPassword(password);
    }
    return source;
  }

  /** Without the password, and without what may be a part of an address that holds one. */
  @Override
  public String toString() {
    return "the database " + url.replaceAll("\\?.*", "") + ", schema " + schema;
  }
}
