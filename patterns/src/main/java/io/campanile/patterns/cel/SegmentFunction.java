package io.campanile.patterns.cel;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import io.campanile.patterns.Expression;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.cel.CelLanguage.Fault;
import io.campanile.patterns.yaml.Nearest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code segment("name")}: a macro, so that the name is known when a file is read, and so that the
 * evaluator needs no function that knows the customer.
 */
final class SegmentFunction {

  /** What the messages of the macro begin with, to be told from the parser's. */
  private static final String MISUSED = "segment: ";

  private static final String UNKNOWN = "no segment: ";

  private static final String NAME = "segment";

  private final Set<String> known;

  SegmentFunction(Set<String> known) {
    this.known = new TreeSet<>(known);
  }

  // The names never change; a sorted set that says so would be another library's.
  @SuppressWarnings("Immutable")
  CelMacro macro() {
    return CelMacro.newGlobalMacro(NAME, 1, this::expand);
  }

  private Optional<CelExpr> expand(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    CelExpr argument = arguments.get(0);
    if (argument.getKind() != Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return fault(
          factory,
          argument,
          MISUSED
              + "`segment` takes the name of a segment in quotes, such as `segment(\"lapsed\")`.");
    }
    String name = argument.constant().stringValue();
    if (!known.contains(name)) {
      return fault(factory, argument, UNKNOWN + unknown(name, known));
    }
    CelExpr members = factory.newIdentifier(Expression.SEGMENTS);
    return Optional.of(factory.newGlobalCall("_[_]", members, argument));
  }

  private static Optional<CelExpr> fault(
      CelMacroExprFactory factory, CelExpr argument, String message) {
    CelExpr start = argument;
    while (start.getKind() == Kind.SELECT) {
      // A selection stands at its point.
      start = start.select().operand();
    }
    return Optional.of(
        factory.reportError(CelIssue.formatError(factory.getSourceLocation(start), message)));
  }

  /** What the macro said; empty where somebody else said it. */
  static Optional<Fault> fault(int index, String message) {
    if (message.startsWith(UNKNOWN)) {
      return Optional.of(
          new Fault(index, ProblemCode.UNKNOWN_REFERENCE, message.substring(UNKNOWN.length())));
    }
    return message.startsWith(MISUSED)
        ? Optional.of(
            new Fault(index, ProblemCode.UNKNOWN_FUNCTION, message.substring(MISUSED.length())))
        : Optional.empty();
  }

  /** What to say of a segment that is not there. */
  static String unknown(String name, Set<String> known) {
    String hint =
        known.isEmpty()
            ? " There is none: `segments.yaml` says which there are."
            : Nearest.hint(name, known);
    return "The segment `" + name + "` is not known." + hint;
  }
}
