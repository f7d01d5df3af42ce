package io.campanile.cli.replayed;

import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.patterns.PatternDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What the real job wrote for the events of files.
 *
 * @param directory with {@code triggers.jsonl} and its siblings
 */
public record Replayed(Path directory) {

  /** Names the directory that holds {@code conformance/} and {@code data/}; not part of this. */
  private static final String CONFORMANCE = "campanile.conformance";

  private static final Path SHOP = Path.of("src/test/resources/shop");
  private static final Path SHOP_OUT = Path.of("target/shop-replayed");

  private static Optional<Replayed> shop = Optional.empty();

  /** Patterns. */
  public static Path shopPatterns() {
    return SHOP.resolve("patterns");
  }

  /** Events of a handful of customers, one for each thing that can happen to a message. */
  public static Path shopEvents() {
    return SHOP.resolve("events.jsonl");
  }

  /** The events of the shop by the patterns of the shop; run once for all tests. */
  public static synchronized Replayed shop() throws Exception {
    if (shop.isEmpty()) {
      shop = Optional.of(replay(shopPatterns(), List.of(shopEvents()), SHOP_OUT));
    }
    return shop.get();
  }

  /** Nine days of a marketplace; empty where this machine has no such data. */
  public static Optional<Replayed> nineDays(Path out) throws Exception {
    String shared = System.getProperty(CONFORMANCE);
    if (shared == null) {
      return Optional.empty();
    }
    Path data = Path.of(shared, "data");
    return Optional.of(
        replay(
            Path.of(shared, "conformance", "patterns"),
            List.of(
                data.resolve("clickstream-9-days.jsonl.gz"),
                data.resolve("clickstream-9-days-identify.jsonl.gz")),
            out));
  }

  private static Replayed replay(Path patterns, List<Path> events, Path out) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    JobOptions options = JobOptions.forHistory(PatternDirectory.read(patterns), Engine.CHAIN);
    ReplayJob.build(env, events, out, options);
    env.execute("replay");
    return new Replayed(out);
  }

  /** The lines of one of the files. */
  public List<String> lines(String file) throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve(file))) {
      return lines.toList();
    }
  }
}
