package io.campanile.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.cli.replayed.ShopHistory;
import io.campanile.jobs.JobOptions.Engine;
import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of a replay, without looking at it. */
@Tag("slow")
class ReplayReportTest {

  private static Path report(Path events, Engine engine, int parallelism) throws Exception {
    return ShopHistory.report(
        "shop", events, PatternDirectory.read(ShopHistory.SHIPPED), engine, parallelism);
  }

  private static JsonNode data(Path report) throws Exception {
    String page = Files.readString(report);
    String start = "<script type=\"application/json\" id=\"data\">";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static long sum(Iterable<JsonNode> rows, int column) {
    return StreamSupport.stream(rows.spliterator(), false)
        .mapToLong(row -> row.get(column).longValue())
        .sum();
  }

  @Test
  void isTheSameWhateverTheEngineAndHoweverManyCores() throws Exception {
    Path events = ShopHistory.events(20_000, 500);
    String first = Files.readString(report(events, Engine.CHAIN, 2));
    assertThat(Files.readString(report(events, Engine.CHAIN, 2))).isEqualTo(first);
    assertThat(Files.readString(report(events, Engine.CHAIN, 1))).isEqualTo(first);
    assertThat(Files.readString(report(events, Engine.CEP, 3))).isEqualTo(first);
  }

  @Test
  void countsWhatTheRecordsSay() throws Exception {
    Path report = report(ShopHistory.events(20_000, 500), Engine.CHAIN, 2);
    JsonNode data = data(report);
    long sent = 0;
    long fired = 0;
    for (JsonNode campaign : data.get("campaigns")) {
      fired += campaign.get("stages").get(1).longValue();
      sent += campaign.get("stages").get(4).longValue();
    }
    assertThat(fired).isEqualTo(lines(report, "triggers.jsonl"));
    assertThat(sent).isEqualTo(lines(report, "actions.jsonl"));
    long endings = sum(data.get("endings"), 5);
    long suppressed =
        StreamSupport.stream(data.get("endings").spliterator(), false)
            .filter(row -> row.get(2).textValue().equals("SUPPRESSED"))
            .mapToLong(row -> row.get(5).longValue())
            .sum();
    assertThat(sent + endings - suppressed).isEqualTo(lines(report, "decisions.jsonl"));
  }

  private static long lines(Path report, String file) throws Exception {
    try (var lines = Files.lines(report.resolveSibling(file))) {
      return lines.count();
    }
  }

  @Test
  void isDrawnWithTheCampaignsOfEveryRelease() throws Exception {
    PatternFiles all = PatternDirectory.read(ShopHistory.SHIPPED);
    PatternFiles without = ShopHistory.without(all, "post-purchase-thanks");
    PatternFiles later = ShopHistory.without(all, "cart-abandonment");
    Path events = ShopHistory.events(20_000, 500);
    Instant from = Instant.parse("2026-03-02T12:00:00Z");
    JsonNode data = data(ShopHistory.twoReleases("releases", events, without, from, later));

    List<String> names = data.get("campaigns").findValuesAsText("name");
    assertThat(names).contains("cart-abandonment", "post-purchase-thanks").isSorted();
    for (String name : List.of("cart-abandonment", "post-purchase-thanks")) {
      int at = names.indexOf(name);
      JsonNode campaign = data.get("campaigns").get(at);
      assertThat(campaign.get("stages").get(4).longValue()).as(name).isPositive();
      assertThat(data.get("course").get("series")).anyMatch(row -> row.get(0).intValue() == at);
    }
    assertThat(data.get("campaigns").get(names.indexOf("cart-abandonment")).get("last").intValue())
        .isZero();
    assertThat(
            data.get("campaigns")
                .get(names.indexOf("post-purchase-thanks"))
                .get("first")
                .intValue())
        .isEqualTo(1);
    assertThat(data.get("releases")).hasSize(2);
    assertThat(data.get("releases").get(1).get(1).longValue()).isEqualTo(from.toEpochMilli());
    for (JsonNode row : data.get("course").get("series")) {
      assertThat(row.get(0).intValue() >= 0).isEqualTo(!row.get(2).textValue().equals("EVENTS"));
    }
  }

  @Test
  void hasNoAddressInIt() throws Exception {
    Path report = report(ShopHistory.events(20_000, 500), Engine.CHAIN, 2);
    String page = Files.readString(report);
    Set<String> addresses = new HashSet<>();
    for (String action : Files.readAllLines(report.resolveSibling("actions.jsonl"))) {
      JsonNode address = new ObjectMapper().readTree(action).get("address");
      if (!address.isNull()) {
        addresses.add(address.textValue());
      }
    }
    assertThat(addresses).hasSizeGreaterThan(100);
    assertThat(addresses.stream().filter(page::contains)).isEmpty();
  }

  @Test
  void doesNotGrowWithTheHistory() throws Exception {
    long small = Files.size(report(ShopHistory.events(20_000, 500), Engine.CHAIN, 2));
    long large = Files.size(report(ShopHistory.events(200_000, 500), Engine.CHAIN, 2));
    assertThat(small).isLessThan(1_000_000);
    assertThat(large).isLessThan(1_500_000);
  }
}
