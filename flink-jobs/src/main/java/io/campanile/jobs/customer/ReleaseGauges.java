package io.campanile.jobs.customer;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * Says which release a subtask follows: a label cannot change, so that each release has a gauge of
 * its own, which is 1 for the one in force.
 */
final class ReleaseGauges {

  private static final String LABEL = "release";
  private static final String IN_FORCE = "in_force";

  private final MetricGroup metrics;
  private final Supplier<String> inForce;
  private final Set<String> known = new HashSet<>();

  /**
   * Gauges of a subtask.
   *
   * @param inForce id of the release in force; asked by whoever reports
   */
  ReleaseGauges(MetricGroup metrics, Supplier<String> inForce) {
    this.metrics = metrics;
    this.inForce = inForce;
  }

  /** A release is known from now on. */
  void add(String release) {
    if (known.add(release)) {
      var unused =
          metrics
              .addGroup(LABEL, release)
              .gauge(IN_FORCE, () -> release.equals(inForce.get()) ? 1 : 0);
    }
  }
}
