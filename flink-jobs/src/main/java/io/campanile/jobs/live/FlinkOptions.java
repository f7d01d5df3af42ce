package io.campanile.jobs.live;

import io.campanile.patterns.yaml.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of Flink's options. Flink passes over a name that it does not know, so that a slip
 * changes nothing and says nothing.
 */
public final class FlinkOptions {

  /** The list, one name a line; written by a test from Flink's own classes. */
  static final String RESOURCE = "flink-options.txt";

  /** What names of any kind may stand behind: plugins and reporters define their own. */
  private static final List<String> OPEN =
      List.of(
          "containerized.",
          "env.java.",
          "fs.",
          "gs.",
          "hive.s3.",
          "kubernetes.",
          "metrics.reporter.",
          "presto.s3.",
          "s3.",
          "security.",
          "job.autoscaler.");

  private static final Set<String> KNOWN = read();

  private FlinkOptions() {}

  /** What is wrong with a name, with the nearest one that Flink knows; empty for a known name. */
  public static Optional<String> problem(String name) {
    if (KNOWN.contains(name) || OPEN.stream().anyMatch(name::startsWith)) {
      return Optional.empty();
    }
    String hint =
        Nearest.to(name, KNOWN)
            .map(near -> " Did you mean `" + near + "`?")
            .orElse(" Flink would pass over it without a word.");
    return Optional.of("Flink has no option `" + name + "`." + hint);
  }

  private static Set<String> read() {
    try (InputStream list = FlinkOptions.class.getResourceAsStream(RESOURCE)) {
      if (list == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is missing");
      }
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return new TreeSet<>(text.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
