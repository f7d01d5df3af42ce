package io.campanile.e2e.soak;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was measured at one moment.
 *
 * @param elapsedSeconds since the job ran
 * @param eventTime of the events that were sent then
 * @param values of every figure; NaN where there is none yet
 */
record Sample(long elapsedSeconds, Instant eventTime, Map<Figure, Double> values) {

  Sample {
    values = Map.copyOf(values);
    if (values.size() != Figure.values().length) {
      throw new IllegalArgumentException(
          "Expected a value of each of " + Arrays.toString(Figure.values()) + ", found " + values);
    }
  }

  double value(Figure figure) {
    return values.getOrDefault(figure, Double.NaN);
  }

  /** The first line of a file of samples. */
  static String csvHeader() {
    return "elapsed s,event time,"
        + Arrays.stream(Figure.values())
            .map(figure -> figure.words().replace(",", ""))
            .collect(Collectors.joining(","));
  }

  String csvLine() {
    return elapsedSeconds
        + ","
        + eventTime
        + ","
        + new EnumMap<>(values)
            .values().stream()
                .map(value -> String.format(Locale.ROOT, "%.1f", value))
                .collect(Collectors.joining(","));
  }
}
