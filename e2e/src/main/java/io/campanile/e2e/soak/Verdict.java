package io.campanile.e2e.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether a run stayed flat: the median of its last third is held against that of the middle third.
 * The first third does not count: state fills up until as many customers are forgotten as come.
 *
 * @param lines one for each figure that is judged
 * @param failures other than growth, such as a job that was restarted
 */
record Verdict(List<Line> lines, List<String> failures) {

  /** Fewer samples say nothing: a third would be a single one. */
  static final int FEWEST_SAMPLES = 6;

  /** What became of one figure. */
  record Line(Figure figure, double middle, double last, boolean holds) {}

  static Verdict of(List<Sample> samples) {
    if (samples.size() < FEWEST_SAMPLES) {
      return new Verdict(
          List.of(),
          List.of(
              "only " + samples.size() + " samples; at least " + FEWEST_SAMPLES + " are needed"));
    }
    int third = samples.size() / 3;
    List<Sample> last = samples.subList(samples.size() - third, samples.size());
    List<Sample> middle = samples.subList(samples.size() - 2 * third, samples.size() - third);
    List<Line> lines = new ArrayList<>();
    for (Figure figure : Figure.values()) {
      double before = median(middle, figure);
      double after = median(last, figure);
      figure
          .bound()
          .ifPresent(
              bound ->
                  lines.add(
                      new Line(
                          figure,
                          before,
                          after,
                          // A figure that was never read holds nothing.
                          after > 0 && !bound.isPassed(before, after))));
    }
    return new Verdict(List.copyOf(lines), failures(middle, last));
  }

  private static List<String> failures(List<Sample> middle, List<Sample> last) {
    Sample end = last.get(last.size() - 1);
    List<String> failures = new ArrayList<>();
    if (end.value(Figure.RESTARTS) > 0) {
      failures.add(String.format(Locale.ROOT, "%.0f restarts", end.value(Figure.RESTARTS)));
    }
    for (Figure counter : List.of(Figure.EVENTS_USED, Figure.ACTIONS_SENT)) {
      if (end.value(counter) <= middle.get(0).value(counter)) {
        failures.add("no more " + counter.words() + " since the first third");
      }
    }
    return List.copyOf(failures);
  }

  private static double median(List<Sample> samples, Figure figure) {
    double[] values =
        samples.stream()
            .mapToDouble(sample -> sample.value(figure))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return values.length == 0 ? 0 : values[values.length / 2];
  }

  /** Whether nothing grew, and nothing else went wrong. */
  boolean holds() {
    return failures.isEmpty() && !lines.isEmpty() && lines.stream().allMatch(Line::holds);
  }

  /** A table in Markdown, and the verdict in one line below it. */
  String markdown() {
    StringBuilder text =
        new StringBuilder(
            "| figure | middle third | last third | may grow by | |\n|---|---|---|---|---|\n");
    for (Line line : lines) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.1f | %,.1f | %s | %s |%n",
              line.figure().words(),
              line.middle(),
              line.last(),
              line.figure()
                  .bound()
                  .map(bound -> bound.percent() + " %, or " + bound.slack())
                  .orElse(""),
              line.holds() ? "flat" : line.last() > 0 ? "GROWS" : "NOT MEASURED"));
    }
    text.append('\n');
    for (String failure : failures) {
      text.append("Failed: ").append(failure).append(".\n");
    }
    return text.append(holds() ? "Flat." : "Not flat.").append('\n').toString();
  }

  /** How many figures are judged in a whole run. */
  static int judged() {
    return (int) Arrays.stream(Figure.values()).filter(f -> f.bound().isPresent()).count();
  }
}
