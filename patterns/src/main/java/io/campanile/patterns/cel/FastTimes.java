package io.campanile.patterns.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Times in the {@link FastPath}: moments, durations written as constants, and what is added to the
 * one and taken from it. Conditions of segments consist of little else.
 */
final class FastTimes {

  /** The first and the last of the times that CEL knows. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** Beyond it, durations do not fit into CEL's nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(290 * 365);

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder().build();

  private FastTimes() {}

  /**
   * What {@code duration("…")} and {@code timestamp("…")} of a constant stand for, as the evaluator
   * has it; null for any other call, and where it is an error.
   */
  static @Nullable Object constant(CelExpr.CelCall call) {
    List<CelExpr> arguments = call.args();
    boolean time = call.function().equals("duration") || call.function().equals("timestamp");
    if (!time
        || call.target().isPresent()
        || arguments.size() != 1
        || arguments.get(0).getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return null;
    }
    CelExpr alone = CelExpr.newBuilder().setId(arguments.get(0).id() + 1).setCall(call).build();
    try {
      CelAbstractSyntaxTree parsed =
          CelAbstractSyntaxTree.newParsedAst(alone, CelSource.newBuilder("").build());
      Object value = CelLanguage.RUNTIME.createProgram(COMPILER.check(parsed).getAst()).eval();
      return isTime(value) ? value : null;
    } catch (CelValidationException | CelEvaluationException e) {
      return null;
    }
  }

  static boolean isTime(Object value) {
    return value instanceof Instant || value instanceof Duration;
  }

  /** The sum; {@link FastPath#ERROR} or {@link FastPath#ASK} where it is not decided here. */
  static Object plus(Object left, Object right) {
    if (left instanceof Instant time && right instanceof Duration length) {
      return shifted(time, length);
    }
    if (left instanceof Duration length && right instanceof Instant time) {
      return shifted(time, length);
    }
    return open(left, right);
  }

  /** The difference; {@link FastPath#ERROR} or {@link FastPath#ASK} likewise. */
  static Object minus(Object left, Object right) {
    if (left instanceof Instant time && right instanceof Duration length) {
      return shifted(time, length.negated());
    }
    if (left instanceof Instant later && right instanceof Instant earlier) {
      Duration length = Duration.between(earlier, later);
      return length.abs().compareTo(LONGEST) > 0 ? FastPath.ASK : length;
    }
    return open(left, right);
  }

  /** Beyond the times that CEL knows, it knows best what it does. */
  private static Object shifted(Instant time, Duration length) {
    if (length.abs().compareTo(LONGEST) > 0) {
      return FastPath.ASK;
    }
    Instant sum = time.plus(length);
    return sum.isBefore(FIRST) || sum.isAfter(LAST) ? FastPath.ASK : sum;
  }

  private static Object open(Object left, Object right) {
    return (left == FastPath.ERROR && right != FastPath.ASK)
            || (right == FastPath.ERROR && left != FastPath.ASK)
        ? FastPath.ERROR
        : FastPath.ASK;
  }

  /** The sign of the order of two moments, or of two durations; else null. */
  static @Nullable Integer compare(Object left, Object right) {
    if (left instanceof Instant a && right instanceof Instant b) {
      return Integer.signum(a.compareTo(b));
    }
    if (left instanceof Duration a && right instanceof Duration b) {
      return Integer.signum(a.compareTo(b));
    }
    return null;
  }
}
