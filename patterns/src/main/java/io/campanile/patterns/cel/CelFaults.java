package io.campanile.patterns.cel;

import dev.cel.common.CelIssue;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.cel.CelLanguage.Fault;
import io.campanile.patterns.yaml.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the checker found in the words of somebody who writes campaigns. */
final class CelFaults {

  private static final Pattern UNDECLARED =
      Pattern.compile("undeclared reference to '(.+?)' \\(in container.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.+?)' applied to '(.*?)' \\(candidates: (.*)\\)",
          Pattern.DOTALL);

  private static final List<String> FUNCTIONS =
      List.of(
          "has",
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "all",
          "exists",
          "exists_one",
          "map",
          "filter",
          "int",
          "double",
          "string",
          "bool",
          "duration",
          "timestamp",
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds",
          "type",
          "dyn",
          "uint",
          "bytes");

  /** A hyphen in a property's name is a minus to CEL. */
  private static final Pattern HYPHEN =
      Pattern.compile(".*?(\\w+)\\.(\\w+(?:-\\w+)*)-", Pattern.DOTALL);

  private static final Map<String, String> CONSTANTS =
      Map.of(
          "true", "true", "yes", "true", "false", "false", "no", "false", "null", "null", "none",
          "null", "nil", "null");

  /** What every expression could mean, and some may not use. */
  private static final Set<String> SOMEWHERE = Set.of("event", "profile");

  private static final String QUOTES = " A text that is meant as it stands needs quotes: '\"…\"'.";

  private final String text;
  private final List<String> variables;
  private final Set<String> elsewhere;

  CelFaults(String text, Set<String> variables, Set<String> elsewhere) {
    this.text = text;
    this.variables = variables.stream().sorted().toList();
    this.elsewhere = elsewhere;
  }

  List<Fault> of(List<CelIssue> issues) {
    List<Fault> faults = new ArrayList<>();
    Set<String> said = new HashSet<>();
    int covered = -1;
    for (CelIssue issue : issues) {
      int index = index(issue);
      Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
      Matcher overload = NO_OVERLOAD.matcher(issue.getMessage());
      if (undeclared.matches()) {
        String name = undeclared.group(1);
        boolean function = charAt(index) == '(';
        // What an unknown function is given has often been named by it: p in any(p, p.x).
        if (index > covered && said.add(name)) {
          faults.add(function ? unknownFunction(name, index) : unknownVariable(name, index));
        }
        covered = function ? Math.max(covered, closing(index)) : covered;
      } else if (overload.matches()) {
        faults.add(
            new Fault(
                index,
                ProblemCode.EXPRESSION_TYPE,
                CelTypes.mistyped(overload.group(1), overload.group(2))));
      } else if (SegmentFunction.fault(index, issue.getMessage()).isPresent()) {
        SegmentFunction.fault(index, issue.getMessage()).ifPresent(faults::add);
      } else {
        // Everything after the first slip in the syntax follows from it.
        return List.of(new CelSyntax(text).fault(index, issue.getMessage()));
      }
    }
    return faults;
  }

  /** What the validators of constants found. */
  List<Fault> ofLiterals(List<CelIssue> issues) {
    List<Fault> faults = new ArrayList<>();
    for (CelIssue issue : issues) {
      faults.add(
          new Fault(
              index(issue), ProblemCode.EXPRESSION_CONSTANT, CelTypes.literal(issue.getMessage())));
    }
    return faults;
  }

  private Fault unknownFunction(String name, int index) {
    int start = Math.max(0, index - name.codePointCount(0, name.length()));
    if (name.equals("segment")) {
      return new Fault(start, ProblemCode.UNKNOWN_FUNCTION, segmentOutOfPlace());
    }
    if (FUNCTIONS.contains(name)) {
      return new Fault(
          start, ProblemCode.UNKNOWN_FUNCTION, "`" + name + "` does not take these arguments.");
    }
    String hint = Nearest.to(name, FUNCTIONS).map(n -> " Did you mean `" + n + "`?").orElse("");
    return new Fault(
        start, ProblemCode.UNKNOWN_FUNCTION, "The function `" + name + "` is not known." + hint);
  }

  private String segmentOutOfPlace() {
    if (variables.contains(CelLanguage.NOW)) {
      return "A segment cannot refer to another one. Write out what it stands for.";
    }
    return variables.contains("profile")
        ? "`segment` takes one name in quotes, such as `segment(\"lapsed\")`."
        : "`segment(…)` asks for the customer, and can be used beside `profile` only.";
  }

  private Fault unknownVariable(String name, int index) {
    if (name.equals("now")) {
      return new Fault(index, ProblemCode.UNKNOWN_NAME, "`now` may be used in segments only.");
    }
    String constant = CONSTANTS.get(name.toLowerCase(Locale.ROOT));
    if (constant != null) {
      return new Fault(
          index, ProblemCode.UNKNOWN_NAME, "`" + name + "` is written `" + constant + "`.");
    }
    Matcher hyphen = HYPHEN.matcher(text.substring(0, text.offsetByCodePoints(0, index)));
    if (hyphen.matches()) {
      String property = hyphen.group(2) + "-" + name;
      return new Fault(
          index,
          ProblemCode.UNKNOWN_NAME,
          "`%s` is not known here. The property `%s` is written `%s[\"%s\"]`."
              .formatted(name, property, hyphen.group(1), property));
    }
    if (elsewhere.contains(name)) {
      return new Fault(
          index,
          ProblemCode.UNKNOWN_NAME,
          "The alias `" + name + "` can be used in `actions` only." + expected());
    }
    if (SOMEWHERE.contains(name)) {
      return new Fault(
          index, ProblemCode.UNKNOWN_NAME, "`" + name + "` cannot be used here." + expected());
    }
    String hint =
        Nearest.to(name, variables)
            .map(near -> " Did you mean `" + near + "`?")
            .orElseGet(() -> advice(name));
    return new Fault(index, ProblemCode.UNKNOWN_NAME, "`" + name + "` is not known here." + hint);
  }

  private String expected() {
    return " Expected " + Nearest.oneOf(variables) + ".";
  }

  private String advice(String name) {
    if (variables.contains("event")) {
      return property("event", name);
    }
    if (variables.equals(List.of("profile"))) {
      return property("profile", name);
    }
    return expected() + QUOTES;
  }

  private static String property(String variable, String name) {
    return " For the %s property write `%s.%s`, for the text `\"%s\"`."
        .formatted(variable.equals("event") ? "event's" : "customer's", variable, name, name);
  }

  private int index(CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn();
    int[] points = text.codePoints().toArray();
    int start = 0;
    for (int i = 0; i < points.length && line > 1; i++) {
      if (points[i] == '\n') {
        line--;
        start = i + 1;
      }
    }
    return Math.max(0, Math.min(start + column, points.length));
  }

  private int charAt(int index) {
    int[] points = text.codePoints().toArray();
    return index < points.length ? points[index] : -1;
  }

  private int closing(int open) {
    int[] points = text.codePoints().toArray();
    int depth = 0;
    for (int i = open; i < points.length; i++) {
      depth += points[i] == '(' ? 1 : points[i] == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return points.length;
  }
}
