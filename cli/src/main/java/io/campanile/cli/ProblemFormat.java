package io.campanile.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Problem;
import io.campanile.patterns.ProblemCode.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How {@code validate} tells what it found. */
enum ProblemFormat {
  /** For people. */
  TEXT,
  /** For programs: one JSON object. */
  JSON,
  /** For a workflow of GitHub Actions, which shows it beside the lines of a pull request. */
  GITHUB;

  private static final String PAGE = "docs/reference/problems/README.md";

  List<String> of(CheckedPatterns checked, Paint paint) {
    return switch (this) {
      case TEXT -> checked.report(paint);
      case JSON -> List.of(json(checked));
      case GITHUB -> github(checked);
    };
  }

  private static String json(CheckedPatterns checked) {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    Optional<Patterns> patterns = checked.patterns();
    root.put("directory", checked.directory().toString());
    root.put("valid", patterns.isPresent());
    patterns.ifPresent(
        found -> root.put("release", found.release()).put("campaigns", found.campaigns().size()));
    ArrayNode problems = root.putArray("problems");
    for (Problem problem : ProblemReport.all(checked.checked())) {
      problems
          .addObject()
          .put("file", checked.directory().resolve(problem.file()).toString())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("severity", word(problem))
          .put("code", problem.code().code())
          .put("message", problem.message())
          .put("page", PAGE + "#" + problem.code().code());
    }
    return root.toPrettyString();
  }

  /** The summary goes to the log of the workflow, the rest beside the lines. */
  private static List<String> github(CheckedPatterns checked) {
    List<String> lines =
        new ArrayList<>(
            ProblemReport.all(checked.checked()).stream()
                .map(
                    problem ->
                        "::%s file=%s,line=%d,col=%d,title=%s::%s"
                            .formatted(
                                word(problem),
                                property(checked.directory().resolve(problem.file()).toString()),
                                problem.line(),
                                problem.column(),
                                property(problem.code().code()),
                                text(problem.message())))
                .toList());
    List<String> report = checked.report();
    lines.add(report.get(report.size() - 1));
    return lines;
  }

  private static String word(Problem problem) {
    return problem.code().severity() == Severity.ERROR ? "error" : "warning";
  }

  /** A line of a workflow's log: percent signs and line breaks are escaped. */
  private static String text(String value) {
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String value) {
    return text(value).replace(":", "%3A").replace(",", "%2C");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
