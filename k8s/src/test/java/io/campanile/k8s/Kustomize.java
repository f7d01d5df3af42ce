package io.campanile.k8s;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The overlays as they are and as they render. What they render to is kept in {@code rendered}, so
 * that a change shows in a review, and can be checked where there is no kustomize; a sum of all
 * inputs says whether it is of this day.
 */
final class Kustomize {

  static final List<String> OVERLAYS = List.of("local", "staging", "production");

  private static final Path INPUTS_SUM = Path.of("rendered/inputs.sha256");

  private Kustomize() {}

  static Path rendered(String overlay) {
    return Path.of("rendered", overlay + ".yaml");
  }

  /** What kustomize makes of an overlay; empty where this machine has none. */
  static Optional<String> render(String overlay) throws IOException, InterruptedException {
    String directory = "overlays/" + overlay;
    Optional<String> rendered = run(List.of("kustomize", "build", directory));
    return rendered.isPresent() ? rendered : run(List.of("kubectl", "kustomize", directory));
  }

  private static Optional<String> run(List<String> command)
      throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + err);
    }
    return Optional.of(out);
  }

  static String keptSum() throws IOException {
    return Files.readString(INPUTS_SUM).strip();
  }

  static void keepSum() throws IOException {
    Files.writeString(INPUTS_SUM, sum() + "\n");
  }

  /** A sum over every file that kustomize reads. */
  static String sum() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : inputs()) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>();
    for (String directory : List.of("base", "components", "overlays", "../patterns")) {
      try (Stream<Path> files = Files.walk(Path.of(directory))) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
            .filter(file -> !file.toString().matches(".*/(src|target)/.*|\\.\\./patterns/pom.*"))
            .sorted()
            .forEach(inputs::add);
      }
    }
    return inputs;
  }
}
