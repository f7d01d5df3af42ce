package io.campanile.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real server, two or three seconds a start. */
class EmbeddedDatabaseTest {

  private static final Path PROGRAMS =
      Path.of(System.getProperty(EmbeddedDatabase.PROGRAMS_PROPERTY, ""));

  @TempDir Path directory;

  @Test
  void keepsWhatWasCommittedThroughAKillAndLeavesNoProcessWhenClosed() throws Exception {
    List<ProcessHandle> processes = new ArrayList<>();
    EmbeddedDatabase database =
        EmbeddedDatabase.start(directory.resolve("a directory with spaces"), PROGRAMS);
    try (database) {
      execute(database, "create table kept (what text)");
      execute(database, "insert into kept values ('before the kill')");
      String url = database.url();
      List<ProcessHandle> before = database.processes();
      assertThat(before).as("a server has several").hasSizeGreaterThan(2);
      database.kill();
      assertThat(before).noneMatch(ProcessHandle::isAlive);
      assertThat(database.isAlive()).isFalse();
      assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);

      database.restart();
      assertThat(database.url()).isEqualTo(url);
      assertThat(database.isAlive()).isTrue();
      execute(database, "insert into kept values ('after it')");
      assertThat(query(database, "select what from kept order by what"))
          .containsExactly("after it", "before the kill");
      processes.addAll(database.processes());
    }
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(ProcessHandle.current().descendants()).as("the watchdog too").isEmpty();
    assertThat(database.log()).exists();
  }

  @Test
  void keepsItsPromisesAndLetsNobodyInWithoutAPassword() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, PROGRAMS)) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(query(database, "show " + setting)).as(setting).containsExactly("on");
      }
      assertThat(query(database, "select rolsuper from pg_roles where rolname = current_user"))
          .containsExactly("f");
      for (String password : List.of("", "campanile")) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(database.url(), "postgres", password).close())
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password");
      }
    }
    assertThat(Files.getPosixFilePermissions(PROGRAMS))
        .doesNotContain(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "postgres.log");
    }
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName(),
                directory.toString(),
                PROGRAMS.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String line = parent.inputReader(StandardCharsets.UTF_8).readLine();
    ProcessHandle server = ProcessHandle.of(Long.parseLong(line.replace("pid ", ""))).orElseThrow();
    assertThat(server.isAlive()).isTrue();

    parent.destroyForcibly();

    assertThat(server.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void saysWhyItDoesNotComeUp() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("somebody-elses"), "file");

    assertThatThrownBy(() -> EmbeddedDatabase.start(directory, PROGRAMS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("initdb failed")
        .hasMessageContaining("exists but is not empty");
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
