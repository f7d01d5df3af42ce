package io.campanile.cli;

import io.campanile.patterns.Checked;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemCode.Severity;
import io.campanile.patterns.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells problems so that they can be found and mended: place, sentence, code, the line itself, and
 * a caret below the spot.
 *
 * @param directory what stands before the files' names
 * @param texts from file to text
 */
record ProblemReport(Path directory, Map<String, String> texts, Paint paint) {

  private static final int LONGEST_QUOTE = 160;

  ProblemReport(Path directory, Map<String, String> texts) {
    this(directory, texts, Paint.NONE);
  }

  /** All of it, line by line. */
  List<String> of(Reading reading) {
    if (reading instanceof Reading.Valid valid) {
      return valid(valid.patterns(), valid.warnings());
    }
    Reading.Invalid invalid = (Reading.Invalid) reading;
    return invalid(invalid.problems(), invalid.warnings());
  }

  List<String> invalid(List<Problem> problems) {
    return invalid(problems, List.of());
  }

  private List<String> invalid(List<Problem> problems, List<Problem> warnings) {
    List<String> lines = new ArrayList<>();
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(warnings);
    all.stream().sorted().forEach(problem -> tell(problem, lines));
    long files = problems.stream().map(Problem::file).distinct().count();
    lines.add(
        paint.red(counted(problems.size(), "problem"))
            + " in "
            + counted(files, "file")
            + " of "
            + directory
            + told(warnings));
    return lines;
  }

  List<String> valid(Patterns patterns, List<Problem> warnings) {
    List<String> lines = new ArrayList<>();
    warnings.forEach(warning -> tell(warning, lines));
    lines.add(
        directory
            + " is "
            + paint.green("valid")
            + ": "
            + counted(patterns.campaigns().size(), "campaign")
            + told(warnings)
            + ", release "
            + patterns.release());
    return lines;
  }

  private String told(List<Problem> warnings) {
    return warnings.isEmpty() ? "" : ", " + paint.yellow(counted(warnings.size(), "warning"));
  }

  private void tell(Problem problem, List<String> lines) {
    boolean warning = problem.code().severity() == Severity.WARNING;
    String place =
        directory.resolve(problem.file()) + ":" + problem.line() + ":" + problem.column() + ":";
    lines.add(
        paint.bold(place)
            + " "
            + (warning ? paint.yellow("warning:") + " " : "")
            + problem.message()
            + " "
            + paint.dim("[" + problem.code().code() + "]"));
    lines.addAll(quote(problem));
    lines.add("");
  }

  /** The line and the caret; nothing for an empty file, or for a place behind its end. */
  List<String> quote(Problem problem) {
    List<String> text = texts.getOrDefault(problem.file(), "").lines().toList();
    if (problem.line() > text.size()) {
      return List.of();
    }
    String line = text.get(problem.line() - 1).stripTrailing();
    int column = line.codePointCount(0, line.length()) + 1;
    column = Math.min(problem.column(), column);
    int spot = line.offsetByCodePoints(0, column - 1);
    String number = Integer.toString(problem.line());
    // A long line is shown around the spot, or the caret would end up on another line.
    int from = spot < LONGEST_QUOTE ? 0 : spot - LONGEST_QUOTE / 2;
    int to = Math.min(line.length(), from + LONGEST_QUOTE);
    return List.of(
        "  " + number + " | " + line.substring(from, to),
        "  "
            + " ".repeat(number.length())
            + " | "
            + blank(line.substring(from, spot))
            + paint.red("^"));
  }

  /** As wide as the text: tabs stay tabs. */
  private static String blank(String text) {
    return text.codePoints().mapToObj(c -> c == '\t' ? "\t" : " ").reduce("", String::concat);
  }

  private static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /** All problems and warnings of a reading, by file and place. */
  static List<Problem> all(Checked checked) {
    List<Problem> all = new ArrayList<>();
    if (checked.reading() instanceof Reading.Valid valid) {
      all.addAll(valid.warnings());
    } else if (checked.reading() instanceof Reading.Invalid invalid) {
      all.addAll(invalid.problems());
      all.addAll(invalid.warnings());
    }
    return all.stream().sorted().toList();
  }
}
