package io.campanile.bench.esper;

import io.campanile.bench.load.CampaignSpec;
import io.campanile.bench.load.Condition;

/** Campaigns in Esper's language. */
final class Statements {

  private Statements() {}

  /**
   * A statement that gives the event which completes the campaign as {@code z}.
   *
   * <p>Where the language lets the latest fitting event count, a pattern that begins again at each
   * first event says the same, and keeps one partial match a customer.
   */
  static String of(CampaignSpec spec) {
    String first = first(spec);
    String span = spec.span().toSeconds() + " sec";
    String pattern =
        switch (spec.kind()) {
          case SINGLE -> "every z=" + filter(spec.events().get(0), "", spec.condition());
          case PAIR ->
              "every a="
                  + first
                  + " -> ((z="
                  + filter(spec.events().get(1), "a", spec.last())
                  + " and not "
                  + filter(spec.events().get(0), "a", spec.condition())
                  + ") where timer:within("
                  + span
                  + "))";
          case TRIPLE ->
              "every a="
                  + first
                  + " -> ((b="
                  + filter(spec.events().get(1), "a", null)
                  + " -> z="
                  + filter(spec.events().get(2), "a", null)
                  + ") where timer:within("
                  + span
                  + "))";
          case ABSENCE ->
              "every z="
                  + first
                  + " -> (timer:interval("
                  + span
                  + ") and not "
                  + filter(spec.events().get(1), "z", null)
                  + " and not "
                  + filter(spec.events().get(0), "z", spec.condition())
                  + ")";
        };
    String suppress = spec.kind() == CampaignSpec.Kind.TRIPLE ? "@SuppressOverlappingMatches " : "";
    return "@name('" + spec.name() + "') select z from pattern " + suppress + "[" + pattern + "]";
  }

  private static String first(CampaignSpec spec) {
    return filter(spec.events().get(0), "", spec.condition());
  }

  private static String filter(
      String event, String customerOf, @org.jspecify.annotations.Nullable Condition condition) {
    StringBuilder filter = new StringBuilder("EsperEvent(name='").append(event).append('\'');
    if (!customerOf.isEmpty()) {
      filter.append(", customer=").append(customerOf).append(".customer");
    }
    if (condition != null && !condition.category().isEmpty()) {
      filter.append(", category='").append(condition.category()).append('\'');
    }
    if (condition != null) {
      filter.append(", price>=").append(condition.minPrice()).append('d');
    }
    return filter.append(')').toString();
  }
}
