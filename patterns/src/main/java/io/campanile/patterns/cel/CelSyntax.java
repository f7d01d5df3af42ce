package io.campanile.patterns.cel;

import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.cel.CelLanguage.Fault;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises the common slips in the syntax of an expression. */
final class CelSyntax {

  private static final Pattern TOKEN =
      Pattern.compile("(?:mismatched|extraneous|no viable alternative at) input '(.*?)'.*");
  private static final Pattern WORD_BEFORE = Pattern.compile(".*?([A-Za-z]+)\\s*", Pattern.DOTALL);
  private static final Pattern DECIMAL_COMMA = Pattern.compile(".*[0-9]", Pattern.DOTALL);

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("and", "&&"),
          Map.entry("or", "||"),
          Map.entry("not", "!"),
          Map.entry("in", "in"),
          Map.entry("is", "=="),
          Map.entry("like", ".contains(\"…\")"),
          Map.entry("equals", "=="),
          Map.entry("contains", ".contains(\"…\")"),
          Map.entry("startswith", ".startsWith(\"…\")"),
          Map.entry("endswith", ".endsWith(\"…\")"),
          Map.entry("matches", ".matches(\"…\")"));

  private final String text;
  private final int[] points;

  CelSyntax(String text) {
    this.text = text;
    this.points = text.codePoints().toArray();
  }

  Fault fault(int index, String message) {
    if (index >= points.length) {
      return atEnd();
    }
    if (message.contains("has() macro")) {
      return new Fault(
          index,
          ProblemCode.UNKNOWN_FUNCTION,
          "`has` asks for a property, such as `has(profile.vip)`.");
    }
    if (message.startsWith("token recognition error")) {
      return badCharacter(index);
    }
    Matcher token = TOKEN.matcher(message);
    // The parser formats its messages twice.
    String found = token.matches() ? token.group(1).replace("%%", "%") : word(index);
    if (found.equals("<EOF>")) {
      return atEnd();
    }
    Matcher before = WORD_BEFORE.matcher(textTo(index));
    if (before.matches() && before.group(1).equalsIgnoreCase("not")) {
      int start = textTo(index).stripTrailing().codePointCount(0, before.start(1));
      return new Fault(
          start, ProblemCode.EXPRESSION_OPERATOR, "`" + before.group(1) + "` is written `!`.");
    }
    return unexpected(index, found, message);
  }

  private Fault unexpected(int index, String found, String message) {
    String better = WORDS.get(found.toLowerCase(Locale.ROOT));
    if (better != null && !better.equals(found)) {
      return operator(index, "`" + found + "` is written `" + better + "`.");
    }
    boolean behindNumber = DECIMAL_COMMA.matcher(textTo(index)).matches();
    if (found.equals(",") && behindNumber) {
      return syntax(index, "`,` is not expected here. A decimal number is written with a point.");
    }
    if (found.equals(">") && index > 0 && points[index - 1] == '<') {
      return operator(index, "`<>` is written `!=`.");
    }
    if (found.equals(")") || found.equals("]") || found.equals("}")) {
      return syntax(index, "`" + found + "` closes nothing.");
    }
    return syntax(
        index,
        found.isEmpty() ? "This is not CEL: " + message : "`" + found + "` is not expected here.");
  }

  private Fault badCharacter(int index) {
    int c = points[index];
    int next = index + 1 < points.length ? points[index + 1] : -1;
    int previous = index > 0 ? points[index - 1] : -1;
    return switch (c) {
      case '=' -> {
        if (next == '>') {
          yield operator(index, "`=>` is written `>=`.");
        }
        yield operator(
            index,
            previous == '=' ? "`===` is written `==`." : "`=` does not compare, write `==`.");
      }
      case '&' -> operator(index, "`&` is written `&&`.");
      case '|' -> operator(index, "`|` is written `||`.");
      case '"', '\'' -> syntax(index, "The quote that opens here is never closed.");
      case '“', '”', '„', '‘', '’', '«', '»' ->
          syntax(index, "`" + Character.toString(c) + "` is no quote here, write `\"`.");
      default -> syntax(index, "`" + Character.toString(c) + "` is not expected here.");
    };
  }

  private static Fault operator(int index, String message) {
    return new Fault(index, ProblemCode.EXPRESSION_OPERATOR, message);
  }

  private static Fault syntax(int index, String message) {
    return new Fault(index, ProblemCode.EXPRESSION_SYNTAX, message);
  }

  private Fault atEnd() {
    int open = lastOpen();
    return open < 0
        ? syntax(points.length, "The expression ends too early.")
        : syntax(open, "`" + Character.toString(points[open]) + "` is never closed.");
  }

  /** The innermost bracket that is still open at the end, or -1. */
  private int lastOpen() {
    int depth = 0;
    for (int i = points.length - 1; i >= 0; i--) {
      if (")]}".indexOf(points[i]) >= 0) {
        depth++;
      } else if ("([{".indexOf(points[i]) >= 0) {
        if (depth == 0) {
          return i;
        }
        depth--;
      }
    }
    return -1;
  }

  private String textTo(int index) {
    return text.substring(0, text.offsetByCodePoints(0, index));
  }

  private String word(int index) {
    int end = index;
    while (end < points.length && Character.isJavaIdentifierPart(points[end])) {
      end++;
    }
    return new String(points, index, end - index);
  }
}
