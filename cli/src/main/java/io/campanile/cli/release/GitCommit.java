package io.campanile.cli.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The git commit that a directory is of. */
public final class GitCommit {

  private static final int TIMEOUT_SECONDS = 5;

  private GitCommit() {}

  /**
   * The commit's hash, with {@code -dirty} behind it where a file of the directory differs from it;
   * empty where the directory is in no repository, or there is no git.
   */
  public static Optional<String> of(Path directory) {
    Optional<String> commit = git(directory, "rev-parse", "HEAD").filter(hash -> !hash.isEmpty());
    Optional<String> changes = git(directory, "status", "--porcelain", "--", ".");
    return commit.map(hash -> changes.orElse("").isEmpty() ? hash : hash + "-dirty");
  }

  private static Optional<String> git(Path directory, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(output)
          : Optional.empty();
    } catch (IOException e) {
      // Without git there is no commit.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
