package io.campanile.patterns.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelStruct;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.campanile.patterns.Expression;
import io.campanile.patterns.SegmentDefinition.Decay;
import io.campanile.patterns.SegmentDefinition.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds what a condition looks at.
 *
 * <p>A comparison in which {@code now} stands on one side, with something added to it or taken from
 * it, is solved for {@code now}: {@code now - duration("720h") > profile.last_order} turns over at
 * {@code profile.last_order + duration("720h")}. Inside a comprehension ({@code exists}, {@code
 * map}, …) nothing is solved, because the parts mean something only there.
 */
final class InputFinder {

  private static final Set<String> ORDERING = Set.of("_<_", "_<=_", "_>_", "_>=_");
  private static final Set<String> EQUALITY = Set.of("_==_", "_!=_");
  private static final String PLUS = "_+_";
  private static final String MINUS = "_-_";
  private static final String INDEX = "_[_]";
  private static final String PROFILE = "profile";

  private final CelAbstractSyntaxTree tree;
  private final Set<String> scores;
  private final Function<CelAbstractSyntaxTree, Optional<Expression>> compile;
  private final Set<String> properties = new TreeSet<>();
  private final List<Expression> flips = new ArrayList<>();
  private final List<Decay> decays = new ArrayList<>();
  private final Set<String> otherScores = new TreeSet<>();
  private boolean wholeProfile;
  private boolean otherNow;
  private long nextId = 1L << 32;

  /**
   * A finder for one condition.
   *
   * @param scores the traits whose value decays
   * @param compile makes an expression of a part of the tree, if it is sound on its own
   */
  InputFinder(
      CelAbstractSyntaxTree tree,
      Set<String> scores,
      Function<CelAbstractSyntaxTree, Optional<Expression>> compile) {
    this.tree = tree;
    this.scores = scores;
    this.compile = compile;
  }

  Inputs find() {
    visit(tree.getExpr(), false);
    return new Inputs(
        Set.copyOf(properties),
        wholeProfile,
        List.copyOf(flips),
        otherNow,
        List.copyOf(decays),
        Set.copyOf(otherScores));
  }

  private void visit(CelExpr expr, boolean inside) {
    Optional<String> property = property(expr);
    if (property.isPresent()) {
      properties.add(property.get());
      if (scores.contains(property.get())) {
        otherScores.add(property.get());
      }
      return;
    }
    switch (expr.getKind()) {
      case IDENT -> identifier(expr.ident().name());
      case SELECT -> select(expr, inside);
      case CALL -> call(expr, inside);
      case LIST -> expr.list().elements().forEach(element -> visit(element, inside));
      case MAP -> {
        for (CelMap.Entry entry : expr.map().entries()) {
          visit(entry.key(), inside);
          visit(entry.value(), inside);
        }
      }
      case STRUCT -> {
        for (CelStruct.Entry entry : expr.struct().entries()) {
          visit(entry.value(), inside);
        }
      }
      case COMPREHENSION -> comprehension(expr.comprehension());
      case CONSTANT, NOT_SET -> {
        // Looks at nothing.
      }
    }
  }

  private void identifier(String name) {
    wholeProfile |= name.equals(PROFILE);
    otherNow |= name.equals(CelLanguage.NOW);
  }

  private void select(CelExpr expr, boolean inside) {
    CelExpr operand = expr.select().operand();
    if (expr.select().testOnly() && isProfile(operand)) {
      // Whether a score is there does not change while it decays.
      properties.add(expr.select().field());
    } else {
      visit(operand, inside);
    }
  }

  private void comprehension(CelComprehension loop) {
    visit(loop.iterRange(), true);
    visit(loop.accuInit(), true);
    visit(loop.loopCondition(), true);
    visit(loop.loopStep(), true);
    visit(loop.result(), true);
  }

  private void call(CelExpr expr, boolean inside) {
    CelCall call = expr.call();
    boolean ordering = ORDERING.contains(call.function());
    boolean compares = !inside && (ordering || EQUALITY.contains(call.function()));
    if (compares && (flip(call) || (ordering && decay(expr)))) {
      return;
    }
    call.target().ifPresent(target -> visit(target, inside));
    call.args().forEach(argument -> visit(argument, inside));
  }

