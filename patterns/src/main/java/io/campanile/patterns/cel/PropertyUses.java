package io.campanile.patterns.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the properties that an expression reads: {@code event.price}, {@code order["total"]}. */
public final class PropertyUses {

  /**
   * A property that is read.
   *
   * @param variable what it belongs to
   * @param property its name; of {@code event.address.city} this is {@code address}
   * @param index of the name in the text, in code points, from 0
   */
  public record Use(String variable, String property, int index) {}

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .build();

  private final CelAbstractSyntaxTree tree;
  private final List<Use> uses = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();

  private PropertyUses(CelAbstractSyntaxTree tree) {
    this.tree = tree;
  }

  /**
   * The properties that a sound expression reads, without those whose presence it asks for with
   * {@code has}.
   */
  public static List<Use> of(String text) {
    try {
      PropertyUses finder = new PropertyUses(PARSER.parse(text).getAst());
      finder.visit(finder.tree.getExpr());
      return finder.uses.stream()
          .filter(use -> !finder.asked.contains(use.variable + "." + use.property))
          .toList();
    } catch (CelValidationException e) {
      throw new IllegalArgumentException("Not a compiled expression: " + text, e);
    }
  }

  private void visit(CelExpr expr) {
    switch (expr.getKind()) {
      case SELECT -> {
        CelExpr operand = expr.select().operand();
        if (operand.getKind() == Kind.IDENT) {
          String variable = operand.ident().name();
          if (expr.select().testOnly()) {
            asked.add(variable + "." + expr.select().field());
          } else {
            // The position of a selection is that of its point.
            uses.add(new Use(variable, expr.select().field(), position(expr) + 1));
          }
        } else {
          visit(operand);
        }
      }
      case CALL -> call(expr);
      case LIST -> expr.list().elements().forEach(this::visit);
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value()));
      case COMPREHENSION -> {
        visit(expr.comprehension().iterRange());
        visit(expr.comprehension().loopStep());
        visit(expr.comprehension().result());
      }
      case IDENT, CONSTANT, NOT_SET -> {
        // Reads no property.
      }
    }
  }

  private void call(CelExpr expr) {
    List<CelExpr> arguments = expr.call().args();
    if (expr.call().function().equals("_[_]")
        && arguments.get(0).getKind() == Kind.IDENT
        && arguments.get(1).getKind() == Kind.CONSTANT
        && arguments.get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      uses.add(
          new Use(
              arguments.get(0).ident().name(),
              arguments.get(1).constant().stringValue(),
              position(arguments.get(1))));
      return;
    }
    expr.call().target().ifPresent(this::visit);
    arguments.forEach(this::visit);
  }

  private int position(CelExpr expr) {
    Map<Long, Integer> positions = tree.getSource().getPositionsMap();
    return positions.getOrDefault(expr.id(), 0);
  }
}
