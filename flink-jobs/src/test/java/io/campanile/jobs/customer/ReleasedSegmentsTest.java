package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.profile.ProfileIndex;
import io.campanile.patterns.Patterns;
import org.junit.jupiter.api.Test;

/** What becomes of traits and segments when a release takes effect. */
class ReleasedSegmentsTest {

  private static final String TRAITS =
      """
      orders: {count: Order Completed}
      last_order: {last: Order Completed}
      views_1d: {count: Product Viewed, over: 1d}
      """;
  private static final String LAPSED = "lapsed: profile.last_order < now - duration(\"240h\")";
  private static final String WIN_BACK = "trigger: {enters: lapsed}";

  private static ProfileStory story() {
    return ProfileStory.of(TRAITS, "{}").at("1h", "Order Completed");
  }

  @Test
  void aNewSegmentTakesItsMembersSilently() {
    Patterns release = ProfileStory.patterns(TRAITS, LAPSED, WIN_BACK);
    ProfileStory story = story().from("20d", release).until("40d");
    assertThat(story.changes()).isEmpty();
    assertThat(story.run().triggers()).isEmpty();
    assertThat(story.run().memberships()).containsExactly("lapsed");
  }

  @Test
  void whoBecomesAMemberAfterwardsEntersIt() {
    Patterns release = ProfileStory.patterns(TRAITS, LAPSED, WIN_BACK);
    ProfileStory story = story().from("5d", release).until("40d");
    assertThat(story.changes()).containsExactly("PT241H0.001S +lapsed");
    assertThat(story.run().triggers()).hasSize(1);
  }

  @Test
  void aSegmentThatIsDefinedOtherwiseIsJudgedAnewSilently() {
    Patterns before = ProfileStory.patterns(TRAITS, "buyers: profile.orders > 0");
    Patterns after = ProfileStory.patterns(TRAITS, "buyers: profile.orders > 1");
    ProfileStory story =
        ProfileStory.of(before).at("1h", "Order Completed").from("2h", after).until("3h");
    assertThat(story.run().memberships()).isEmpty();
    assertThat(story.changes()).containsExactly("PT1H +buyers");
    story.at("4h", "Order Completed");
    assertThat(story.changes()).containsExactly("PT1H +buyers", "PT4H +buyers");
  }

  @Test
  void aSegmentThatIsGoneIsLeftSilently() {
    Patterns before = ProfileStory.patterns(TRAITS, "buyers: profile.orders > 0");
    ProfileStory story =
        ProfileStory.of(before)
            .at("1h", "Order Completed")
            .from("2h", ProfileStory.patterns(TRAITS, "{}"));
    assertThat(story.run().publish()).hasSize(1);
    story.until("3h");
    assertThat(story.changes()).containsExactly("PT1H +buyers");
    assertThat(story.run().publish())
        .singleElement()
        .satisfies(profile -> assertThat(profile.segments()).isEmpty());
  }

  @Test
  void aSegmentThatStaysIsNotJudgedAnew() {
    String segments = "buyers: profile.orders > 0\nviewers: profile.views_1d > 0";
    ProfileStory story =
        ProfileStory.of(ProfileStory.patterns(TRAITS, segments))
            .at("1h", "Order Completed")
            .at("2h", "Product Viewed")
            .from("3h", ProfileStory.patterns(TRAITS, segments + "\nall: profile.orders >= 0"))
            .until("3d");
    assertThat(story.changes()).containsExactly("PT1H +buyers", "PT2H +viewers", "PT26H -viewers");
  }

  @Test
  void aNewTraitCountsFromThenOnAndAnOldOneGoesOn() {
    String more = TRAITS + "views: {count: Product Viewed}\n";
    ProfileStory story =
        story()
            .at("2h", "Product Viewed")
            .from("3h", ProfileStory.patterns(more, "{}"))
            .at("4h", "Product Viewed");
    assertThat(story.get("views")).isEqualTo(1L);
    assertThat(story.get("views_1d")).isEqualTo(2L);
    assertThat(story.get("orders")).isEqualTo(1L);
  }

  @Test
  void aTraitThatIsDefinedOtherwiseBeginsAnew() {
    ProfileStory story =
        story()
            .at("2h", "Product Viewed")
            .from("3h", ProfileStory.patterns(TRAITS.replace("over: 1d", "over: 2d"), "{}"))
            .at("4h", "Product Viewed");
    assertThat(story.get("views_1d")).isEqualTo(1L);
  }

  @Test
  void aShorterSessionEndsTheOneThatIsUnderWay() {
    String traits = "views_session: {count: Product Viewed, over: session}";
    String segments = "browser: profile.views_session > 0";
    ProfileStory story =
        ProfileStory.of(ProfileStory.patterns(traits, segments))
            .at("1h", "Product Viewed")
            .from("1h20m", ProfileStory.underPolicy("session: {timeout: 10m}", traits, segments))
            .until("2h");
    assertThat(story.changes()).hasSize(2).startsWith("PT1H +browser");
    assertThat(story.changes().get(1)).isEqualTo("PT1H20M -browser");
  }

  @Test
  void whatLeavesAWindowWhenAReleaseTakesEffectIsJudgedThen() {
    String segments = "viewers: profile.views_1d > 0";
    ProfileStory story =
        ProfileStory.of(ProfileStory.patterns(TRAITS, segments))
            .at("2h", "Product Viewed")
            .from("26h", ProfileStory.patterns(TRAITS, segments + "\nall: profile.orders >= 0"))
            .until("9d");
    assertThat(story.changes()).containsExactly("PT2H +viewers", "PT26H -viewers");
  }

  @Test
  void aScoreThatFadesInTheHourOfAReleaseIsNotForgotten() {
    String traits = "warmth: {score: {Product Viewed: 1}, half-life: 1h}";
    String segments = "warm: profile.warmth > 0.5";
    ProfileStory story =
        ProfileStory.of(ProfileStory.patterns(traits, segments))
            .at("1h10m", "Product Viewed")
            .from("2h30m", ProfileStory.patterns(traits, segments + "\nall: profile.warmth >= 0.0"))
            .until("9d");
    assertThat(story.changes()).containsExactly("PT1H10M +warm", "PT2H30M -warm");
  }

  @Test
  void whatChangedBeforeAReleaseIsPublishedAfterIt() {
    ProfileStory story = story();
    assertThat(story.run().publish()).hasSize(1);
    story
        .at("1h1m", "Order Completed")
        .from("1h2m", ProfileStory.patterns(TRAITS, LAPSED))
        .until("1h3m");
    assertThat(story.run().publish())
        .singleElement()
        .satisfies(profile -> assertThat(profile.traits()).containsEntry("orders", 2L));
  }

  @Test
  void aShorterSessionWakesThoseWhoAreInASegmentThatCountsInIt() {
    String traits = "views_session: {count: Product Viewed, over: session}";
    String segments = "browser: profile.views_session > 0";
    ProfileIndex before = new ProfileIndex(ProfileStory.patterns(traits, segments));
    ProfileIndex after =
        new ProfileIndex(ProfileStory.underPolicy("session: {timeout: 10m}", traits, segments));
    assertThat(after.isRestlessBeside(before)).isTrue();
    assertThat(before.isRestlessBeside(before)).isFalse();
  }
}
