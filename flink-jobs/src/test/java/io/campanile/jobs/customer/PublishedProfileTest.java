package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a profile is worth a record. */
class PublishedProfileTest {

  private static final String TRAITS =
      "orders: {count: Order Completed}\nviews_session: {count: Product Viewed, over: session}";

  private static ProfileStory published() {
    ProfileStory story = ProfileStory.of(TRAITS, "buyers: profile.orders > 0").at("1h", "Page");
    assertThat(story.run().publish()).as("one who is new").hasSize(1);
    return story;
  }

  @Test
  void isNotWhatOnlySaysThatACustomerIsThereStill() {
    assertThat(published().at("1h59m", "Page").run().publish()).isEmpty();
  }

  @Test
  void isWhatSaysThatACustomerIsThereInAnotherHour() {
    ProfileStory story = published().at("1h59m", "Page").at("2h", "Page");
    assertThat(story.run().publish())
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.lastSeen())
                    .isEqualTo(Instant.ofEpochMilli(ProfileStory.millis("2h"))));
    assertThat(story.run().publish()).isEmpty();
  }

  @Test
  void isWhatWasSaid() {
    assertThat(published().said("1h1m", "vip", true).run().publish()).hasSize(1);
    assertThat(published().at("1h1m", "Consent Granted", "channel", "sms").run().publish())
        .hasSize(1);
  }

  @Test
  void isAComputedTraitThatChanges() {
    ProfileStory story = published().at("1h1m", "Order Completed");
    assertThat(story.run().publish())
        .singleElement()
        .satisfies(record -> assertThat(record.traits()).containsEntry("orders", 1L))
        .satisfies(record -> assertThat(record.segments()).containsExactly("buyers"));
  }

  @Test
  void isASessionThatEnds() {
    ProfileStory story = published().at("1h1m", "Product Viewed");
    assertThat(story.run().publish()).hasSize(1);
    assertThat(story.until("1h40m").run().publish())
        .singleElement()
        .satisfies(record -> assertThat(record.traits()).containsEntry("views_session", 0L));
  }

  @Test
  void isAnEventOfLongAgoThatComesNow() {
    ProfileStory story = published().late("1h10m", "50m", "Page");
    assertThat(story.run().publish())
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.firstSeen())
                    .isEqualTo(Instant.ofEpochMilli(ProfileStory.millis("50m"))));
  }
}
