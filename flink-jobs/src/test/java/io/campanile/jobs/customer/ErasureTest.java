package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.PrivacyRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What others who keep copies of the records are told, so that theirs can be deleted too. */
class ErasureTest {

  private static final String TRAITS = "orders: {count: Order Completed}\n";
  private static final String SEGMENTS = "buyers: profile.orders > 0\n";

  private final ProfileStory story = ProfileStory.of(TRAITS, SEGMENTS);

  @Test
  void anErasureSaysUpToWhenAllIsDeletedAndWithdrawsTheProfile() {
    story.at("0d1h", "Order Completed").at("0d2h", "Customer Erased");

    PrivacyRecord erased = story.run().privacy().get(0);
    assertThat(erased.requestedAt()).isEqualTo(time("0d2h"));
    assertThat(erased.at()).isEqualTo(time("0d2h"));
    assertThat(story.run().withdrawn()).containsExactly(ProfileStory.millis("0d2h"));
    assertThat(story.run().publish()).as("nothing is known any more").isEmpty();
  }

  @Test
  void anErasureThatComesLateSaysHowFarItReaches() {
    story.at("0d3h", "Order Completed").late("0d4h", "0d2h", "Customer Erased");

    PrivacyRecord erased = story.run().privacy().get(0);
    assertThat(erased.requestedAt()).isEqualTo(time("0d2h"));
    assertThat(erased.at()).isEqualTo(time("0d4h"));
  }

  @Test
  void whateverComesAfterAnErasureIsLaterThanIt() {
    story
        .at("0d3h", "Order Completed")
        .late("0d4h", "0d2h", "Customer Erased")
        .late("0d4h", "0d3h30m", "Order Completed");

    PrivacyRecord erased = story.run().privacy().get(0);
    assertThat(story.run().segments())
        .extracting(record -> record.at().isAfter(erased.at()))
        .as("entered before, and again after")
        .containsExactly(false, true);
    assertThat(story.run().publish())
        .singleElement()
        .satisfies(profile -> assertThat(profile.at()).isAfter(erased.at()));
  }

  @Test
  void anEventOfTheSameMomentBelongsToWhatWasErased() {
    story
        .at("0d1h", "Order Completed")
        .at("0d2h", "Customer Erased")
        .at("0d2h", "Order Completed")
        .at("0d2h0.001s", "Order Completed");

    assertThat(story.run().count(Fate.EVENTS_ERASED)).isEqualTo(1);
    assertThat(story.get("orders")).isEqualTo(1L);
  }

  @Test
  void whoIsForgottenHasNoProfileAnyMore() {
    story.at("0d1h", "Order Completed").until("1d").run().publish();
    story.until("500d");

    assertThat(story.run().count(Fate.CUSTOMERS_FORGOTTEN)).isEqualTo(1);
    assertThat(story.run().withdrawn()).containsExactly(ProfileStory.millis("500d"));
    assertThat(story.run().publish()).isEmpty();
  }

  private static Instant time(String time) {
    return Instant.ofEpochMilli(ProfileStory.millis(time));
  }
}
