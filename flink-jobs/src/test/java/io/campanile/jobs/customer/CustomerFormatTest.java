package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.patterns.Patterns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What older versions wrote into savepoints is read for ever. */
class CustomerFormatTest {

  private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  @Test
  void readsTheCustomerThatVersion1Wrote() throws IOException {
    Customer customer = read("customer-v1.hex", "{}");

    assertThat(customer.clockMillis()).isEqualTo(NOON + 60_000);
    assertThat(customer.hasSequences()).isFalse();
    assertThat(customer.hasWaitingActions()).isFalse();
    assertThat(customer.profile().view())
        .containsEntry("first_name", "Ann")
        .containsEntry("visits", 3L)
        .containsEntry("consent", Map.of("email", true, "sms", false))
        .containsEntry("first_seen", Instant.ofEpochMilli(NOON))
        .containsEntry("last_seen", Instant.ofEpochMilli(NOON + 60_000))
        .doesNotContainKey("gone");
    assertThat(customer.seenIds().add("m-1", NOON)).isFalse();
    assertThat(customer.seenIds().add("m-3", NOON)).isTrue();
  }

  @Test
  void takesTheCustomerOfVersion1IntoSegmentsSilently() throws IOException {
    Customer customer = read("customer-v1.hex", "regular: profile.visits > 2");

    assertThat(customer.nextMillis()).isEqualTo(Long.MAX_VALUE);
    customer.behaviour().memberships().judgeSilently(customer.behaviour(), customer.profile());
    assertThat(customer.behaviour().memberships().names()).containsExactly("regular");
  }

  @Test
  void readsTheCustomerThatVersion2Wrote() throws IOException {
    Patterns patterns =
        ProfileStory.patterns(
            """
            views: {count: Product Viewed, over: session}
            revenue: {sum: event.total, of: Order Completed}
            """,
            "browsing: profile.session.seconds > 30\nbuyer: profile.revenue > 1",
            "trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}");
    Customer customer = read("customer-v2.hex", patterns);

    assertThat(customer.erasedMillis()).isEqualTo(NOON - 60_000);
    assertThat(customer.hasSequences()).isTrue();
    assertThat(customer.sequences().nextMillis()).isEqualTo(NOON + 60_000 + 3_600_000);
    assertThat(customer.profile().view())
        .containsEntry("consent", Map.of("email", true, "sms", false))
        .containsEntry("views", 1L)
        .containsEntry("revenue", 12.5);
    assertThat(String.valueOf(customer.profile().view().get("session")))
        .contains("seconds=60", "entry_page=/shoes", "Product Added=1");
    assertThat(customer.behaviour().memberships().names()).containsExactly("browsing", "buyer");
    assertThat(customer.profile().hasMore()).isFalse();
  }

  @Test
  void writesGroundsOfConsentAndAddressesOutOfUse() throws IOException {
    Patterns patterns =
        ProfileStory.underPolicy("channels: {email: {address: profile.email}}", "{}", "{}");
    ProfileStory story =
        ProfileStory.of(patterns)
            .said("1h", "email", "a@shop.example")
            .at("2h", "Consent Granted", "channel", "sms", "basis", "form 7")
            .at("3h", "Email Bounced");
    String before = story.run().profile().toString();
    story.run().restart();
    assertThat(story.run().profile()).hasToString(before);
    assertThat(before).contains("form 7", "usable=false, reason=Email Bounced");
  }

  private static Customer read(String name, String segments) throws IOException {
    return read(name, ProfileStory.patterns("{}", segments));
  }

  private static Customer read(String name, Patterns patterns) throws IOException {
    CustomerEngines engines =
        new CustomerEngines(
            patterns,
            new ChainDetector(),
            Duration.ofHours(24),
            Duration.ofDays(400),
            new CustomerRun.Collected());
    return new CustomerCodec(engines.terms()).read("c-1", golden(name));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(CustomerFormatTest.class.getResourceAsStream("/state/" + name))) {
      return HexFormat.of()
          .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }
}
