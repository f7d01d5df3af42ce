package io.campanile.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PatternChangesTest {

  private static final String CART =
      """
      campaign: cart
      trigger:
        steps:
          - {event: Product Added}
          - {without: Order Completed, for: 1h}
      actions:
        - {channel: email, template: reminder}
        - {channel: sms, template: short, delay: 1h}
      """;

  @Test
  void tellNothingWhereNothingHasChanged() {
    assertThat(changes(CART, CART + "# a note\n")).isEmpty();
  }

  @Test
  void tellWhichPartsOfACampaignAreOthers() {
    assertThat(changes(CART, CART.replace("for: 1h", "for: 2h").replace("delay: 1h", "delay: 2h")))
        .containsExactly("campaign cart changed: trigger, action 1 (sms)");
    assertThat(changes(CART, "repeat: always\npriority: 9\n" + CART))
        .containsExactly("campaign cart changed: repeat, priority");
    assertThat(changes(CART, "description: for carts\n" + CART))
        .containsExactly("campaign cart described otherwise");
  }

  @Test
  void tellWhichActionsComeAndGo() {
    String named = CART.replace("template: short", "id: text, template: short");
    assertThat(changes(CART, named))
        .containsExactly("campaign cart changed: action 1 (sms) removed, action text (sms) added");
  }

  @Test
  void tellWhatBecomesOfACampaign() {
    assertThat(changes(CART, "status: paused\n" + CART)).containsExactly("campaign cart paused");
    assertThat(changes("status: shadow\n" + CART, CART)).containsExactly("campaign cart goes live");
    assertThat(changes("status: draft\n" + CART, CART)).containsExactly("campaign cart added");
    assertThat(changes(CART, "status: draft\n" + CART)).containsExactly("campaign cart removed");
  }

  @Test
  void tellOfTraitsSegmentsAndPolicy() {
    Patterns before =
        patterns(Map.of("traits.yaml", "orders: {count: Order Completed}", "policy.yaml", "{}"));
    Patterns after =
        patterns(
            Map.of(
                "traits.yaml",
                "orders: {count: Order Completed, over: 30d}",
                "segments.yaml",
                "buyers: profile.orders > 0",
                "policy.yaml",
                "grace: 1h"));
    assertThat(PatternChanges.between(before, after))
        .containsExactly("trait orders changed", "segment buyers added", "policy changed");
  }

  private static Iterable<String> changes(String before, String after) {
    return PatternChanges.between(
        patterns(Map.of("campaigns/cart.yaml", before)),
        patterns(Map.of("campaigns/cart.yaml", after)));
  }

  private static Patterns patterns(Map<String, String> files) {
    Reading reading = PatternReader.read(new PatternFiles(new TreeMap<>(files)));
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).patterns();
  }
}
