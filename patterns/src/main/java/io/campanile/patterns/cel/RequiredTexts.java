package io.campanile.patterns.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a condition requires of the event in any case: the parts {@code event.name == "text"} of the
 * conjunction that it is, or is one part of.
 */
final class RequiredTexts {

  private RequiredTexts() {}

  /** From property to text; the first where there are two for one property. */
  static Map<String, String> of(CelAbstractSyntaxTree tree) {
    Map<String, String> required = new HashMap<>();
    collect(tree.getExpr(), required);
    return required;
  }

  private static void collect(CelExpr expression, Map<String, String> required) {
    if (expression.getKind() != Kind.CALL || expression.call().args().size() != 2) {
      return;
    }
    List<CelExpr> sides = expression.call().args();
    if (expression.call().function().equals("_&&_")) {
      collect(sides.get(0), required);
      collect(sides.get(1), required);
    } else if (expression.call().function().equals("_==_")) {
      add(sides.get(0), sides.get(1), required);
      add(sides.get(1), sides.get(0), required);
    }
  }

  private static void add(CelExpr property, CelExpr constant, Map<String, String> required) {
    if (property.getKind() == Kind.SELECT
        && !property.select().testOnly()
        && property.select().operand().getKind() == Kind.IDENT
        && property.select().operand().ident().name().equals("event")
        && constant.getKind() == Kind.CONSTANT
        && constant.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      required.putIfAbsent(property.select().field(), constant.constant().stringValue());
    }
  }
}
