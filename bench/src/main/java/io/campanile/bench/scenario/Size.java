package io.campanile.bench.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param customers how many there are
 * @param warmUp before the time is taken
 * @param measured during which the time is taken
 * @param waiting customers that wait for an absence, and customers in the checkpoint
 * @param busyEvents events of the one busy customer
 * @param sequences sequences under way for one customer
 * @param plainSequences the same for plain flink-cep
 * @param kafkaEvents events from Kafka to Kafka
 * @param full whether every engine is measured with every set of campaigns
 */
public record Size(
    String name,
    int customers,
    Duration warmUp,
    Duration measured,
    int waiting,
    int busyEvents,
    int sequences,
    int plainSequences,
    int kafkaEvents,
    boolean full) {

  /** Less than half an hour: the figures that are published. */
  public static final Size FULL =
      new Size(
          "full",
          1_000_000,
          Duration.ofSeconds(8),
          Duration.ofSeconds(6),
          1_000_000,
          1_000_000,
          5_000,
          1_000,
          1_500_000,
          true);

  /** About seven minutes: to see where a change leads. */
  public static final Size QUICK =
      new Size(
          "quick",
          1_000_000,
          Duration.ofSeconds(4),
          Duration.ofSeconds(3),
          200_000,
          100_000,
          5_000,
          500,
          400_000,
          false);

  /** Seconds: to see that everything runs. Its figures mean nothing. */
  public static final Size TINY =
      new Size(
          "tiny",
          2_000,
          Duration.ofMillis(200),
          Duration.ofMillis(300),
          2_000,
          3_000,
          500,
          50,
          5_000,
          false);

  /** The size with this name. */
  public static Size named(String name) {
    return List.of(FULL, QUICK, TINY).stream()
        .filter(size -> size.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Found the size " + name + ", expected full, quick or tiny"));
  }
}
