package io.campanile.e2e.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The verdict on made-up runs of two hours. */
class VerdictTest {

  private static final int MINUTES = 120;
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  /** A run in which everything is level but for one figure. */
  private static List<Sample> run(Figure figure, IntToDoubleFunction byMinute) {
    return IntStream.range(0, MINUTES)
        .mapToObj(
            minute -> {
              Map<Figure, Double> values = new EnumMap<>(Figure.class);
              for (Figure level : Figure.values()) {
                values.put(level, 100.0);
              }
              values.put(Figure.RESTARTS, 0.0);
              values.put(Figure.EVENTS_USED, 60_000.0 * minute);
              values.put(Figure.ACTIONS_SENT, 600.0 * minute);
              values.put(figure, byMinute.applyAsDouble(minute));
              return new Sample(60L * minute, START.plusSeconds(minute * 36_000L), values);
            })
        .toList();
  }

  private static List<Figure> growing(Verdict verdict) {
    return verdict.lines().stream()
        .filter(line -> !line.holds())
        .map(Verdict.Line::figure)
        .toList();
  }

  @Test
  void whatIsFlatHolds() {
    Verdict verdict = Verdict.of(run(Figure.TASK_HEAP, minute -> 80));
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.markdown()).endsWith("\nFlat.\n");
  }

  @Test
  void aLeakOfAThirdInTwoHoursIsFound() {
    Verdict verdict = Verdict.of(run(Figure.TASK_HEAP, minute -> 90 + minute / 4.0));
    assertThat(growing(verdict)).isEmpty();
    Verdict leaking = Verdict.of(run(Figure.TASK_HEAP, minute -> 90 + minute / 3.0));
    assertThat(growing(leaking)).containsExactly(Figure.TASK_HEAP);
    assertThat(leaking.holds()).isFalse();
    assertThat(leaking.markdown())
        .contains(
            "| task manager: live heap, MiB | 110.0 | 123.3 | 10 %, or 4.0 | GROWS |",
            "\nNot flat.\n");
  }

  @Test
  void aFileLeftOpenEachMinuteIsFound() {
    Verdict verdict = Verdict.of(run(Figure.TASK_FILES, minute -> 250 + minute));
    assertThat(growing(verdict)).containsExactly(Figure.TASK_FILES);
  }

  @Test
  void aSawtoothHolds() {
    Verdict verdict = Verdict.of(run(Figure.STATE_FILES, minute -> 100 + 5.0 * (minute % 13)));
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void aSawtoothThatRisesIsFound() {
    Verdict verdict =
        Verdict.of(run(Figure.STATE_FILES, minute -> 100 + 5.0 * (minute % 13) + minute / 2.0));
    assertThat(growing(verdict)).containsExactly(Figure.STATE_FILES);
  }

  @Test
  void whatFillsUpInTheFirstThirdHolds() {
    Verdict verdict = Verdict.of(run(Figure.CHECKPOINT, minute -> Math.min(minute, 38) * 10.0));
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void whatIsLittleInItselfHoldsHoweverManyPercent() {
    Verdict verdict = Verdict.of(run(Figure.JOB_THREADS, minute -> minute < 80 ? 10 : 12));
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void aFigureThatWasNeverReadFails() {
    Verdict verdict = Verdict.of(run(Figure.CHECKPOINT, minute -> Double.NaN));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.markdown()).contains("NOT MEASURED");
  }

  @Test
  void aRestartFails() {
    Verdict verdict = Verdict.of(run(Figure.RESTARTS, minute -> minute < 50 ? 0 : 1));
    assertThat(verdict.failures()).containsExactly("1 restarts");
    assertThat(verdict.holds()).isFalse();
  }

  @Test
  void aJobThatStandsStillFails() {
    Verdict verdict = Verdict.of(run(Figure.ACTIONS_SENT, minute -> 600.0 * Math.min(minute, 30)));
    assertThat(verdict.failures()).containsExactly("no more actions sent since the first third");
  }

  @Test
  void tooFewSamplesFail() {
    Verdict verdict = Verdict.of(run(Figure.TASK_HEAP, minute -> 80).subList(0, 5));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.markdown()).contains("only 5 samples");
  }
}
