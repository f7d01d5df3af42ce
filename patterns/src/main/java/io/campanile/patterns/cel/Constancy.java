package io.campanile.patterns.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds conditions whose result does not depend on what they look at: those that contradict
 * themselves ({@code x > 5 && x < 3}, {@code x == "a" && x == "b"}), and those that hold for
 * everything ({@code x != "a" || x != "b"}). It knows comparisons of one thing with constants; what
 * it does not know may be anything.
 */
final class Constancy {

  private static final String AND = "_&&_";
  private static final String OR = "_||_";
  private static final String NOT = "!_";
  private static final String EQUAL = "_==_";
  private static final String UNEQUAL = "_!=_";

  /** The same comparison with its sides exchanged. */
  private static final Map<String, String> MIRRORED =
      Map.of(
          EQUAL, EQUAL, UNEQUAL, UNEQUAL, "_<_", "_>_", "_>_", "_<_", "_<=_", "_>=_", "_>=_",
          "_<=_");

  private Constancy() {}

  /** The result that the condition always has; empty where it has none, or none that is known. */
  static Optional<Boolean> of(CelExpr condition) {
    if (neverHolds(condition)) {
      return Optional.of(false);
    }
    return alwaysHolds(condition) ? Optional.of(true) : Optional.empty();
  }