  /** Takes the comparison as one with {@code now}, if it can be solved. */
  private boolean flip(CelCall comparison) {
    CelExpr left = comparison.args().get(0);
    CelExpr right = comparison.args().get(1);
    if (usesNow(left) == usesNow(right)) {
      return false;
    }
    Optional<CelExpr> moment = usesNow(left) ? solve(left, right) : solve(right, left);
    Optional<Expression> flip = moment.flatMap(this::part);
    flip.ifPresent(
        found -> {
          flips.add(found);
          moment.ifPresent(expr -> visit(expr, false));
        });
    return flip.isPresent();
  }

  /** The value of {@code now} for which a side that uses it equals the other side. */
  private Optional<CelExpr> solve(CelExpr side, CelExpr other) {
    if (isIdentifier(side, CelLanguage.NOW)) {
      return Optional.of(other);
    }
    if (side.getKind() != Kind.CALL || side.call().args().size() != 2) {
      return Optional.empty();
    }
    CelExpr first = side.call().args().get(0);
    CelExpr second = side.call().args().get(1);
    if (usesNow(first) == usesNow(second)) {
      return Optional.empty();
    }
    return switch (side.call().function()) {
      case PLUS ->
          usesNow(first)
              ? solve(first, binary(MINUS, other, second))
              : solve(second, binary(MINUS, other, first));
      case MINUS ->
          usesNow(first)
              ? solve(first, binary(PLUS, other, second))
              : solve(second, binary(MINUS, first, other));
      default -> Optional.empty();
    };
  }

  /** Takes the comparison as one of a single score, if the other side does not change by time. */
  private boolean decay(CelExpr comparison) {
    CelExpr left = comparison.call().args().get(0);
    CelExpr right = comparison.call().args().get(1);
    Optional<String> score = score(left).or(() -> score(right));
    CelExpr other = score(left).isPresent() ? right : left;
    if (score.isEmpty() || usesNow(other) || uses(other, expr -> score(expr).isPresent())) {
      return false;
    }
    Optional<Expression> part = part(comparison);
    part.ifPresent(
        found -> {
          decays.add(new Decay(score.get(), found));
          properties.add(score.get());
          visit(other, false);
        });
    return part.isPresent();
  }

  private Optional<String> score(CelExpr expr) {
    return property(expr).filter(scores::contains);
  }

  private Optional<Expression> part(CelExpr expr) {
    return compile.apply(CelAbstractSyntaxTree.newParsedAst(expr, tree.getSource()));
  }

  private CelExpr binary(String function, CelExpr left, CelExpr right) {
    CelCall call = CelCall.newBuilder().setFunction(function).addArgs(left, right).build();
    return CelExpr.newBuilder().setId(nextId++).setCall(call).build();
  }

  /** The name in {@code profile.name} and {@code profile["name"]}. */
  private static Optional<String> property(CelExpr expr) {
    if (expr.getKind() == Kind.SELECT
        && !expr.select().testOnly()
        && isProfile(expr.select().operand())) {
      return Optional.of(expr.select().field());
    }
    if (expr.getKind() == Kind.CALL
        && expr.call().function().equals(INDEX)
        && isProfile(expr.call().args().get(0))) {
      CelExpr key = expr.call().args().get(1);
      return key.getKind() == Kind.CONSTANT
              && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
          ? Optional.of(key.constant().stringValue())
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isProfile(CelExpr expr) {
    return isIdentifier(expr, PROFILE);
  }

  private static boolean isIdentifier(CelExpr expr, String name) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
  }

  private static boolean usesNow(CelExpr expr) {
    return uses(expr, part -> isIdentifier(part, CelLanguage.NOW));
  }

  /** Whether this, or a part of it, is of that kind; a comprehension is taken to be. */
  private static boolean uses(CelExpr expr, Predicate<CelExpr> kind) {
    if (kind.test(expr) || expr.getKind() == Kind.COMPREHENSION) {
      return true;
    }
    return switch (expr.getKind()) {
      case SELECT -> uses(expr.select().operand(), kind);
      case CALL ->
          expr.call().target().stream().anyMatch(target -> uses(target, kind))
              || expr.call().args().stream().anyMatch(argument -> uses(argument, kind));
      case LIST -> expr.list().elements().stream().anyMatch(element -> uses(element, kind));
      case MAP ->
          expr.map().entries().stream()
              .anyMatch(entry -> uses(entry.key(), kind) || uses(entry.value(), kind));
      case STRUCT -> expr.struct().entries().stream().anyMatch(e -> uses(e.value(), kind));
      case IDENT, CONSTANT, NOT_SET, COMPREHENSION -> false;
    };
  }
}
