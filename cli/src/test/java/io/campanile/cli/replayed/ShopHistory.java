package io.campanile.cli.replayed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.cli.demo.shop.ShopSimulator;
import io.campanile.cli.report.ReplayReport;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Reading;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Histories that pages are made of. */
public final class ShopHistory {

  /** Ids that are HTML, end scripts, end lines and turn the direction of writing. */
  public static final List<String> HOSTILE =
      List.of(
          "<script>alert('id')</script>",
          "</script><img src=x onerror=alert(1)>",
          "a\u2028b\u2029c",
          "\"'&amp;<b>",
          "${1}{{2}}%s<!--<script>",
          "\u202Eright-to-left",
          "x".repeat(200));

  /** The campaigns that ship. */
  public static final Path SHIPPED = Path.of("../patterns");

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Path OUT = Path.of("target/pages");

  private ShopHistory() {}

  /** Weeks of the demonstration's shop. */
  public static Path events(int events, int customers) throws IOException {
    Path file = Files.createDirectories(OUT).resolve("shop-" + events + ".jsonl");
    ShopSimulator shop = new ShopSimulator(7, customers, START);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < events; i++) {
        out.write(shop.next().json());
        out.write('\n');
      }
    }
    return file;
  }

  /** Customers, events and products with the names of {@link #HOSTILE}. */
  public static Path hostileEvents() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : HOSTILE) {
      for (int i = 0; i < 4; i++) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("messageId", name + i);
        event.put("type", "track");
        event.put("event", i == 3 ? name : "Product Viewed");
        event.put("userId", name);
        event.put("timestamp", START.plusSeconds(60L * i).toString());
        event.putObject("properties").put("product_id", name);
        lines.add(event.toString());
      }
    }
    return Files.write(Files.createDirectories(OUT).resolve("hostile.jsonl"), lines);
  }

  /** The page of a replay. */
  public static Path report(String name, Path events, PatternFiles files) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    Path out = OUT.resolve(name);
    ReplayJob.buildSummedUp(env, List.of(events), out, JobOptions.forHistory(files, Engine.CHAIN));
    ReplayTally tally = ReplayJob.tally(env.execute("replay"));
    Path report = out.resolve("report.html").toAbsolutePath();
    ReplayReport.write(
        report,
        new ReplayReport.Replayed(name, List.of(events.getFileName().toString()), 3, 4),
        ((Reading.Valid) PatternReader.read(files)).patterns(),
        tally);
    return report;
  }

  /** The page of weeks of the shop, by the campaigns that ship. */
  public static Path shopReport() throws Exception {
    return report("shop", events(60_000, 1_500), PatternDirectory.read(SHIPPED));
  }

  /** The page of what {@link #hostileEvents} lead to. */
  public static Path hostileReport() throws Exception {
    return report(
        HOSTILE.get(1).replace('/', '|'), hostileEvents(), PatternDirectory.read(SHIPPED));
  }
}
