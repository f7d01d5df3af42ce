package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was once written into a savepoint is read for ever. */
class CustomerFormatTest {

  private static final Path GOLDEN = Path.of("src/test/resources/state/customer-v1.hex");

  private static final String POLICY = "channels: {email: {address: profile.email}}";

  private static final String TRAITS =
      """
      adds: {count: Product Added}
      views_1d: {count: Product Viewed, over: 1d}
      views_session: {count: Product Viewed, over: session}
      revenue: {sum: event.total, of: Order Completed}
      average_30d: {average: event.total, of: Order Completed, over: 30d}
      dearest: {max: event.price, of: Product Viewed}
      first_brand: {first: event.brand, of: Product Viewed}
      last_view: {last: Product Viewed}
      brands: {distinct: event.brand, of: Product Viewed, over: 7d}
      favourite: {top: event.brand, of: Product Viewed, over: 7d}
      interest: {score: {Product Viewed: 1, Product Added: 3}, half-life: 7d}
      """;

  private static final String SEGMENTS =
      """
      buyers: profile.revenue > 10
      browsing: profile.session.seconds > 30
      lapsed: profile.last_view < now - duration("720h")
      returning: profile.last_session.count > 0
      """;

  private static final String WAITING =
      """
      campaign: carts
      repeat: always
      trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1d}]}
      actions: [{channel: push, template: t}]
      """;

  private static final String DELAYED =
      """
      campaign: thanks
      repeat: every 1d
      trigger: {steps: [{event: Order Completed, as: order}]}
      actions: [{channel: push, template: t, delay: 2d, variables: {total: order.total}}]
      """;

  /** A customer of whom everything is known that can be. */
  private static ProfileStory everything() {
    return ProfileStory.of(
            ProfileStory.read(
                Map.of(
                    "policy.yaml", POLICY,
                    "traits.yaml", TRAITS,
                    "segments.yaml", SEGMENTS,
                    "campaigns/carts.yaml", WAITING,
                    "campaigns/thanks.yaml", DELAYED)))
        .at("1h", "Customer Erased")
        .said("1d", "email", "a@shop.example", "vip", true, "visits", 3L)
        .said("25h", "consent", Map.of("sms", false, "ads", true))
        .at("26h", "Consent Granted", "channel", "push", "basis", "form 7")
        .at("27h", "Email Bounced")
        .at("30h", "Product Viewed", "price", 12.5, "brand", "Ox", "product_id", "p-1")
        .in(Map.of("device", Map.of("type", "phone")), "31h", "Product Viewed")
        .at("31h1m", "Product Viewed", "price", 7.0, "brand", "Ash", "product_id", "p-2")
        .at("31h2m", "Order Completed", "total", 20.25)
        .at("31h3m", "Product Added", "product_id", "p-2");
  }

  @Test
  void isWrittenAsItAlwaysWas() throws IOException {
    String hex = HexFormat.of().formatHex(everything().run().state()) + "\n";
    if (Boolean.getBoolean("campanile.update")) {
      Files.writeString(GOLDEN, hex);
    }
    assertThat(GOLDEN)
        .content()
        .as("another format needs another version, and this one is read for ever")
        .isEqualTo(hex);
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    CustomerRun expected = everything().run();
    CustomerRun read = everything().run();
    read.restore(HexFormat.of().parseHex(Files.readString(GOLDEN).strip()));

    assertThat(read.profile()).isEqualTo(expected.profile());
    assertThat(read.view()).isEqualTo(expected.view());
    assertThat(read.memberships()).containsExactly("browsing", "buyers", "returning");
    assertThat(read.waiting()).isEqualTo(1);
    assertThat(read.nextMillis()).isEqualTo(expected.nextMillis());
    assertThat(read.profile().toString()).contains("form 7", "usable=false");
    long later = ProfileStory.millis("60d");
    expected.advanceTo(later);
    read.advanceTo(later);
    assertThat(read.decisions()).isNotEmpty().isEqualTo(expected.decisions());
    assertThat(read.segments()).isEqualTo(expected.segments());
    assertThat(read.state()).isEqualTo(expected.state());
  }
}
