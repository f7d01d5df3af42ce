package io.campanile.cli;

import io.campanile.patterns.Patterns;
import io.campanile.patterns.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells problems so that they can be found and mended: place, sentence, the line itself, and a
 * caret below the spot.
 *
 * @param directory what stands before the files' names
 * @param texts from file to text
 */
record ProblemReport(Path directory, Map<String, String> texts) {

  private static final int LONGEST_QUOTE = 160;

  List<String> invalid(List<Problem> problems) {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> tell(problem, "", lines));
    long files = problems.stream().map(Problem::file).distinct().count();
    lines.add(
        counted(problems.size(), "problem") + " in " + counted(files, "file") + " of " + directory);
    return lines;
  }

  List<String> valid(Patterns patterns, List<Problem> warnings) {
    List<String> lines = new ArrayList<>();
    warnings.forEach(warning -> tell(warning, "warning: ", lines));
    String told = warnings.isEmpty() ? "" : ", " + counted(warnings.size(), "warning");
    lines.add(
        directory
            + " is valid: "
            + counted(patterns.campaigns().size(), "campaign")
            + told
            + ", release "
            + patterns.release());
    return lines;
  }

  private void tell(Problem problem, String prefix, List<String> lines) {
    lines.add(
        directory.resolve(problem.file())
            + ":"
            + problem.line()
            + ":"
            + problem.column()
            + ": "
            + prefix
            + problem.message());
    quote(problem, lines);
    lines.add("");
  }

  /** Nothing for an empty file, or for a place behind its end. */
  private void quote(Problem problem, List<String> lines) {
    List<String> text = texts.getOrDefault(problem.file(), "").lines().toList();
    if (problem.line() > text.size()) {
      return;
    }
    String line = text.get(problem.line() - 1).stripTrailing();
    int column = line.codePointCount(0, line.length()) + 1;
    column = Math.min(problem.column(), column);
    int spot = line.offsetByCodePoints(0, column - 1);
    String number = Integer.toString(problem.line());
    // A long line is shown around the spot, or the caret would end up on another line.
    int from = spot < LONGEST_QUOTE ? 0 : spot - LONGEST_QUOTE / 2;
    int to = Math.min(line.length(), from + LONGEST_QUOTE);
    lines.add("  " + number + " | " + line.substring(from, to));
    lines.add("  " + " ".repeat(number.length()) + " | " + blank(line.substring(from, spot)) + "^");
  }

  /** As wide as the text: tabs stay tabs. */
  private static String blank(String text) {
    return text.codePoints().mapToObj(c -> c == '\t' ? "\t" : " ").reduce("", String::concat);
  }

  private static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
