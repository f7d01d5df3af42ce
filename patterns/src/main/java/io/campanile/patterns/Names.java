package io.campanile.patterns;

import io.campanile.model.EventNames;
import io.campanile.patterns.yaml.Nearest;
import io.campanile.patterns.yaml.YamlList;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the names in a campaign: events, aliases, tags. */
public final class Names {

  private static final int LONGEST_EVENT_NAME = 256;
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What an expression takes for something else, and so cannot be an alias. */
  private static final Set<String> TAKEN =
      Set.of(
          "event",
          "profile",
          "now",
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "int",
          "uint",
          "double",
          "bool",
          "string",
          "bytes",
          "list",
          "map",
          "null_type",
          "type",
          "dyn",
          "google",
          "segment");

  /**
   * Names of the Segment specification that campaigns are mostly about. Any other name is allowed;
   * one that is nearly one of these is most likely a slip.
   */
  private static final Set<String> SPECIFIED =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "Product Viewed",
                  "Product Clicked",
                  "Product Added",
                  "Product Removed",
                  "Product Shared",
                  "Product Reviewed",
                  "Product List Viewed",
                  "Product List Filtered",
                  "Products Searched",
                  "Product Added to Wishlist",
                  "Product Removed from Wishlist",
                  "Wishlist Product Added to Cart",
                  "Cart Viewed",
                  "Cart Shared",
                  "Checkout Started",
                  "Checkout Step Viewed",
                  "Checkout Step Completed",
                  "Payment Info Entered",
                  "Order Completed",
                  "Order Updated",
                  "Order Refunded",
                  "Order Cancelled",
                  "Coupon Entered",
                  "Coupon Applied",
                  "Coupon Denied",
                  "Coupon Removed",
                  "Promotion Viewed",
                  "Promotion Clicked",
                  "Page Viewed",
                  "Screen Viewed",
                  "Email Delivered",
                  "Email Opened",
                  "Email Link Clicked",
                  "Email Bounced",
                  "Email Marked as Spam",
                  "Unsubscribed",
                  "Signed Up",
                  "Signed In",
                  "Signed Out")));

  private Names() {}

  /** Whether Segment's specification has an event of this name, version 2 spelling. */
  public static boolean isSpecified(String name) {
    return SPECIFIED.contains(name);
  }

  /** One event name or a list of them, in version 2 spelling; empty where none is right. */
  static Set<String> events(YamlValue value) {
    List<YamlScalar> scalars;
    if (value instanceof YamlList list) {
      scalars = list.scalars("the name of an event");
      if (list.size() == 0) {
        value.error(
            ProblemCode.EMPTY_LIST,
            value.label() + " is an empty list, expected at least one event's name.");
      }
    } else {
      scalars =
          value
              .asScalar("the name of an event, such as `Product Added`, or a list of names")
              .stream()
              .toList();
    }
    Set<String> names = new LinkedHashSet<>();
    for (YamlScalar scalar : scalars) {
      event(scalar).ifPresent(names::add);
    }
    return Collections.unmodifiableSet(names);
  }

  /** One event name, in version 2 spelling; empty where it is not right. */
  static Optional<String> event(YamlScalar scalar) {
    String name = scalar.text().strip();
    if (name.isEmpty() || name.length() > LONGEST_EVENT_NAME) {
      scalar.error(
          ProblemCode.NOT_A_NAME,
          "The name of an event has from 1 to " + LONGEST_EVENT_NAME + " characters.");
      return Optional.empty();
    }
    if (name.contains(", ")) {
      scalar.warning(
          ProblemCode.NAME_WITH_COMMA,
          "`"
              + scalar.shown()
              + "` is one name with a comma in it. For several events write a list:"
              + " `["
              + scalar.shown()
              + "]`.");
    }
    String canonical = EventNames.canonical(name);
    warnOfNeverSeen(scalar, canonical);
    Nearest.to(canonical, SPECIFIED)
        .filter(near -> !SPECIFIED.contains(canonical))
        .ifPresent(
            near ->
                scalar.warning(
                    ProblemCode.UNUSUAL_EVENT,
                    "`" + name + "` is no usual event. Did you mean `" + near + "`?"));
    return Optional.of(canonical);
  }

  /** Calls that are no events, and requests that end before the campaigns. */
  private static void warnOfNeverSeen(YamlScalar scalar, String name) {
    String why =
        switch (name) {
          case "identify", "alias", "group" ->
              "`%s` is a call that says something of the customer, and no event: no step sees it.";
          case "page" -> "A `%s` call is the event `" + EventNames.PAGE_VIEWED + "`.";
          case "screen" -> "A `%s` call is the event `" + EventNames.SCREEN_VIEWED + "`.";
          case EventNames.CUSTOMER_ERASED, EventNames.CUSTOMER_EXPORTED ->
              "`%s` is a request about the customer's data: no step sees it.";
          default -> "";
        };
    if (!why.isEmpty()) {
      scalar.warning(ProblemCode.NEVER_FIRES, why.formatted(name));
    }
  }

  /** Whether an expression can use this as the name of a step; if not, that is noted. */
  static boolean isAlias(YamlScalar scalar) {
    String name = scalar.text();
    if (!IDENTIFIER.matcher(name).matches()) {
      scalar.error(
          ProblemCode.NOT_A_NAME,
          "The alias `"
              + scalar.shown()
              + "` cannot be used in expressions. Expected a letter, then letters, digits and `_`.");
      return false;
    }
    if (TAKEN.contains(name)) {
      scalar.error(
          ProblemCode.NOT_A_NAME,
          "The alias `" + name + "` has a meaning of its own in expressions. Take another.");
      return false;
    }
    return true;
  }

  /** A list of texts without doubles. */
  static List<String> texts(YamlList list, String expected) {
    Set<String> texts = new LinkedHashSet<>();
    for (YamlScalar scalar : list.scalars(expected)) {
      if (scalar.text().isBlank()) {
        scalar.error(
            ProblemCode.NOT_A_NAME, scalar.label() + " is blank, expected " + expected + ".");
      } else if (!texts.add(scalar.text())) {
        scalar.warning(
            ProblemCode.DOUBLE_ENTRY, "`" + scalar.shown() + "` stands in this list twice.");
      }
    }
    return List.copyOf(texts);
  }
}
