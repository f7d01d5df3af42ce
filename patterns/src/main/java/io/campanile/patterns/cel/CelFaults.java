package io.campanile.patterns.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.types.CelKind;
import io.campanile.patterns.cel.CelLanguage.Fault;
import io.campanile.patterns.yaml.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  private static final Map<String, String> OPERATORS =
      Map.of("_[_]", "[ ]", "_?_:_", "? :", "!_", "!", "-_", "-", "@in", "in");

  private final String text;
  private final Set<String> variables;

  CelFaults(String text, Set<String> variables) {
    this.text = text;
    this.variables = variables;
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
        faults.add(new Fault(index, mistyped(overload.group(1), overload.group(2))));
      } else {
        // Everything after the first slip in the syntax follows from it.
        return List.of(new CelSyntax(text).fault(index, issue.getMessage()));
      }
    }
    return faults;
  }

  private Fault unknownFunction(String name, int index) {
    int start = Math.max(0, index - name.codePointCount(0, name.length()));
    if (name.equals("segment")) {
      return new Fault(start, "Segments are not supported yet: `segment(…)` cannot be used.");
    }
    String hint = Nearest.to(name, FUNCTIONS).map(n -> " Did you mean `" + n + "`?").orElse("");
    if (FUNCTIONS.contains(name)) {
      hint = " `" + name + "` exists, but not with these arguments.";
    }
    return new Fault(start, "The function `" + name + "` is not known." + hint);
  }

  private Fault unknownVariable(String name, int index) {
    if (name.equals("now")) {
      return new Fault(index, "`now` may be used in segments only.");
    }
    String known = " Known here: " + Nearest.oneOf(variables.stream().sorted().toList()) + ".";
    String hint =
        Nearest.to(name, variables.stream().sorted().toList())
            .map(near -> " Did you mean `" + near + "`?")
            .orElseGet(() -> variables.contains("event") ? property(name) : known);
    return new Fault(index, "`" + name + "` is not known here." + hint);
  }

  private static String property(String name) {
    return " For the event's property write `event." + name + "`.";
  }

  private static String mistyped(String function, String types) {
    String given = types.replaceAll("map\\(string, dyn\\)", "object").replace("%", "");
    String operator =
        OPERATORS.getOrDefault(
            function, function.startsWith("_") ? function.replace("_", "") : function);
    String message = "`" + operator + "` does not work with " + given + ".";
    if (function.equals("_==_") || function.equals("_!=_")) {
      return message
          + " The two sides are never equal, or need the same spelling (`1.0`, not `1`).";
    }
    if (function.equals("_&&_") || function.equals("_||_") || function.equals("!_")) {
      return message + " Expected conditions, which are true or false.";
    }
    return message;
  }

  /** How a type is called in messages. */
  static String inWords(CelKind kind) {
    return switch (kind) {
      case INT, UINT, DOUBLE -> "a number";
      case STRING -> "a text";
      case BOOL -> "a truth value";
      case LIST -> "a list";
      case MAP -> "an object";
      case TIMESTAMP -> "a point in time";
      case DURATION -> "a duration";
      case NULL_TYPE -> "null";
      case BYTES -> "bytes";
      case TYPE -> "a type";
      default -> "of the type " + kind;
    };
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
