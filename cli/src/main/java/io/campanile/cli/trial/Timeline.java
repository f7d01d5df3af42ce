package io.campanile.cli.trial;

import io.campanile.cli.Paint;
import io.campanile.cli.trial.Comparison.Row;
import io.campanile.model.EventType;
import io.campanile.patterns.cases.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A test as a timeline: what happened, what came of it, and beside it what was expected. A line
 * with {@code -} was expected and did not come, one with {@code +} came and was not expected.
 */
public final class Timeline {

  private static final int LONGEST_VALUE = 60;
  private static final int WHAT_COLUMNS = 18;

  private final Paint paint;

  /** A timeline in these colours. */
  public Timeline(Paint paint) {
    this.paint = paint;
  }

  /** The lines, each indented by two. */
  public List<String> lines(Comparison comparison) {
    int width =
        comparison.rows().stream().mapToInt(row -> row.at().toString().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Row row : comparison.rows()) {
      lines.add(("  " + line(row, width)).stripTrailing());
    }
    return lines;
  }

  private String line(Row row, int width) {
    String at = " ".repeat(width - row.at().toString().length()) + row.at();
    if (row instanceof Row.Happened happened) {
      boolean says = happened.event().type() == EventType.IDENTIFY;
      String name = says ? "identify" : happened.event().name();
      return "  " + at + "  " + paint.bold(padded(name)) + values(happened.event().properties());
    }
    if (row instanceof Row.Expected expected) {
      return paint.green("✓ ") + at + "  " + what(expected.actual());
    }
    if (row instanceof Row.Unlisted unlisted) {
      return paint.dim("  " + at + "  " + what(unlisted.actual()));
    }
    if (row instanceof Row.Unexpected unexpected) {
      return paint.red(
          "+ " + at + "  " + what(unexpected.actual()).strip() + "   came, not expected");
    }
    Row.Missing missing = (Row.Missing) row;
    String instead = missing.instead().isEmpty() ? "did not come" : missing.instead();
    return paint.red(
        "- " + at + "  " + what(missing.expectation()).strip() + "   expected, " + instead);
  }

  private static String what(Actual actual) {
    return padded(actual.kind().key() + " " + subject(actual)) + told(actual);
  }

  private static String subject(Actual actual) {
    boolean keyed = !actual.kind().isOfSegment() && !actual.per().isEmpty();
    return actual.subject() + (keyed ? " (" + actual.per() + ")" : "");
  }

  /** What there is to say of it beside kind and subject. */
  static String told(Actual actual) {
    List<String> parts = new ArrayList<>();
    if (!actual.template().isEmpty()) {
      parts.add(actual.template());
      parts.add(values(actual.variables()));
    }
    actual.until().ifPresent(until -> parts.add("until " + until));
    if (!actual.reason().isEmpty()) {
      parts.add(actual.reason() + ", " + actual.why());
    }
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
  }

  private static String what(Expectation expected) {
    List<String> parts = new ArrayList<>();
    expected.template().ifPresent(parts::add);
    expected.variables().ifPresent(variables -> parts.add(values(variables)));
    expected.until().ifPresent(until -> parts.add("until " + until));
    expected.reason().ifPresent(parts::add);
    expected.rule().ifPresent(parts::add);
    String per = expected.per().map(value -> " (" + value + ")").orElse("");
    return padded(expected.kind().key() + " " + expected.subject() + per)
        + String.join("  ", parts);
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(2, WHAT_COLUMNS - text.codePointCount(0, text.length())));
  }

  private static String values(Map<String, ? extends @Nullable Object> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + shown(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
