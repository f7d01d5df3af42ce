package io.campanile.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campanile.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the deployed job tells Prometheus, and what it logs, with the options of the manifests. */
@Tag("slow")
class ObservedJobTest {

  private static final Path ASKED_FOR = Path.of("../k8s/components/monitoring/metrics.txt");
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  /** Whose operators are ours, and what Flink says of every operator. */
  private static final Set<String> OURS =
      Set.of("ingest", "visitors", "identity", "customer", "limits");

  private static final Pattern OF_FLINK =
      Pattern.compile("num[A-Z].*|current.*|.*_rocksdb_.*|watermark[A-Z].*");

  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
  private static Path directory;

  private static Scrape scrape = new Scrape(List.of());

  @BeforeAll
  static void runTheJob() throws Exception {
    FlinkHome home = FlinkHome.assembled();
    ReporterPorts ports = ReporterPorts.free();
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(Files.createDirectories(directory.resolve("kafka")));
        Shop shop = new Shop(kafka.bootstrapServers())) {
      Path config = shop.configuration(directory);
      shop.makeTopics();
      Map<String, String> options = Manifests.metricOptions();
      options.putAll(ports.ports());
      FlinkCluster.Plan plan =
          new FlinkCluster.Plan(
              Files.createDirectories(directory.resolve("cluster")),
              "io.campanile.jobs.start.LiveMain",
              List.of("--config", config.toString()),
              options,
              Map.of(),
              256,
              Optional.of(Manifests.logging()));
      try (FlinkCluster cluster = FlinkCluster.of(plan, home)) {
        cluster.startTaskManager();
        cluster.startJobManager(Optional.empty());
        shop.order("u-1");
        shop.sendNonsense();
        Patience.await("the action", () -> shop.hasThanked("u-1"));
        Patience.await("a checkpoint", () -> cluster.rest().completedCheckpoints() > 2);
        scrape = ports.scrape();
      }
    }
  }

  @AfterAll
  static void forget() {
    scrape = new Scrape(List.of());
  }

  @Test
  void thereIsEveryMetricThatDashboardsAndAlertsAskFor() throws IOException {
    assertThat(names(scrape.samples().stream())).containsAll(Files.readAllLines(ASKED_FOR));
  }

  @Test
  void theyCountWhatHappened() {
    assertThat(scrape.sum(OPERATOR + "events_read")).isGreaterThan(2);
    assertThat(scrape.sum(OPERATOR + "events_used")).isPositive();
    assertThat(scrape.sum(OPERATOR + "events_dead")).isEqualTo(1);
    assertThat(scrape.sum(OPERATOR + "triggers_fired")).isEqualTo(1);
    assertThat(scrape.sum(OPERATOR + "actions_sent")).isEqualTo(1);
    assertThat(
            scrape.of(OPERATOR + "code_dead_letters").stream()
                .filter(sample -> "UNREADABLE".equals(sample.labels().get("code"))))
        .singleElement()
        .extracting(Scrape.Sample::value)
        .isEqualTo(1.0);
    assertThat(
            scrape.of(OPERATOR + "channel_actions").stream()
                .filter(sample -> "EMAIL".equals(sample.labels().get("channel"))))
        .singleElement()
        .extracting(Scrape.Sample::value)
        .isEqualTo(1.0);
    assertThat(scrape.of(OPERATOR + "outcome_reason_decisions"))
        .anySatisfy(sample -> assertThat(sample.labels()).containsEntry("outcome", "SENT"));
    assertThat(scrape.sum(OPERATOR + "watermark_delay_millis")).isBetween(500.0, 90_000.0);
    assertThat(scrape.sum(OPERATOR + "cached_customers")).isBetween(1.0, 3.0);
    assertThat(scrape.sum(OPERATOR + "cache_misses")).isPositive();
  }

  @Test
  void everyMetricOfOurOwnIsExplained() throws IOException {
    Set<String> ours =
        names(
            scrape.samples().stream()
                .filter(sample -> sample.name().startsWith(OPERATOR))
                .filter(
                    sample -> OURS.contains(sample.labels().getOrDefault("operator_name", ""))));
    ours.removeIf(name -> OF_FLINK.matcher(name.substring(OPERATOR.length())).matches());
    String docs =
        Files.readString(Path.of("../docs/ops/README.md"))
            + Files.readString(Path.of("../docs/reference/identity.md"));

    assertThat(ours).hasSizeGreaterThan(30);
    assertThat(
            ours.stream()
                .map(name -> name.substring(OPERATOR.length()))
                .map(name -> name.replaceFirst("^(channel|outcome_reason|code|release)_", ""))
                .filter(name -> !docs.contains("`" + name + "`")))
        .isEmpty();
  }

  /** Names of hosts, pods and attempts would make new series of every restart. */
  @Test
  void aRestartMakesNoNewSeries() {
    assertThat(scrape.samples())
        .allSatisfy(
            sample ->
                assertThat(sample.labels())
                    .doesNotContainKeys("host", "tm_id", "task_attempt_id", "task_attempt_num"));
  }

  @Test
  void everyLineOfTheLogIsAnObjectAndNoneTellsOfACustomer() throws IOException {
    for (String process : List.of("jobmanager", "taskmanager-0")) {
      List<String> lines =
          Files.readAllLines(directory.resolve("cluster/logs/" + process + ".out"));
      assertThat(lines).hasSizeGreaterThan(20);
      for (String line : lines) {
        JsonNode entry = new ObjectMapper().readTree(line);
        assertThat(entry.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(entry.path("level").asText()).isIn("INFO", "WARN", "ERROR");
        assertThat(entry.path("logger").asText()).isNotEmpty();
        assertThat(entry.has("message")).isTrue();
        assertThat(line).doesNotContain("u-1", "o-u-1", "nonsense");
      }
    }
  }

  private static Set<String> names(Stream<Scrape.Sample> samples) {
    return samples.map(Scrape.Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
