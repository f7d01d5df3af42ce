package io.campanile.k8s.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is shown and what alerts can be read, is documented, and asks for the metrics listed here.
 */
class MonitoringTest {

  private static final Path MONITORING = Path.of("components/monitoring");
  private static final Path DASHBOARD = MONITORING.resolve("dashboards/campanile.json");

  /** That the job has them is shown where it runs, in the tests of e2e. */
  private static final Path METRICS = MONITORING.resolve("metrics.txt");

  private static final Path RUNBOOKS = Path.of("../docs/ops/runbooks.md");

  private static List<JsonNode> rules() throws IOException {
    JsonNode alerts =
        new ObjectMapper(new YAMLFactory()).readTree(MONITORING.resolve("alerts.yaml").toFile());
    List<JsonNode> rules = new ArrayList<>();
    alerts.path("spec").path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    assertThat(rules).hasSizeGreaterThan(10);
    return rules;
  }

  @Test
  void theDashboardIsWrittenFromItsDescription() throws IOException {
    String written = Dashboards.campanile().json();
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(DASHBOARD, written);
    }
    assertThat(DASHBOARD)
        .content()
        .as("rewrite it with -Dcampanile.update=true")
        .isEqualTo(written);
  }

  @Test
  void everyExpressionCanBeRead() throws IOException {
    Set<String> metrics = new TreeSet<>();
    for (String query : Dashboards.campanile().queries()) {
      Query read = Query.of(query);
      assertThat(read.labels()).as(query).contains("namespace");
      metrics.addAll(read.metrics());
    }
    for (JsonNode rule : rules()) {
      metrics.addAll(Query.of(rule.path("expr").asText()).metrics());
    }
    String list = String.join("\n", metrics) + "\n";
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(METRICS, list);
    }
    assertThat(METRICS).content().as("rewrite it with -Dcampanile.update=true").isEqualTo(list);
  }

  @Test
  void everyAlertSaysWhatItMeansAndWhatToDo() throws IOException {
    String runbooks = Files.readString(RUNBOOKS);
    Set<String> names = new TreeSet<>();
    for (JsonNode rule : rules()) {
      String name = rule.path("alert").asText();
      assertThat(names.add(name)).as(name + " is there once").isTrue();
      assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
      assertThat(rule.path("annotations").path("summary").asText()).endsWith(".");
      assertThat(rule.path("annotations").path("runbook").asText())
          .isEqualTo("docs/ops/runbooks.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(rule.path("for").asText()).matches("\\d+[mh]");
      assertThat(runbooks).contains("\n## " + name + "\n");
    }
    assertThat(runbooks.lines().filter(line -> line.startsWith("## Campanile")))
        .as("no page without its alert")
        .hasSameSizeAs(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(rate(a[5m])",
        "rate(a[5x])",
        "a > > 1",
        "sum by namespace (a)",
        "a{b=c}",
        "unknown_function(a)",
        "a b"
      })
  void whatPrometheusWouldRefuseIsRefused(String query) {
    assertThatThrownBy(() -> Query.of(query)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsAskedForIsFound() {
    Query query =
        Query.of(
            "max by (pod) (a_b{x=\"1\",y!~\"z.*\"} / c) > -0.5 and absent(d) or time() - e > 1");
    assertThat(query.metrics()).containsExactly("a_b", "c", "d", "e");
    assertThat(query.labels()).containsExactly("pod", "x", "y");
  }
}
