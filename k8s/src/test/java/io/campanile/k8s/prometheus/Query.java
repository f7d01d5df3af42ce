package io.campanile.k8s.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an expression of Prometheus, as far as ours go: what cannot be read is an error, and the
 * metrics and labels that it asks for are collected.
 */
final class Query {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<duration>\\d+(?:ms|[smhdwy]))|(?<number>\\d+(?:\\.\\d+)?)|(?<string>\"[^\"]*\")"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<symbol>==|!=|>=|<=|=~|!~|[-+*/%^<>=(){}\\[\\],]))");

  private static final Set<String> AGGREGATIONS =
      Set.of("sum", "max", "min", "avg", "count", "topk", "bottomk", "quantile");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "absent",
          "changes",
          "clamp_min",
          "delta",
          "deriv",
          "increase",
          "max_over_time",
          "min_over_time",
          "rate",
          "time",
          "vector");
  private static final Set<String> OPERATORS =
      Set.of("+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "and", "or", "unless");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private final Set<String> metrics = new LinkedHashSet<>();
  private final Set<String> labels = new LinkedHashSet<>();
  private int at;

  private Query(String text) {
    this.text = text;
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length() && token.find(end) && token.start() == end) {
      tokens.add(token.group().strip());
      end = token.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("Cannot read `" + text.substring(end) + "` in " + text);
    }
  }

  /** Reads all of a text. */
  static Query of(String text) {
    Query query = new Query(text);
    query.expression();
    if (query.at < query.tokens.size()) {
      throw query.unexpected("the end");
    }
    return query;
  }

  /** The metrics that it asks for. */
  Set<String> metrics() {
    return metrics;
  }

  /** The labels that it selects or groups by. */
  Set<String> labels() {
    return labels;
  }

  private void expression() {
    operand();
    while (at < tokens.size() && OPERATORS.contains(peek())) {
      at++;
      accept("bool");
      if (peek().equals("on") || peek().equals("ignoring")) {
        at++;
        names();
        if (peek().equals("group_left") || peek().equals("group_right")) {
          at++;
          if (peek().equals("(")) {
            names();
          }
        }
      }
      operand();
    }
  }

  private void operand() {
    accept("-");
    String token = next();
    if (token.equals("(")) {
      expression();
      expect(")");
    } else if (AGGREGATIONS.contains(token)) {
      aggregation();
    } else if (FUNCTIONS.contains(token)) {
      arguments();
    } else if (isName(token)) {
      metrics.add(token);
      selector();
    } else if (!token.matches("\\d+(\\.\\d+)?")) {
      at--;
      throw unexpected("a metric, a function or a number");
    }
    if (peek().equals("[")) {
      range();
    }
  }

  private void aggregation() {
    boolean grouped = grouping();
    arguments();
    if (!grouped) {
      grouping();
    }
  }

  private boolean grouping() {
    if (peek().equals("by") || peek().equals("without")) {
      at++;
      names();
      return true;
    }
    return false;
  }

  private void names() {
    expect("(");
    while (!peek().equals(")")) {
      labels.add(name());
      accept(",");
    }
    expect(")");
  }

  private void arguments() {
    expect("(");
    while (!peek().equals(")")) {
      expression();
      accept(",");
    }
    expect(")");
  }

  private void selector() {
    if (!accept("{")) {
      return;
    }
    while (!peek().equals("}")) {
      labels.add(name());
      if (!Set.of("=", "!=", "=~", "!~").contains(next())) {
        at--;
        throw unexpected("=, !=, =~ or !~");
      }
      if (!next().startsWith("\"")) {
        at--;
        throw unexpected("a text");
      }
      accept(",");
    }
    expect("}");
  }

  private void range() {
    expect("[");
    if (!next().matches("\\d+(ms|[smhdwy])")) {
      at--;
      throw unexpected("a duration");
    }
    expect("]");
  }

  private String name() {
    String token = next();
    if (!isName(token)) {
      at--;
      throw unexpected("a name");
    }
    return token;
  }

  private static boolean isName(String token) {
    return token.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")
        && !OPERATORS.contains(token.toLowerCase(Locale.ROOT));
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    String token = peek();
    at++;
    return token;
  }

  private boolean accept(String token) {
    boolean found = peek().equals(token);
    at += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw unexpected("`" + token + "`");
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "Found `" + peek() + "`, expected " + expected + ", in " + text);
  }
}
