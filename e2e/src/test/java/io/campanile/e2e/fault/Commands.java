package io.campanile.e2e.fault;

import io.campanile.e2e.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of {@code campanile}, as its launcher starts them. */
record Commands(Path logs) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern IN_FORCE_FROM = Pattern.compile("in force from (\\S+Z)");
  private static final Path CLI = Path.of("../cli/target").toAbsolutePath();

  /** What the replay of a history writes, with releases that follow the first patterns. */
  Path replay(Path history, Path out, List<String> patterns)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay", "--events", history.toString(), "--out", out.toString(), "--engine=cep"));
    for (String directory : patterns) {
      arguments.addAll(List.of("--patterns", directory));
    }
    run("replay", "-Xmx1g", arguments);
    return out;
  }

  /** Publishes a directory as the running job's next release, and returns when it takes effect. */
  Instant publish(Path patterns, Path config) throws IOException, InterruptedException {
    String said =
        run(
            "publish",
            "-Xmx128m",
            List.of("publish", patterns.toString(), "--config", config.toString()));
    Matcher from = IN_FORCE_FROM.matcher(said);
    if (!from.find()) {
      throw new IOException("Expected to be told from when the release is in force: " + said);
    }
    return Instant.parse(from.group(1));
  }

  private String run(String name, String heap, List<String> arguments)
      throws IOException, InterruptedException {
    String version;
    try (Stream<Path> jars = Files.list(CLI)) {
      version =
          jars.filter(jar -> jar.getFileName().toString().matches("campanile-cli-.*\\d\\.jar"))
              .findFirst()
              .orElseThrow(() -> new IOException("Expected the jar of the commands in " + CLI))
              .toString();
    }
    try (JavaProcess process =
        JavaProcess.start(
            new JavaProcess.Start(
                name,
                version + File.pathSeparator + CLI.resolve("lib") + File.separator + "*",
                List.of(
                    heap,
                    "-XX:+UseSerialGC",
                    "-Dlog4j2.configurationFile=classpath:log4j2.xml",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "-Duser.timezone=UTC"),
                "io.campanile.cli.Main",
                arguments,
                Map.of()),
            logs)) {
      int exit = process.awaitEnd(PATIENCE);
      if (exit != 0) {
        throw new IOException(
            "`" + name + "` ended with " + exit + ": " + Files.readString(process.log()));
      }
      return Files.readString(process.log());
    }
  }
}
