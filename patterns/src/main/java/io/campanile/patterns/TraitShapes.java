package io.campanile.patterns;

import java.util.List;

/** The keys of computed traits. */
final class TraitShapes {

  private static final Form EVENTS = CampaignShapes.EVENTS;
  private static final Form VALUE = new Form.Cel(List.of("event"));

  static final Shape COUNT =
      common(
          Shape.of("count", "How many events; 0 of nothing."), "count", EVENTS, "Order Completed");
  static final Shape FIRST =
      common(
          Shape.of("first", "Time of the earliest event; none of nothing."),
          "first",
          EVENTS,
          "Order Completed");
  static final Shape LAST =
      common(
          Shape.of("last", "Time of the latest event; none of nothing."),
          "last",
          EVENTS,
          "Order Completed");

  static final Shape SCORE =
      Shape.of("score", "Points that fade: after each half-life they count half; 0 of nothing.")
          .required(
              "score",
              new Form.Named("", new Form.Decimal(-TraitReader.MAX_WEIGHT, TraitReader.MAX_WEIGHT)),
              "Points for each event.",
              "{Product Viewed: 1, Order Completed: 20}")
          .required("half-life", new Form.Time(), "How soon they fade to a half.", "7d")
          .optional("where", VALUE, "", "Which of these events count.", "event.total > 0")
          .build();

  /** Each kind of trait, in the order of the reference. */
  static final List<Shape> ALL =
      List.of(
          COUNT,
          ofValues("sum", "The sum of a value; 0 of nothing."),
          ofValues("average", "The average of a value; none of nothing."),
          ofValues("min", "The smallest value; none of nothing."),
          ofValues("max", "The largest value; none of nothing."),
          FIRST,
          LAST,
          ofValues("first", "The value of the earliest event that has one; none of nothing."),
          ofValues("last", "The value of the latest event that has one; none of nothing."),
          ofValues("distinct", "How many different values; 0 of nothing."),
          ofValues("top", "The most frequent value, of equals the latest; none of nothing."),
          SCORE);

  private TraitShapes() {}

  private static Shape ofValues(String kind, String meaning) {
    String example =
        switch (kind) {
          case "distinct", "top" -> "event.category";
          case "first", "last" -> "event.brand";
          default -> "event.total";
        };
    Shape.Builder shape =
        Shape.of(kind + " of values", meaning)
            .required(kind, VALUE, "The value: an expression on the event.", example)
            .required("of", EVENTS, "Of which events.", "Order Completed");
    return window(shape).build();
  }

  private static Shape common(Shape.Builder shape, String kind, Form form, String example) {
    return window(shape.required(kind, form, "The name of an event, or a list of names.", example))
        .build();
  }

  private static Shape.Builder window(Shape.Builder shape) {
    return shape
        .optional(
            "over",
            new Form.Pattern("[0-9]{1,12}[smhdw]|session|all", "a duration, `session` or `all`"),
            "all",
            "Which of them count: those of the last time, of the present session, or all.",
            "30d")
        .optional("where", VALUE, "", "Which of these events count.", "event.total > 0");
  }
}
