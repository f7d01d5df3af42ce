package io.campanile.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the processes of a cluster report to Prometheus.
 *
 * @param first of the ports; each process takes the first that is free
 */
public record ReporterPorts(int first) {

  /** More than there are processes. */
  private static final int PORTS = 4;

  private static final String REPORTER = "metrics.reporter.prometheus.";

  /** Ports of which the first was free a moment ago. */
  public static ReporterPorts free() throws IOException {
    return new ReporterPorts(FreePort.find());
  }

  /** Flink's option that says which ports they are, for a cluster that has the reporter. */
  public Map<String, String> ports() {
    return Map.of(REPORTER + "port", first + "-" + (first + PORTS - 1));
  }

  /** Flink's options that make the reporter and say which ports they are. */
  public Map<String, String> options() {
    Map<String, String> options = new HashMap<>(ports());
    options.put("metrics.reporters", "prometheus");
    options.put(
        REPORTER + "factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    return options;
  }

  /** What is reported now. */
  public Scrape scrape() throws InterruptedException {
    return Scrape.of(first, PORTS);
  }
}
