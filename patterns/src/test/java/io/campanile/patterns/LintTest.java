package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.lint.SeenEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings are for what nobody means, and for nothing else: a false alarm teaches to pass over. */
class LintTest {

  private static final String POLICY =
      """
      quiet-hours:
        - {channels: [sms], from: "21:00", to: "09:00", then: defer}
        - {channels: [email], from: "02:00", to: "03:00", then: drop}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The same property twice, and still possible.
        "audience: profile.age >= 18 && profile.age < 65",
        "audience: profile.age > 18 && profile.age >= 20",
        "audience: profile.age >= 18 && profile.age <= 18",
        "audience: profile.age == 18 && profile.age > 17",
        "audience: profile.country != \"GB\" && profile.country != \"IE\"",
        "audience: profile.country == \"GB\" || profile.country != \"GB\"",
        "audience: profile.country == \"GB\" || profile.country == \"IE\"",
        "audience: profile.x == 1 && profile[\"x\"] == 1.0",
        "audience: has(profile.vip) && profile.vip",
        "audience: has(profile.vip) && !profile.vip",
        "audience: \"!has(profile.vip) || !profile.vip\"",
        "audience: profile.a.b == 1 && profile.a.c == 2",
        "audience: profile.list.exists(x, x > 5 && x < 9) && profile.list.exists(x, x > 10)",
        "audience: profile.day >= \"2026-01-01\" && profile.day < \"2026-02-01\"",
        // What comes between two steps is another event than what is waited for, or of another
        // kind.
        """
        trigger:
          steps:
            - event: Product Viewed
            - {without: Product Added, where: event.price > 100}
            - event: Product Added
        """,
        """
        trigger:
          steps:
            - event: Product Viewed
            - without: Product Added
            - event: [Product Added, Order Completed]
        """,
        """
        trigger:
          steps:
            - event: Product Added
            - {without: Product Added, for: 1h}
        """,
        """
        trigger:
          within: 2h
          steps:
            - {event: Product Added, times: 2}
        """,
        // Part of the night is lost, and the rest of it is not.
        "actions: [{channel: sms, template: t, expires: 4h}]",
        "actions: [{channel: email, template: t, expires: 5m}]",
        "class: transactional\nactions: [{channel: sms, template: t, expires: 5m}]",
        // As the other campaign, but for one thing.
        """
        priority: 60
        trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}
        """,
        """
        audience: profile.vip
        trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}
        """,
        "trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 2h}]}",
        """
        status: paused
        trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}
        """,
        """
        trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}
        actions: [{channel: push, template: t}]
        """,
      })
  void saysNothingOfWhatCanBeMeant(String campaign) {
    assertThat(warnings(campaign, POLICY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Narrower than the one beside it.
        "{name: a, at-most: 3, in: 7d}\n  - {name: b, channels: [sms], at-most: 1, in: 7d}",
        "{name: a, at-most: 3, in: 7d}\n  - {name: b, at-most: 5, in: 30d}",
        "{name: a, at-most: 1, in: 24h}\n  - {name: b, at-most: 1, in: calendar day}",
        "{name: a, at-most: 4, in: calendar month}\n  - {name: b, at-most: 4, in: calendar week,"
            + " channels: [sms, email], tags: [promotional], campaigns: [cart-abandonment],"
            + " then: defer}\n  - {name: c, at-most: 5, in: 365d}",
        // The first puts off what the second would drop.
        "{name: a, at-most: 1, in: 1d, then: defer}\n  - {name: b, at-most: 1, in: 7d}",
        // Nobody uses the channel yet.
        "{name: a, channels: [push], at-most: 1, in: 1d}",
      })
  void saysNothingOfCapsThatCanDecide(String caps) {
    assertThat(warnings("priority: 10", "caps:\n  - " + caps + "\n"))
        .filteredOn(warning -> !warning.contains("`b` never decides"))
        .isEmpty();
  }

  @Test
  void capsThatNeverDecideAreNamed() {
    assertThat(
            warnings(
                "priority: 10",
                "caps: [{name: a, at-most: 4, in: calendar month},"
                    + " {name: b, at-most: 4, in: calendar day}]"))
        .singleElement()
        .asString()
        .contains("The cap `b` never decides anything: `a` covers the same messages");
    assertThat(
            warnings(
                "class: transactional\ntags: [receipt]",
                "caps:\n  - {name: a, tags: [receipt], at-most: 4, in: calendar month}\n"))
        .singleElement()
        .asString()
        .contains("covers transactional campaigns alone");
  }

  @Test
  void whatTheDataShowedIsNotWarnedOf() {
    SortedMap<String, String> texts = texts(FULL, POLICY);
    texts.put("traits.yaml", "orders: {count: Order Completed, where: event.total > 0}\n");
    texts.put("segments.yaml", "vip: profile.orders > 3 && profile.country == \"GB\"\n");
    SeenEvents seen =
        new SeenEvents(
            Map.of(
                "Product Added", Set.of("price", "product_id"),
                "Order Completed", Set.of("total", "products")),
            Set.of("country", "first_name", "email"));
    assertThat(warnings(texts, Optional.of(seen))).isEmpty();

    SeenEvents others =
        new SeenEvents(Map.of("Product Added", Set.of("prize")), Set.of("land", "name"));
    assertThat(warnings(texts, Optional.of(others)))
        .extracting(text -> text.replaceAll("^\\S+ ", ""))
        .contains(
            "No event `Order Completed` is in the data.",
            "No event `Product Added` in the data has a property `price`. Did you mean `prize`?",
            "No event `Product Added` in the data has a property `product_id`.",
            "No customer in the data has a trait `first_name`, and `traits.yaml` computes none.",
            "No customer in the data has a trait `country`, and `traits.yaml` computes none.");
  }

  private static final String FULL =
      """
      trigger:
        per: event.product_id
        steps:
          - {event: Product Added, as: added, where: event.price > 5 && has(event.coupon)}
          - {without: Order Completed, per: "event.products.map(p, p.sku)", for: 1h}
      audience: profile.orders > 1 && segment("vip")
      actions:
        - channel: email
          template: t
          variables:
            product: added.product_id
            name: {value: profile.first_name, default: there}
      """;

  private static List<String> warnings(String campaign, String policy) {
    return warnings(texts(campaign, policy), Optional.empty());
  }

  private static List<String> warnings(SortedMap<String, String> texts, Optional<SeenEvents> seen) {
    Reading reading = PatternReader.check(new PatternFiles(texts), seen).reading();
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).warnings().stream().map(Problem::toString).toList();
  }

  private static SortedMap<String, String> texts(String campaign, String policy) {
    TreeMap<String, String> texts = new TreeMap<>(Samples.cart().texts());
    StringBuilder text = new StringBuilder("campaign: sample\n").append(campaign).append('\n');
    if (!campaign.contains("trigger:")) {
      text.append("trigger: {steps: [{event: Checkout Started}]}\n");
    }
    if (!campaign.contains("actions:")) {
      text.append("actions: [{channel: email, template: t}]\n");
    }
    texts.put("campaigns/sample.yaml", text.toString());
    texts.put("policy.yaml", policy);
    return texts;
  }
}
