package io.campanile.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server's data, and what PostgreSQL's own programs do with it. */
final class DataDirectory {

  /** The server's superuser. */
  static final String SUPERUSER = "postgres";

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 10;
  private static final int LOG_LINES_SHOWN = 15;

  /** What is said to be committed is on the disk, as PostgreSQL would have it by itself. */
  private static final String SETTINGS =
      "-c listen_addresses=localhost -c unix_socket_directories= -c fsync=on"
          + " -c synchronous_commit=on -c full_page_writes=on -c timezone=UTC"
          + " -c max_connections=40 -c shared_buffers=64MB";

  private final ServerPrograms programs;
  private final Path data;
  private final Path log;
  private final List<String> asOrdinaryUser;

  DataDirectory(ServerPrograms programs, Path data, Path log)
      throws IOException, InterruptedException {
    this.programs = programs;
    this.data = data;
    this.log = log;
    this.asOrdinaryUser = asOrdinaryUser();
  }

  /**
   * PostgreSQL refuses to run as root, who runs everything in a container: in a name space of its
   * own, root is nobody in particular, but still the owner of these files.
   */
  private static List<String> asOrdinaryUser() throws IOException, InterruptedException {
    if (!run(List.of("id", "-u")).output().strip().equals("0")) {
      return List.of();
    }
    List<String> prefix = List.of("unshare", "--user");
    List<String> trial = new ArrayList<>(prefix);
    trial.addAll(List.of("id", "-u"));
    Ended tried = run(trial);
    if (tried.exitCode() != 0 || tried.output().strip().equals("0")) {
      throw new IOException(
          "PostgreSQL does not run as root, and `unshare --user` is not allowed here ("
              + tried.output().strip()
              + "). Run it as another user.");
    }
    return prefix;
  }

  Path path() {
    return data;
  }

  /** Makes it, for a superuser with this password; nobody gets in without one. */
  void create(String superuserPassword) throws IOException, InterruptedException {
    Path password = Files.createTempFile(data.resolveSibling(""), "superuser", "");
    try {
      Files.writeString(password, superuserPassword);
      checked(
          "initdb",
          List.of(
              "--pgdata=" + data,
              "--username=" + SUPERUSER,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-instructions",
              // What is lost when this machine loses its power now is made again.
              "--no-sync"));
    } finally {
      Files.delete(password);
    }
  }

  /** Starts a server, and returns when it accepts connections. */
  void start(int port) throws IOException, InterruptedException {
    checked(
        "pg_ctl",
        List.of(
            "start",
            "--wait",
            "--timeout=" + START_SECONDS,
            "--pgdata=" + data,
            "--log=" + log,
            "--options=-p " + port + " " + SETTINGS));
  }

  /** Ends the server, and returns when it is gone; clients are cut off. */
  void stop() throws IOException, InterruptedException {
    checked(
        "pg_ctl",
        List.of("stop", "--mode=fast", "--wait", "--timeout=" + STOP_SECONDS, "--pgdata=" + data));
  }

  /** The server's first process; none where no server runs, or it was killed and has gone. */
  Optional<ProcessHandle> server() {
    try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
      return lines.findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
    } catch (IOException e) {
      // The file is there as long as the server is.
      return Optional.empty();
    }
  }

  private void checked(String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(asOrdinaryUser);
    command.add(programs.program(program));
    command.addAll(arguments);
    Ended ended = run(command);
    if (ended.exitCode() != 0) {
      throw new IOException(
          program + " failed, exit code " + ended.exitCode() + ":\n" + ended.output() + endOfLog());
    }
  }

  private String endOfLog() throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    int from = Math.max(0, lines.size() - LOG_LINES_SHOWN);
    return "The end of the server's log, "
        + log
        + ":\n"
        + String.join("\n", lines.subList(from, lines.size()));
  }

  private record Ended(int exitCode, String output) {}

  private static Ended run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Messages that a program finds for another language are of no use in a report.
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), text);
    }
  }
}
