package io.campanile.jobs.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the jobs of one local cluster, summed over subtasks by name. A subtask that ends
 * leaves its counts behind. Thread-safe.
 */
public final class LocalMetrics implements MetricReporter {

  private static final String ID = "id";

  /**
   * By the id that stands in a cluster's configuration: Flink makes reporters itself, from their
   * class.
   */
  private static final Map<String, LocalMetrics> REGISTERED = new ConcurrentHashMap<>();

  private final Map<Counter, String> live = new HashMap<>();
  private final Map<String, Long> ended = new HashMap<>();

  private LocalMetrics() {}

  /** Metrics that a cluster of this configuration will report to. */
  public static LocalMetrics register(Configuration configuration) {
    LocalMetrics metrics = new LocalMetrics();
    String id = UUID.randomUUID().toString();
    REGISTERED.put(id, metrics);
    configuration.setString("metrics.reporters", "local");
    configuration.setString("metrics.reporter.local.factory.class", Factory.class.getName());
    configuration.setString("metrics.reporter.local." + ID, id);
    return metrics;
  }

  /** The counters so far, by name. */
  public synchronized Map<String, Long> counters() {
    Map<String, Long> counters = new HashMap<>(ended);
    live.forEach((counter, name) -> counters.merge(name, counter.getCount(), Long::sum));
    return counters;
  }

  /** One counter so far; 0 where there is none of this name. */
  public long counter(String name) {
    return counters().getOrDefault(name, 0L);
  }

  @Override
  public void open(MetricConfig config) {
    // Nothing to open: values are asked for.
  }

  @Override
  public void close() {
    // What was counted can still be asked for.
  }

  @Override
  public synchronized void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter) {
      live.put(counter, name);
    }
  }

  @Override
  public synchronized void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Counter counter && live.remove(counter) != null) {
      ended.merge(name, counter.getCount(), Long::sum);
    }
  }

  /** What Flink makes reporters with. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      @Nullable LocalMetrics metrics = REGISTERED.get(properties.getProperty(ID, ""));
      if (metrics == null) {
        throw new IllegalStateException("A local cluster registers its metrics before it starts");
      }
      return metrics;
    }
  }
}
