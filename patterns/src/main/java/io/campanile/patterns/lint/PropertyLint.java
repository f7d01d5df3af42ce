package io.campanile.patterns.lint;

import io.campanile.patterns.Names;
import io.campanile.patterns.ProblemCode;
import io.campanile.patterns.cel.PropertyUses;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.Problems;
import io.campanile.patterns.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for properties that are one letter away from those that Segment's specification gives its
 * events. Any property is allowed, and so nothing else tells this slip before a message stays away.
 */
final class PropertyLint implements PropertyWalk.Visitor {

  private static final Set<String> USUAL =
      Set.of(
          "product_id",
          "products",
          "category",
          "brand",
          "variant",
          "price",
          "quantity",
          "coupon",
          "coupon_id",
          "currency",
          "position",
          "value",
          "cart_id",
          "checkout_id",
          "order_id",
          "affiliation",
          "subtotal",
          "total",
          "revenue",
          "shipping",
          "discount",
          "promotion_id",
          "wishlist_id",
          "list_id",
          "query",
          "rating",
          "title",
          "referrer");

  private final Problems problems;

  PropertyLint(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void event(YamlScalar name) {
    // Where it is written, its name was looked at.
  }

  @Override
  public void trait(YamlScalar expression, PropertyUses.Use use) {
    // What people are called by is nobody's specification.
  }

  @Override
  public void property(YamlScalar expression, PropertyUses.Use use, Set<String> events) {
    String name = use.property();
    if (USUAL.contains(name) || !events.stream().allMatch(Names::isSpecified)) {
      return;
    }
    Optional<String> meant =
        USUAL.stream().sorted().filter(usual -> isSlip(name, usual)).findFirst();
    if (meant.isPresent()) {
      problems.warning(
          expression.placeOf(use.index()),
          ProblemCode.UNUSUAL_PROPERTY,
          "`%s` is no usual property of %s. Did you mean `%s`?"
              .formatted(
                  name,
                  Nearest.oneOf(List.copyOf(events).stream().sorted().toList()),
                  meant.get()));
    }
  }

  /** One letter more, less or other, or two exchanged; several of a thing are no slip. */
  private static boolean isSlip(String name, String usual) {
    return Nearest.distance(name, usual) == 1
        && !name.equals(usual + "s")
        && !usual.equals(name + "s");
  }
}
