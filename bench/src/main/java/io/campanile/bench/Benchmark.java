package io.campanile.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.bench.report.Report;
import io.campanile.bench.scenario.Outcome;
import io.campanile.bench.scenario.Scenario;
import io.campanile.bench.scenario.Scenarios;
import io.campanile.bench.scenario.Size;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The command: {@code [--quick | --tiny] [--only REGEX] [--docs DIR]}. Each scenario runs in a JVM
 * of its own, so that none profits from, or pays for, what another has made the compiler believe.
 */
public final class Benchmark {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Benchmark() {}

  /** Runs it; ends with 1 where a scenario failed or engines disagree. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 4 && arguments[0].equals("--child")) {
      child(arguments[1], Size.named(arguments[2]), Path.of(arguments[3]));
      return;
    }
    Options options = Options.of(arguments);
    List<String> failures = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    long start = System.nanoTime();
    for (Scenario scenario : Scenarios.all(options.size())) {
      if (options.only().matcher(scenario.id()).find()) {
        runOne(scenario.id(), options, outcomes, failures);
      }
    }
    Report report = Report.of(options.size(), outcomes, (System.nanoTime() - start) / 1e9);
    out().print(report.table());
    failures.addAll(report.disagreements());
    if (options.docs() != null) {
      report.write(options.docs());
    }
    failures.forEach(failure -> out().println("FAILED " + failure));
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static PrintStream out() {
    return System.out;
  }

  private static void runOne(
      String id, Options options, List<Outcome> outcomes, List<String> failures) throws Exception {
    Path results = Files.createDirectories(options.work().resolve("results"));
    Path file = results.resolve(id.replace(':', '_') + ".json");
    Files.deleteIfExists(file);
    long start = System.nanoTime();
    ChildProcess.run(id, options.size(), options.work(), file);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (Files.exists(file)) {
      Outcome outcome = JSON.readValue(file.toFile(), Outcome.class);
      outcomes.add(outcome);
      StringBuilder line = new StringBuilder();
      outcome
          .figures()
          .forEach(
              (name, value) -> line.append(String.format(Locale.ROOT, " %s=%,.3g", name, value)));
      out().printf(Locale.ROOT, "%5.1f s  %s%s%n", seconds, id, line);
    } else {
      failures.add(id + ": see " + ChildProcess.log(options.work(), id));
      out().printf(Locale.ROOT, "%5.1f s  %s FAILED%n", seconds, id);
    }
  }

  private static void child(String id, Size size, Path file) throws Exception {
    Scenario scenario =
        Scenarios.all(size).stream()
            .filter(candidate -> candidate.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No scenario " + id));
    Path directory = Files.createTempDirectory("campanile-bench");
    try {
      Outcome outcome = scenario.run(size, directory);
      Files.write(file, JSON.writeValueAsString(outcome).getBytes(StandardCharsets.UTF_8));
    } finally {
      ChildProcess.deleteTree(directory);
    }
    // A library's thread that does not end is none of the benchmark's business.
    System.exit(0);
  }

  /** What the command line says. */
  private record Options(
      Size size, Pattern only, @org.jspecify.annotations.Nullable Path docs, Path work) {

    static Options of(String[] arguments) {
      Size size = Size.FULL;
      Pattern only = Pattern.compile("");
      Path docs = null;
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--quick" -> size = Size.QUICK;
          case "--tiny" -> size = Size.TINY;
          case "--only" -> only = Pattern.compile(arguments[++i]);
          case "--docs" -> docs = Path.of(arguments[++i]);
          default ->
              throw new IllegalArgumentException(
                  "Found "
                      + arguments[i]
                      + ", expected --quick, --tiny, --only REGEX or --docs DIR");
        }
      }
      return new Options(size, only, docs, Path.of(System.getProperty("bench.work", "target")));
    }
  }
}
