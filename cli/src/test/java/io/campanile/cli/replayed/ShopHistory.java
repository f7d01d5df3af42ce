package io.campanile.cli.replayed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.cli.demo.shop.ShopSimulator;
import io.campanile.cli.diff.Diff;
import io.campanile.cli.diff.DiffFormat;
import io.campanile.cli.report.ReplayReport;
import io.campanile.cli.report.ReplayedRelease;
import io.campanile.connectors.csv.CsvMappings;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.release.Release;
import io.campanile.jobs.replay.ReplayJob;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
      ObjectNode identify = JsonNodeFactory.instance.objectNode();
      identify.put("messageId", "identify " + name);
      identify.put("type", "identify");
      identify.put("userId", name);
      identify.put("timestamp", START.minusSeconds(60).toString());
      ObjectNode traits = identify.putObject("traits").put("push_token", name);
      traits.putObject("consent").put("push", true);
      lines.add(identify.toString());
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
    return report(name, events, files, Engine.CHAIN, 2);
  }

  /** The page of a replay, by this engine on so many cores. */
  public static Path report(
      String name, Path events, PatternFiles files, Engine engine, int parallelism)
      throws Exception {
    return report(
        name,
        events,
        List.of(ReplayedRelease.only(patterns(files))),
        JobOptions.forHistory(files, engine),
        parallelism);
  }

  /** The page of a replay that begins with one release and goes on with another. */
  public static Path twoReleases(
      String name, Path events, PatternFiles first, Instant from, PatternFiles then)
      throws Exception {
    JobOptions options =
        JobOptions.forHistory(first, Engine.CHAIN)
            .with(List.of(Release.published(from.toEpochMilli(), then)));
    List<ReplayedRelease> releases =
        List.of(
            ReplayedRelease.only(patterns(first)),
            new ReplayedRelease(patterns(then), Optional.of(from)));
    return report(name, events, releases, options, 2);
  }

  private static Patterns patterns(PatternFiles files) {
    return ((Reading.Valid) PatternReader.read(files)).patterns();
  }

  private static Path report(
      String name, Path events, List<ReplayedRelease> releases, JobOptions options, int parallelism)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism);
    Path out = OUT.resolve(name);
    ReplayJob.buildSummedUp(env, List.of(events), CsvMappings.NONE, out, options);
    ReplayTally tally = ReplayJob.tally(env.execute("replay"));
    Path report = out.resolve("report.html").toAbsolutePath();
    ReplayReport.write(
        report,
        new ReplayReport.Replayed(name, List.of(events.getFileName().toString()), 3, 4),
        releases,
        tally);
    return report;
  }

  /** The page of weeks of the shop, by the campaigns that ship. */
  public static Path shopReport() throws Exception {
    return report("shop", events(60_000, 1_500), PatternDirectory.read(SHIPPED));
  }

  /** The page of a week in the midst of which a campaign is published and another taken away. */
  public static Path releasedReport() throws Exception {
    PatternFiles all = PatternDirectory.read(SHIPPED);
    return twoReleases(
        "released",
        events(20_000, 500),
        without(all, "post-purchase-thanks"),
        START.plus(Duration.ofHours(15)),
        without(all, "cart-abandonment"));
  }

  /**
   * The same campaigns without one, and without their tests: those of one that is gone are wrong.
   */
  public static PatternFiles without(PatternFiles files, String campaign) {
    TreeMap<String, String> less = new TreeMap<>(files.texts());
    less.keySet()
        .removeIf(path -> path.endsWith(".test.yaml") || path.endsWith("/" + campaign + ".yaml"));
    return new PatternFiles(less);
  }

  /** The page of what {@link #hostileEvents} lead to. */
  public static Path hostileReport() throws Exception {
    return report(
        HOSTILE.get(1).replace('/', '|'), hostileEvents(), PatternDirectory.read(SHIPPED));
  }

  /** The page of a comparison of the campaigns that ship with a change of them. */
  public static Path shopDiff() throws Exception {
    return diff("shop", events(60_000, 1_500), PatternDirectory.read(SHIPPED), changed());
  }

  /** The same over {@link #hostileEvents}: a campaign is gone. */
  public static Path hostileDiff() throws Exception {
    PatternFiles shipped = PatternDirectory.read(SHIPPED);
    return diff(HOSTILE.get(1), hostileEvents(), shipped, without(shipped, "repeated-views"));
  }

  /** The campaigns that ship, after somebody had ideas. */
  private static PatternFiles changed() throws IOException {
    TreeMap<String, String> texts = new TreeMap<>(PatternDirectory.read(SHIPPED).texts());
    texts.keySet().removeIf(path -> path.endsWith(".test.yaml") || path.equals("templates.yaml"));
    texts.computeIfPresent(
        "campaigns/cart-abandonment.yaml", (path, text) -> text.replace("for: 1h", "for: 90m"));
    texts.computeIfPresent(
        "campaigns/checkout-abandonment.yaml",
        (path, text) -> text.replace("template: checkout-reminder\n", "template: finish\n"));
    texts.computeIfPresent(
        "policy.yaml", (path, text) -> text.replace("at-most: 4, in: 7d", "at-most: 3, in: 7d"));
    texts.put(
        "campaigns/big-order.yaml",
        """
        campaign: big-order
        tags: [promotional]
        priority: 95
        trigger: {steps: [{event: Order Completed, where: event.total >= 100}]}
        actions: [{channel: email, template: vip-club, delay: 1h}]
        """);
    return new PatternFiles(texts);
  }

  private static Path diff(String name, Path events, PatternFiles before, PatternFiles after)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    ReplayJob.buildComparison(
        env,
        List.of(events),
        CsvMappings.NONE,
        JobOptions.forHistory(before, Engine.CHAIN),
        JobOptions.forHistory(after, Engine.CHAIN));
    Difference difference = ReplayJob.difference(env.execute("diff"));
    Diff diff =
        Diff.of(
            "main:" + name,
            name,
            patterns(before),
            patterns(after),
            List.of(events.getFileName().toString()),
            difference);
    Path page = OUT.resolve(events.getFileName() + "-diff.html").toAbsolutePath();
    return Files.writeString(page, DiffFormat.HTML.write(diff));
  }
}
