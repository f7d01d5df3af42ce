package io.campanile.patterns.cel;

import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words which types and constants do not fit. */
final class CelTypes {

  private static final Pattern TYPE =
      Pattern.compile("([A-Za-z_]\\w*(?:\\.\\w+)*)(?:\\([^()]*\\))?");

  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=");

  private static final Map<String, String> OPERATORS =
      Map.of("_[_]", "[ ]", "_?_:_", "? :", "!_", "!", "-_", "-", "@in", "in");

  private CelTypes() {}

  /** A function or an operator that was given the wrong types. */
  static String mistyped(String function, String types) {
    String operator =
        OPERATORS.getOrDefault(
            function, function.startsWith("_") ? function.replace("_", "") : function);
    String message = "`" + operator + "` does not work with " + inWords(types) + ".";
    if (function.equals("_==_") || function.equals("_!=_")) {
      return types.contains("int") && types.contains("double")
          ? message + " Write both numbers with a point, or both without."
          : message + " The two are never equal.";
    }
    if (function.equals("_&&_") || function.equals("_||_") || function.equals("!_")) {
      return message + " Expected conditions, which are true or false.";
    }
    if (types.startsWith("(bool") && COMPARISONS.contains(operator)) {
      return message + " Two comparisons are joined with `&&`.";
    }
    return message;
  }

  /** The checker's {@code dyn.(int, list(string))} as "any value, a whole number, a list". */
  private static String inWords(String types) {
    List<String> words = new ArrayList<>();
    Matcher type = TYPE.matcher(types);
    while (type.find()) {
      words.add(
          switch (type.group(1)) {
            case "int", "uint" -> "a whole number";
            case "double" -> "a decimal number";
            case "string" -> "a text";
            case "bool" -> "a truth value";
            case "list" -> "a list";
            case "map" -> "an object";
            case "dyn" -> "any value";
            case "google.protobuf.Timestamp" -> "a point in time";
            case "google.protobuf.Duration" -> "a duration";
            default -> "`" + type.group(1) + "`";
          });
    }
    return words.isEmpty() ? "nothing" : String.join(" and ", words);
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

  /** A constant that can only fail, as its validator puts it. */
  static String literal(String message) {
    if (message.startsWith("duration")) {
      return "This is no duration, expected a text such as `duration(\"36h\")`: the longest unit is"
          + " the hour.";
    }
    if (message.startsWith("timestamp")) {
      return "This is no point in time, expected a text such as"
          + " `timestamp(\"2026-01-31T00:00:00Z\")`.";
    }
    String reason = message.replaceFirst("(?s).*Reason: ", "").lines().findFirst().orElse("");
    return "This is no regular expression: " + reason + ".";
  }
}
