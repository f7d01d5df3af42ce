package io.campanile.cli;

import io.campanile.jobs.live.LiveConfig;
import io.campanile.jobs.live.LiveConfigReader;
import io.campanile.jobs.live.Secrets;
import io.campanile.patterns.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The configuration of live jobs, for the commands that go by it. */
final class ConfigFile {

  private ConfigFile() {}

  /** Reads and checks it; empty where it has problems, which are told. */
  static Optional<LiveConfig> read(Path file, PrintWriter err) throws CommandFailedException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailedException(
          ExitCode.USAGE, "The configuration cannot be read: " + file.toAbsolutePath());
    }
    Problems problems = new Problems();
    Optional<LiveConfig> config =
        new LiveConfigReader(problems, new Secrets(System.getenv())).read(file.toString(), text);
    problems.errors().forEach(err::println);
    problems.warnings().forEach(err::println);
    return config;
  }
}
