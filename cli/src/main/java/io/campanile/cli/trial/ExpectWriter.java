package io.campanile.cli.trial;

import io.campanile.cli.trial.Comparison.Row;
import io.campanile.patterns.cases.Expectation;
import io.campanile.patterns.cases.TestCase;
import io.campanile.patterns.yaml.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what came of tests into their {@code expect}, for somebody to look at. Lines that were as
 * expected stay as they are, with their comments, and so does the rest of the file.
 */
public final class ExpectWriter {

  private final String text;
  private final boolean marked;

  private ExpectWriter(String text) {
    // The reader does not count a byte order mark.
    this.marked = text.startsWith("\uFEFF");
    this.text = marked ? text.substring(1) : text;
  }

  /**
   * The file with what came of tests that are not as expected.
   *
   * @param results of tests of this file, as it stands
   */
  public static String update(String text, List<TestResult> results) {
    ExpectWriter writer = new ExpectWriter(text);
    StringBuilder updated = new StringBuilder(writer.text);
    // From the end, so that what is before keeps its place.
    results.stream()
        .filter(result -> !result.passed())
        .sorted(
            Comparator.comparingInt((TestResult result) -> result.test().expectKey().from())
                .reversed())
        .forEach(result -> writer.replace(updated, result));
    return (writer.marked ? "\uFEFF" : "") + updated;
  }

  private void replace(StringBuilder updated, TestResult result) {
    TestCase test = result.test();
    int keyFrom = index(test.expectKey().from());
    int colon = text.indexOf(':', index(test.expectKey().to()) - 1) + 1;
    int from = index(test.written().from());
    boolean inLine = !text.substring(lineStart(keyFrom), keyFrom).matches("[- ]*");
    boolean inBlock = text.charAt(from) == '-';
    List<Row> rows =
        result.comparison().rows().stream()
            .filter(row -> row instanceof Row.Expected || row instanceof Row.Unexpected)
            .toList();
    boolean keyed = tellsKeys(rows);
    boolean several = test.campaigns().size() > 1;
    if (inLine) {
      String entries =
          rows.stream()
              .map(row -> written(actual(row), keyed, several))
              .collect(Collectors.joining(", "));
      updated.replace(from, index(test.written().to()), "[" + entries + "]");
    } else if (inBlock) {
      int start = lineStart(from);
      int end = contentEnd(from, index(test.written().to()));
      String indent = text.substring(start, from);
      Map<Expectation, String> chunks = chunks(test, start, end);
      List<String> lines = lines(rows, indent, chunks, keyed, several);
      if (lines.isEmpty()) {
        updated.delete(start, Math.min(end + 1, text.length()));
        updated.insert(colon, " []");
      } else {
        updated.replace(start, end, String.join("\n", lines));
      }
    } else {
      String indent = " ".repeat(test.expectKey().column() + 1);
      List<String> lines = lines(rows, indent, Map.of(), keyed, several);
      String value = lines.isEmpty() ? " []" : "\n" + String.join("\n", lines);
      updated.replace(colon, index(test.written().to()), value);
    }
  }

  private static List<String> lines(
      List<Row> rows,
      String indent,
      Map<Expectation, String> chunks,
      boolean keyed,
      boolean several) {
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      String kept =
          row instanceof Row.Expected expected ? chunks.get(expected.expectation()) : null;
      lines.add(kept == null ? indent + "- " + written(actual(row), keyed, several) : kept);
    }
    return lines;
  }

  private static Actual actual(Row row) {
    return row instanceof Row.Expected expected
        ? expected.actual()
        : ((Row.Unexpected) row).actual();
  }

  /** Whether the lines say whose value of {@code per} they are: only where there are several. */
  private static boolean tellsKeys(List<Row> rows) {
    return rows.stream().map(row -> actual(row).per()).distinct().count() > 1;
  }

  /** The lines of each entry, with the comments above it. */
  private Map<Expectation, String> chunks(TestCase test, int start, int end) {
    List<Expectation> entries =
        test.expected().stream()
            .sorted(Comparator.comparingInt(expectation -> expectation.written().from()))
            .toList();
    Map<Expectation, String> chunks = new HashMap<>();
    int chunkStart = start;
    for (int i = 0; i < entries.size(); i++) {
      int chunkEnd = i + 1 < entries.size() ? before(entries.get(i + 1).written()) : end;
      chunks.put(entries.get(i), text.substring(chunkStart, chunkEnd));
      chunkStart = chunkEnd + 1;
    }
    return chunks;
  }

  /** The end of the line before an entry and the comments directly above it. */
  private int before(Span entry) {
    int lineStart = lineStart(index(entry.from()));
    while (lineStart > 0) {
      int above = lineStart(lineStart - 1);
      if (!text.substring(above, lineStart).strip().startsWith("#")) {
        break;
      }
      lineStart = above;
    }
    return lineStart - 1;
  }

  /** Where the value ends, without the blank lines and comments behind it. */
  private int contentEnd(int from, int to) {
    int end = Math.min(to, text.length());
    while (end > from) {
      int start = Math.max(from, lineStart(end));
      String line = text.substring(start, end).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        break;
      }
      end = Math.max(from, start - 1);
    }
    int lineEnd = text.indexOf('\n', end);
    return lineEnd < 0 ? text.length() : lineEnd;
  }

  private int lineStart(int index) {
    return text.lastIndexOf('\n', index - 1) + 1;
  }

  private int index(int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }

  /** As people write it: {@code {at: "11:00", send: email, template: cart-reminder}}. */
  private static String written(Actual actual, boolean keyed, boolean several) {
    StringBuilder entry = new StringBuilder("{at: \"").append(actual.at()).append("\", ");
    entry.append(actual.kind().key()).append(": ").append(actual.subject());
    if (!actual.template().isEmpty()) {
      entry.append(", template: ").append(scalar(actual.template()));
    }
    if (several) {
      entry.append(", campaign: ").append(actual.campaign());
    }
    if (keyed) {
      entry.append(", per: ").append(scalar(actual.per()));
    }
    return entry.append('}').toString();
  }

  private static String scalar(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_ -]*[A-Za-z0-9]")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
