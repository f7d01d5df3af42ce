package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.EventContext;
import io.campanile.patterns.Patterns;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a profile knows of the visit that is going on, and of the last one. */
class SessionTest {

  private static ProfileStory story(String policy) {
    Patterns patterns =
        ProfileStory.underPolicy(
            policy,
            "views: {count: Product Viewed, over: session}",
            """
            glanced: profile.last_session.seconds < 30
            from_ads: profile.session.campaign.source == "ads"
            on_phone: profile.session.device == "mobile"
            """);
    return ProfileStory.of(patterns);
  }

  private static Map<String, @Nullable Object> from(String source, String device) {
    return Map.of(
        EventContext.CAMPAIGN, Map.of("source", source), EventContext.DEVICE, device, "page", "/a");
  }

  @SuppressWarnings("unchecked") // What a session shows is an object.
  private static Map<String, @Nullable Object> session(ProfileStory story, String name) {
    Object session = story.get(name);
    return session == null ? Map.of() : (Map<String, @Nullable Object>) session;
  }

  @Test
  void tellsWhatBroughtTheVisitorAndOnWhichDevice() {
    ProfileStory story = story("{}");
    story.in(from("ads", "mobile"), "1h", "Product Viewed");
    story.in(from("mail", "desktop"), "1h10m", "Product Viewed");
    assertThat(session(story, "session"))
        .containsEntry("campaign", Map.of("source", "ads"))
        .containsEntry("device", "mobile")
        .containsEntry("entry_page", "/a")
        .containsEntry("seconds", 600L)
        .containsEntry("events", Map.of("Product Viewed", 2L));
    assertThat(story.until("2h").changes())
        .containsExactly(
            "PT1H +from_ads", "PT1H +on_phone", "PT1H40M -from_ads", "PT1H40M -on_phone");
  }

  @Test
  void takesTheWordOfTheEarliestEventWheneverItComes() {
    ProfileStory story = story("{}");
    story.at("1h", "Product Added").in(from("mail", "desktop"), "1h10m", "Product Viewed");
    story.lateIn(from("ads", "mobile"), "1h15m", "1h5m", "Product Viewed");
    assertThat(session(story, "session"))
        .containsEntry("campaign", Map.of("source", "ads"))
        .containsEntry("device", "mobile")
        .containsEntry("count", 3L);
  }

  @Test
  void lastsAsLongAsThePolicySays() {
    ProfileStory story = story("session: {timeout: 5m}");
    story.at("1h", "Product Viewed").at("1h4m59s", "Product Viewed");
    assertThat(story.get("views")).isEqualTo(2L);
    story.at("1h9m59s", "Product Viewed");
    assertThat(story.get("views"))
        .as("an event at exactly that time begins the next")
        .isEqualTo(1L);
  }

  @Test
  void isRememberedWhenItIsOver() {
    ProfileStory story = story("{}").at("1h", "Product Viewed").at("1h0m20s", "Product Viewed");
    assertThat(session(story, "last_session")).isEmpty();
    story.until("2h");
    assertThat(session(story, "last_session"))
        .containsEntry("seconds", 20L)
        .containsEntry("count", 2L)
        .doesNotContainKey("events");
    assertThat(story.changes()).containsExactly("PT1H30M20S +glanced");
    story.at("3h", "Product Viewed").at("3h5m", "Product Viewed").until("4h");
    assertThat(story.changes()).containsExactly("PT1H30M20S +glanced", "PT3H35M -glanced");
  }

  @Test
  void whatHappenedOfflineIsNoVisit() {
    ProfileStory story = story("{}");
    story.in(Map.of(EventContext.CHANNEL, EventContext.OFFLINE), "1h", "Product Viewed");
    assertThat(session(story, "session")).isEmpty();
    assertThat(story.get("views")).isEqualTo(0L);
  }

  @Test
  void costsNothingWhereNobodyAsksForIt() {
    ProfileStory story =
        ProfileStory.of(ProfileStory.underPolicy("{}", "orders: {count: Order Completed}", "{}"));
    int bytes = story.at("1h", "Product Viewed").run().stateBytes();
    story.in(from("ads", "mobile"), "1h", "Product Viewed");
    assertThat(story.run().stateBytes()).isLessThan(bytes + 32);
    assertThat(story.get("session")).isNull();
  }
}
