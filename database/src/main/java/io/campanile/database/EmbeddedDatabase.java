package io.campanile.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server, for the demonstration and the tests, with an empty database in it. What
 * it says was committed is on the disk. It ends with the process that started it, however that
 * ends.
 *
 * <p>Reachable from this machine only. The name and the password of the database's owner are no
 * secret; the server's own superuser, who could do more than hold data, has a password that only
 * this process knows.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  /** System property that names the directory to which the server's programs are unpacked. */
  public static final String PROGRAMS_PROPERTY = "campanile.postgres.dir";

  /** The owner of the database, its password, and the database's name. */
  public static final String NAME = "campanile";

  private final DataDirectory data;
  private final Path log;
  private final int port;
  private final String superuserPassword = randomPassword();
  private Watchdog watchdog;

  private EmbeddedDatabase(Path directory, Path programs) throws IOException, InterruptedException {
    Path home = Files.createDirectories(directory).toAbsolutePath();
    log = home.resolve("postgres.log");
    data =
        new DataDirectory(
            ServerPrograms.in(Files.createDirectories(programs).toAbsolutePath()),
            home.resolve("data"),
            log);
    data.create(superuserPassword);
    port = freePort();
    data.start(port);
    watchdog = Watchdog.over(data);
    createDatabase();
  }

  /**
   * As {@link #start(Path, Path)}, with the programs in the directory that {@link
   * #PROGRAMS_PROPERTY} names.
   */
  public static EmbeddedDatabase start(Path directory) throws IOException {
    String programs = System.getProperty(PROGRAMS_PROPERTY);
    if (programs == null) {
      throw new IOException(
          "The system property "
              + PROGRAMS_PROPERTY
              + " is not set; expected a directory for the programs of PostgreSQL, such as"
              + " database/target/postgres");
    }
    return start(directory, Path.of(programs));
  }

  /**
   * Starts a new server on a free port and waits until it accepts connections.
   *
   * @param directory an empty one, or none yet, for its data and its log; never deleted
   * @param programs where its programs are, or are unpacked to on first use; for one user only,
   *     because who can write there decides what is run
   * @throws IOException when it does not come up; the message holds the end of its log
   */
  public static EmbeddedDatabase start(Path directory, Path programs) throws IOException {
    return uninterrupted("start", () -> new EmbeddedDatabase(directory, programs));
  }

  /** Where the database is, for JDBC; the same after a restart. */
  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/" + NAME;
  }

  /** A connection as the owner of the database. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), NAME, NAME);
  }

  /** A connection to the same database as somebody who may do everything. */
  public Connection connectAsSuperuser() throws SQLException {
    return connectAsSuperuser(NAME);
  }

  private Connection connectAsSuperuser(String name) throws SQLException {
    String url = url().replaceAll("/" + NAME + "$", "/" + name);
    return DriverManager.getConnection(url, DataDirectory.SUPERUSER, superuserPassword);
  }

  /** The port on this machine. */
  public int port() {
    return port;
  }

  /** The file to which the server writes what it has to say. */
  public Path log() {
    return log;
  }

  /** Whether the server runs. */
  public synchronized boolean isAlive() {
    return data.server().map(ProcessHandle::isAlive).orElse(false);
  }

  /** The processes of the server, its first one first; none where it does not run. */
  public synchronized List<ProcessHandle> processes() {
    return data.server().stream()
        .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
        .toList();
  }

  /** Ends all processes of the server as a power cut would, and waits until they are gone. */
  public synchronized void kill() {
    watchdog.close();
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  /**
   * Starts the server again on the same port and data; one that still runs is ended first.
   *
   * @throws IOException when it does not come up
   */
  public synchronized void restart() throws IOException {
    close();
    watchdog =
        uninterrupted(
            "start",
            () -> {
              data.start(port);
              return Watchdog.over(data);
            });
  }

  /** Ends the server and waits until it is gone; more than once does no harm. */
  @Override
  public synchronized void close() throws IOException {
    List<ProcessHandle> all = processes();
    if (!all.isEmpty()) {
      boolean unused =
          uninterrupted(
              "stop",
              () -> {
                data.stop();
                return true;
              });
      all.forEach(process -> process.onExit().join());
    }
    watchdog.close();
  }

  private interface Step<T> {
    T run() throws IOException, InterruptedException;
  }

  private static <T> T uninterrupted(String what, Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while PostgreSQL was to " + what, e);
    }
  }

  private void createDatabase() throws IOException {
    try (Connection connection = connectAsSuperuser(DataDirectory.SUPERUSER);
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + NAME + " login password '" + NAME + "'");
      statement.execute("create database " + NAME + " owner " + NAME);
    } catch (SQLException e) {
      close();
      throw new IOException("The database could not be created: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
