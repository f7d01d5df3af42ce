package io.campanile.patterns.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.campanile.patterns.Expression.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The common forms of expressions as plain Java: properties, constants, comparisons, {@code in} a
 * list of constants, {@code has}, moments and durations, and the logical operators. The evaluator
 * takes up to fifty times as long, most of all where a property is missing, which it reports by an
 * exception.
 *
 * <p>What these forms do with ordinary values is decided here; whatever is not ordinary, at either
 * time, is the evaluator's: a tree that has another form gets no fast path, and a value of another
 * kind answers {@link #ASK}. A differential test holds the two equal.
 */
final class FastPath {

  /** The result is an error, as CEL has it. */
  static final Object ERROR = new Object();

  /** The result is not decided here: ask the evaluator. */
  static final Object ASK = new Object();

  /** A JSON null: a value like others. */
  static final Object NULL = new Object();

  /** Beyond it, doubles are too far apart to stand for every whole number. */
  private static final long EXACT_IN_DOUBLE = 1L << 53;

  /** A part of an expression: gives a JSON value, {@link #NULL}, {@link #ERROR} or {@link #ASK}. */
  @FunctionalInterface
  interface Node {
    Object eval(Scope scope);
  }

  private FastPath() {}

  /** The fast path of a checked expression, where it has one. */
  static Optional<Node> of(CelAbstractSyntaxTree tree) {
    return Optional.ofNullable(node(tree.getExpr()));
  }

  private static @Nullable Node node(CelExpr expression) {
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression.constant());
      case SELECT -> select(expression.select());
      case IDENT -> expression.ident().name().equals(CelLanguage.NOW) ? FastPath::now : null;
      case CALL -> call(expression.call());
      default -> null;
    };
  }

  private static @Nullable Node constant(CelConstant constant) {
    Object value = value(constant);
    return value == null ? null : scope -> value;
  }

  private static @Nullable Object value(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> constant.stringValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case BOOLEAN_VALUE -> constant.booleanValue();
      case NULL_VALUE -> NULL;
      default -> null;
    };
  }

  private static Object now(Scope scope) {
    Instant now = scope.now();
    return now == null ? ASK : now;
  }

  private static @Nullable Node select(CelExpr.CelSelect select) {
    return property(select.operand(), select.field(), select.testOnly());
  }

  private static @Nullable Node property(CelExpr operand, String name, boolean test) {
    if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
      String variable = operand.ident().name();
      return scope -> property(scope.object(variable), name, test);
    }
    Node parent = node(operand);
    if (parent == null) {
      return null;
    }
    return scope -> {
      Object object = parent.eval(scope);
      return object instanceof Map<?, ?> map ? property(map, name, test) : isOpen(object);
    };
  }

  private static Object property(@Nullable Map<?, ?> object, String name, boolean test) {
    if (object == null) {
      return ASK;
    }
    Object value = object.get(name);
    if (value != null) {
      return test ? (Object) true : value;
    }
    if (object.containsKey(name)) {
      return test ? ASK : NULL;
    }
    return test ? (Object) false : ERROR;
  }

  /** An error goes through; of anything else the evaluator knows more. */
  private static Object isOpen(Object value) {
    return value == ERROR ? ERROR : ASK;
  }

  private static @Nullable Node call(CelExpr.CelCall call) {
    List<CelExpr> arguments = call.args();
    if (call.target().isPresent()) {
      return text(call.function(), call.target().get(), arguments);
    }
    if (call.function().equals("!_")) {
      return not(node(arguments.get(0)));
    }
    if (arguments.size() != 2) {
      Object time = FastTimes.constant(call);
      return time == null ? null : scope -> time;
    }
    if (call.function().equals("@in")) {
      return in(node(arguments.get(0)), arguments.get(1));
    }
    if (call.function().equals("_[_]")) {
      return arguments.get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
              && value(arguments.get(1).constant()) instanceof String name
          ? property(arguments.get(0), name, false)
          : null;
    }
    Node left = node(arguments.get(0));
    Node right = node(arguments.get(1));
    return left == null || right == null ? null : binary(call.function(), left, right);
  }

  private static @Nullable Node binary(String function, Node left, Node right) {
    return switch (function) {
      case "_&&_" -> scope -> logic(left.eval(scope), right, scope, false);
      case "_||_" -> scope -> logic(left.eval(scope), right, scope, true);
      case "_==_" -> scope -> equal(left.eval(scope), right.eval(scope));
      case "_!=_" -> scope -> negate(equal(left.eval(scope), right.eval(scope)));
      case "_<_" -> scope -> ordered(compare(left.eval(scope), right.eval(scope)), -1, -1);
      case "_<=_" -> scope -> ordered(compare(left.eval(scope), right.eval(scope)), -1, 0);
      case "_>_" -> scope -> ordered(compare(left.eval(scope), right.eval(scope)), 1, 1);
      case "_+_" -> scope -> FastTimes.plus(left.eval(scope), right.eval(scope));
      case "_-_" -> scope -> FastTimes.minus(left.eval(scope), right.eval(scope));
      case "_>=_" -> scope -> ordered(compare(left.eval(scope), right.eval(scope)), 0, 1);
      default -> null;
    };
  }

  /**
   * And, or: the value that decides alone does so whatever the other side is, an error too.
   *
   * @param decisive false for and, true for or
   */
  private static Object logic(Object left, Node rightNode, Scope scope, boolean decisive) {
    if (isThe(left, decisive)) {
      return decisive;
    }
    if (left != ERROR && !(left instanceof Boolean)) {
      return ASK;
    }
    Object right = rightNode.eval(scope);
    if (isThe(right, decisive)) {
      return decisive;
    }
    if (right != ERROR && !(right instanceof Boolean)) {
      return ASK;
    }
    return left == ERROR || right == ERROR ? ERROR : !decisive;
  }

  private static boolean isThe(Object value, boolean decisive) {
    return value instanceof Boolean bool && bool == decisive;
  }

  private static @Nullable Node not(@Nullable Node operand) {
    return operand == null ? null : scope -> negate(operand.eval(scope));
  }

  private static Object negate(Object value) {
    return value instanceof Boolean bool ? (Object) !bool : isOpen(value);
  }

  private static Object equal(Object left, Object right) {
    if (left == ERROR || right == ERROR) {
      return left == ASK || right == ASK ? ASK : ERROR;
    }
    if (!isOrdinary(left) || !isOrdinary(right)) {
      return ASK;
    }
    if (left instanceof Number && right instanceof Number) {
      Object order = compare(left, right);
      return order instanceof Integer sign ? (Object) (sign == 0) : ASK;
    }
    return left.equals(right);
  }

  private static boolean isOrdinary(Object value) {
    return value instanceof String
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || FastTimes.isTime(value)
        || value == NULL;
  }

  /** An Integer below, at or above zero; or {@link #ERROR} or {@link #ASK}. */
  private static Object compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof String a && right instanceof String b) {
      return Integer.signum(a.compareTo(b));
    }
    if (left instanceof Number a && right instanceof Number b) {
      return isExact(a) && isExact(b)
          ? (Object) compareExact(a.doubleValue(), b.doubleValue())
          : ASK;
    }
    Integer order = FastTimes.compare(left, right);
    if (order != null) {
      return order;
    }
    return (left == ERROR && right != ASK) || (right == ERROR && left != ASK) ? ERROR : ASK;
  }

  private static int compareExact(double a, double b) {
    return a < b ? -1 : (a > b ? 1 : 0);
  }

  private static boolean isExact(Number number) {
    return (number instanceof Double decimal && !decimal.isNaN())
        || (number instanceof Long whole && whole < EXACT_IN_DOUBLE && whole > -EXACT_IN_DOUBLE);
  }

  private static Object ordered(Object order, int least, int most) {
    return order instanceof Integer sign ? (Object) (sign >= least && sign <= most) : order;
  }

  private static @Nullable Node in(@Nullable Node element, CelExpr list) {
    if (element == null || list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return null;
    }
    Set<String> texts = new HashSet<>();
    List<Object> others = new ArrayList<>();
    for (CelExpr entry : list.list().elements()) {
      Object constant =
          entry.getKind() == CelExpr.ExprKind.Kind.CONSTANT ? value(entry.constant()) : null;
      if (constant == null || !list.list().optionalIndices().isEmpty()) {
        return null;
      }
      if (constant instanceof String text) {
        texts.add(text);
      } else {
        others.add(constant);
      }
    }
    return scope -> isIn(element.eval(scope), texts, others);
  }

  private static Object isIn(Object element, Set<String> texts, List<Object> others) {
    if (element instanceof String text) {
      return texts.contains(text);
    }
    if (element == ERROR || !isOrdinary(element)) {
      return isOpen(element);
    }
    for (Object other : others) {
      Object equal = equal(element, other);
      if (!Boolean.FALSE.equals(equal)) {
        return equal;
      }
    }
    return false;
  }

  private static @Nullable Node text(String function, CelExpr target, List<CelExpr> arguments) {
    Node text = node(target);
    Node part = arguments.size() == 1 ? node(arguments.get(0)) : null;
    if (text == null || part == null) {
      return null;
    }
    return switch (function) {
      case "startsWith" ->
          scope ->
              text.eval(scope) instanceof String whole && part.eval(scope) instanceof String piece
                  ? (Object) whole.startsWith(piece)
                  : isOpen(text.eval(scope));
      case "endsWith" ->
          scope ->
              text.eval(scope) instanceof String whole && part.eval(scope) instanceof String piece
                  ? (Object) whole.endsWith(piece)
                  : isOpen(text.eval(scope));
      case "contains" ->
          scope ->
              text.eval(scope) instanceof String whole && part.eval(scope) instanceof String piece
                  ? (Object) whole.contains(piece)
                  : isOpen(text.eval(scope));
      default -> null;
    };
  }
}
