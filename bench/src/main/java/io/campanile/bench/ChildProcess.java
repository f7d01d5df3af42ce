package io.campanile.bench;

import io.campanile.bench.scenario.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one scenario in a JVM of its own. */
final class ChildProcess {

  private static final long TIMEOUT_MINUTES = 6;

  private ChildProcess() {}

  /** Runs it; its outcome is in the file, which is missing where it failed. */
  static void run(String id, Size size, Path work, Path file)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms" + System.getProperty("bench.heap", "3g"),
            "-Xmx" + System.getProperty("bench.heap", "3g"),
            "-XX:+UseParallelGC",
            "-Duser.timezone=UTC",
            "-Dcampanile.kafka.lib=" + System.getProperty("campanile.kafka.lib", ""),
            "-cp",
            System.getProperty("java.class.path"),
            Benchmark.class.getName(),
            "--child",
            id,
            size.name(),
            file.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(work, id).toFile())
            .start();
    if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** What the scenario said. */
  static Path log(Path work, String id) {
    return work.resolve("results").resolve(id.replace(':', '_') + ".log");
  }

  static void deleteTree(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }
}