  /** Whether it names no variable, so that it has one result for ever. */
  static boolean looksAtNothing(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> false;
      case SELECT -> looksAtNothing(expr.select().operand());
      case CALL ->
          expr.call().target().stream().allMatch(Constancy::looksAtNothing)
              && expr.call().args().stream().allMatch(Constancy::looksAtNothing);
      case LIST -> expr.list().elements().stream().allMatch(Constancy::looksAtNothing);
      case CONSTANT -> true;
      // Comprehensions have variables of their own; nobody writes one over a constant.
      case COMPREHENSION, MAP, STRUCT, NOT_SET -> false;
    };
  }

  private static boolean neverHolds(CelExpr expr) {
    if (isConstant(expr, false)) {
      return true;
    }
    if (isCall(expr, NOT)) {
      return alwaysHolds(expr.call().args().get(0));
    }
    if (isCall(expr, OR)) {
      return expr.call().args().stream().allMatch(Constancy::neverHolds);
    }
    if (!isCall(expr, AND)) {
      return false;
    }
    List<CelExpr> parts = new ArrayList<>();
    flatten(expr, AND, parts);
    return parts.stream().anyMatch(Constancy::neverHolds) || contradict(parts);
  }

  private static boolean alwaysHolds(CelExpr expr) {
    if (isConstant(expr, true)) {
      return true;
    }
    if (isCall(expr, NOT)) {
      return neverHolds(expr.call().args().get(0));
    }
    if (isCall(expr, AND)) {
      return expr.call().args().stream().allMatch(Constancy::alwaysHolds);
    }
    if (!isCall(expr, OR)) {
      return false;
    }
    List<CelExpr> parts = new ArrayList<>();
    flatten(expr, OR, parts);
    return parts.stream().anyMatch(Constancy::alwaysHolds) || excludeDifferent(parts);
  }

  private static void flatten(CelExpr expr, String operator, List<CelExpr> parts) {
    if (isCall(expr, operator)) {
      expr.call().args().forEach(argument -> flatten(argument, operator, parts));
    } else {
      parts.add(expr);
    }
  }

  /** Whether no value of one thing satisfies all that the parts say of it. */
  private static boolean contradict(List<CelExpr> parts) {
    Map<String, Range> ranges = new HashMap<>();
    Map<String, Boolean> truths = new HashMap<>();
    for (CelExpr part : parts) {
      boolean negated = isCall(part, NOT);
      Optional<String> whole = path(negated ? part.call().args().get(0) : part);
      Boolean before = whole.map(path -> truths.putIfAbsent(path, !negated)).orElse(null);
      if (before != null && before == negated) {
        return true;
      }
      Optional<Comparison> comparison = comparison(part);
      if (comparison.isPresent()) {
        Comparison c = comparison.get();
        Range range = ranges.computeIfAbsent(c.path, path -> new Range());
        range.add(c);
        if (range.isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code x != "a" || x != "b"}: whatever x is, it is not both. */
  private static boolean excludeDifferent(List<CelExpr> parts) {
    Map<String, Object> excluded = new LinkedHashMap<>();
    for (CelExpr part : parts) {
      Optional<Comparison> comparison = comparison(part).filter(c -> c.operator.equals(UNEQUAL));
      if (comparison.isPresent()) {
        Object before = excluded.putIfAbsent(comparison.get().path, comparison.get().constant);
        if (before != null && !before.equals(comparison.get().constant)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Something, as it is written, compared with a constant on its right. */
  private record Comparison(String path, String operator, Object constant) {}

  private static Optional<Comparison> comparison(CelExpr expr) {
    if (expr.getKind() != Kind.CALL || !MIRRORED.containsKey(expr.call().function())) {
      return Optional.empty();
    }
    CelExpr left = expr.call().args().get(0);
    CelExpr right = expr.call().args().get(1);
    String operator = expr.call().function();
    return comparison(left, operator, right)
        .or(() -> comparison(right, String.valueOf(MIRRORED.get(operator)), left));
  }

  private static Optional<Comparison> comparison(CelExpr side, String operator, CelExpr other) {
    Object constant = other.getKind() == Kind.CONSTANT ? value(other.constant()) : null;
    return constant == null
        ? Optional.empty()
        : path(side).map(path -> new Comparison(path, operator, constant));
  }

  /** All that is asked of one thing. */
  private static final class Range {
    private double least = Double.NEGATIVE_INFINITY;
    private double most = Double.POSITIVE_INFINITY;
    private boolean isOpen;
    private boolean isNumber;
    private @Nullable Object equal;
    private boolean isEmpty;

    void add(Comparison c) {
      if (c.operator.equals(EQUAL)) {
        isEmpty |= equal != null && !equal.equals(c.constant);
        equal = c.constant;
      } else if (c.operator.equals(UNEQUAL)) {
        isEmpty |= c.constant.equals(equal);
        return;
      } else if (c.constant instanceof Double number) {
        narrow(c.operator, number);
      } else {
        // Texts are ordered too, but nobody bounds them from both sides by mistake.
        return;
      }
      isNumber |= !c.operator.equals(EQUAL);
      isEmpty |= least > most || (least == most && isOpen);
      if (equal != null && isNumber) {
        isEmpty |= !(equal instanceof Double number) || isOutside(number);
      }
    }

    private void narrow(String operator, double number) {
      boolean strict = operator.equals("_<_") || operator.equals("_>_");
      if (operator.startsWith("_>")) {
        isOpen = number > least ? strict : isOpen || (number == least && strict);
        least = Math.max(least, number);
      } else {
        isOpen = number < most ? strict || isOpen : isOpen || (number == most && strict);
        most = Math.min(most, number);
      }
    }

    private boolean isOutside(double number) {
      return number < least || number > most;
    }

    boolean isEmpty() {
      return isEmpty;
    }
  }

  /** Properties of variables, and size and the like of them, as they are written. */
  private static Optional<String> path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> Optional.of(expr.ident().name());
      case SELECT ->
          path(expr.select().operand())
              .map(
                  of ->
                      (expr.select().testOnly() ? "has " : "") + of + "." + expr.select().field());
      case CALL -> call(expr);
      default -> Optional.empty();
    };
  }

  private static Optional<String> call(CelExpr expr) {
    List<CelExpr> arguments = expr.call().args();
    if (expr.call().function().equals("_[_]") && arguments.get(1).getKind() == Kind.CONSTANT) {
      Object index = value(arguments.get(1).constant());
      return path(arguments.get(0)).map(of -> of + "." + index);
    }
    if (expr.call().function().equals("size") && arguments.size() == 1) {
      return path(arguments.get(0)).map(of -> "size " + of);
    }
    return Optional.empty();
  }

  private static boolean isCall(CelExpr expr, String function) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals(function);
  }

  private static boolean isConstant(CelExpr expr, boolean value) {
    return expr.getKind() == Kind.CONSTANT
        && expr.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && expr.constant().booleanValue() == value;
  }

  private static @Nullable Object value(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> constant.stringValue();
      case INT64_VALUE -> (double) constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case BOOLEAN_VALUE -> constant.booleanValue();
      default -> null;
    };
  }
}
