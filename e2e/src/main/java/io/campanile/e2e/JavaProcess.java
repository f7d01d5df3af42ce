package io.campanile.e2e;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main class in a process of its own, which ends with this one. */
public final class JavaProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final String name;
  private final Path log;
  private final Process process;

  private JavaProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * What to start.
   *
   * @param name for messages and for the file of its output
   * @param classPath as for {@code java -cp}
   * @param options of the JVM
   * @param arguments of the main class
   * @param environment added to this process's own
   */
  public record Start(
      String name,
      String classPath,
      List<String> options,
      String mainClass,
      List<String> arguments,
      Map<String, String> environment) {}

  /**
   * Starts it.
   *
   * @param logs the directory to which its output is appended, as {@code NAME.out}
   */
  public static JavaProcess start(Start start, Path logs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(start.options());
    command.add("-cp");
    command.add(start.classPath() + File.pathSeparator + ownCode());
    command.add(ChildMain.class.getName());
    command.add(start.mainClass());
    command.addAll(start.arguments());
    Path log = Files.createDirectories(logs).resolve(start.name() + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(start.environment());
    return new JavaProcess(start.name(), log, builder.start());
  }

  /** Id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file with its output, and that of every earlier process of this name. */
  public Path log() {
    return log;
  }

  /** Waits until it has ended by itself, and returns its exit code; kills one that does not end. */
  public int awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new IllegalStateException(
          name + " did not end within " + patience.toSeconds() + " s; its output is in " + log);
    }
    return process.exitValue();
  }

  /** Ends it as kill -9 does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end, as kill does, and kills it where it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  private static Path ownCode() throws IOException {
    try {
      return Path.of(JavaProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("The place of this code is not a path", e);
    }
  }
}
