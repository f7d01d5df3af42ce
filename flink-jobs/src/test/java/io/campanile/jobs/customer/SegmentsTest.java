package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Patterns;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When segments are entered and left, and what fires by it. */
class SegmentsTest {

  private static final String TRAITS =
      """
      orders_1d: {count: Order Completed, over: 1d}
      last_order: {last: Order Completed}
      views_session: {count: Product Viewed, over: session}
      warmth: {score: {Product Viewed: 1}, half-life: 1h}
      """;
  private static final String LAPSED = "lapsed: profile.last_order < now - duration(\"1440h\")\n";

  private static ProfileStory story(String segments) {
    return ProfileStory.withRestarts(TRAITS, segments);
  }

  @Test
  void isEnteredByAnEventAndLeftWhenAnEventLeavesTheWindow() {
    ProfileStory story = story("buyer: profile.orders_1d > 1");
    story.at("1h", "Order Completed").at("2h0m30s", "Order Completed").until("9d");
    assertThat(story.changes()).containsExactly("PT2H30S +buyer", "PT25H -buyer");
    assertThat(story.run().nextMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isLeftWhenTheSessionEnds() {
    ProfileStory story = story("browser: profile.views_session > 1");
    story.at("1h", "Product Viewed").at("1h10m", "Product Viewed").until("9d");
    assertThat(story.changes()).containsExactly("PT1H10M +browser", "PT1H40M -browser");
  }

  @Test
  void doesNotWaitForTheEndOfASessionThatChangesNothing() {
    ProfileStory story = story("browser: profile.views_session > 1");
    story.at("1h", "Product Viewed");
    assertThat(story.run().nextMillis()).isEqualTo(Long.MAX_VALUE);
    story.at("1h10m", "Product Viewed");
    assertThat(story.run().nextMillis()).isEqualTo(ProfileStory.millis("1h40m"));
  }

  @Test
  void isJudgedWhenTheSessionEndsWhereAScoreHasFadedMeanwhile() {
    ProfileStory story = story("here: has(profile.session) || profile.warmth > 0.8");
    story.at("1h", "Product Viewed").until("9d");
    assertThat(story.changes()).containsExactly("PT1H +here", "PT1H30M -here");
  }

  @Test
  void isJudgedByTheLengthOfTheSession() {
    ProfileStory story = story("engaged: profile.session.seconds >= 60");
    story.at("1h", "Product Viewed").at("1h1m", "Email Opened").until("9d");
    assertThat(story.changes()).containsExactly("PT1H1M +engaged", "PT1H31M -engaged");
  }

  @Test
  void lapsesByTimeAlone() {
    ProfileStory story = story(LAPSED);
    story.at("1h", "Order Completed").until("60d1h");
    assertThat(story.changes()).isEmpty();
    story.until("90d").at("90d", "Order Completed").until("200d");
    assertThat(story.changes())
        .containsExactly("PT1441H0.001S +lapsed", "PT2160H -lapsed", "PT3600H0.001S +lapsed");
  }

  @Test
  void findsTheFlipOfEachFormOfComparison() {
    ProfileStory story =
        story(
            """
            a: now - profile.last_order >= duration("2h")
            b: duration("3h") < now - profile.last_order
            c: profile.last_order + duration("4h") <= now
            d: now > timestamp("2026-03-02T09:00:00Z") && has(profile.last_order)
            e: has(profile.last_order) && !(now - duration("6h") < profile.last_order)
            f: profile["last_order"] - now < duration("-7h")
            """);
    story.at("1h", "Order Completed").until("9d");
    assertThat(story.changes())
        .containsExactly(
            "PT3H +a", "PT4H0.001S +b", "PT5H +c", "PT7H +e", "PT8H0.001S +f", "PT9H0.001S +d");
    assertThat(story.run().nextMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void judgesScoresAtFullHours() {
    ProfileStory story = story("warm: profile.warmth > 1");
    story.at("1h", "Product Viewed").at("1h1m", "Product Viewed").at("1h2m", "Product Viewed");
    story.until("400d");
    assertThat(story.changes()).containsExactly("PT1H1M +warm", "PT3H -warm");
    assertThat(story.run().nextMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isLeftAtTheFullHourByWhoIsForgottenThen() {
    String traits =
        """
        warmth: {score: {Product Viewed: 2}, half-life: 575985m}
        heat: {score: {Product Viewed: 1}, half-life: 28898m}
        """;
    ProfileStory story =
        ProfileStory.of(traits, "hot: profile.heat * 2.0 > 0.0\nwarm: profile.warmth > 1");
    // Both have faded by 400d5m, and the time to live is over at 400d20m.
    story.at("20m", "Product Viewed").until("400d30m").until("401d");
    assertThat(story.changes())
        .containsExactly("PT20M +hot", "PT20M +warm", "PT9601H -hot", "PT9601H -warm");
  }

  @Test
  void isJudgedWhereAScoreHasFadedWhenASessionEndsThatWasPutOff() {
    ProfileStory story =
        ProfileStory.of(TRAITS, "here: profile.views_session > 0 || profile.warmth > 0.56");
    // The score is below at 1h10m.
    story.at("20m", "Product Viewed").at("45m", "Page Viewed").until("9d");
    assertThat(story.changes()).containsExactly("PT20M +here", "PT1H15M -here");
  }

  @Test
  void isNotJudgedByAScoreAtTheMomentOfAnother() {
    ProfileStory story = story("buyer: profile.orders_1d > 0\nwarm: profile.warmth > 0.445");
    // The score is below at 24h10m.
    story.at("20m", "Order Completed").at("23h", "Product Viewed").until("23h30m");
    story.run().restart();
    story.until("9d");
    assertThat(story.changes())
        .containsExactly("PT20M +buyer", "PT23H +warm", "PT24H20M -buyer", "PT25H -warm");
  }

  @Test
  void isEnteredByAnEventThatAnAddressIsTakenFrom() {
    ProfileStory story =
        ProfileStory.of(
            ProfileStory.underPolicy(
                "channels: {email: {address: profile.mail}}",
                "mail: {last: event.mail, of: Order Completed}",
                "reachable: has(profile.contact_points.email)"));
    story.at("1h", "Product Viewed").at("2h", "Order Completed", "mail", "a@shop.example");
    assertThat(story.changes()).containsExactly("PT2H +reachable");
  }

  @Test
  void judgesScoresEachHourWhereTheyAreUsedInAnotherWay() {
    ProfileStory story = story("warm: profile.warmth * 2.0 > 3.0");
    story.at("1h", "Product Viewed").at("1h1m", "Product Viewed").until("400d");
    assertThat(story.changes()).containsExactly("PT1H1M +warm", "PT2H -warm");
    assertThat(story.run().nextMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void watchesTheHoursOfTheDayForAYear() {
    ProfileStory story = story("evening: now.getHours() >= 22");
    story.at("1h", "Product Viewed").until("2d");
    assertThat(story.changes())
        .containsExactly("PT22H +evening", "PT24H -evening", "PT46H +evening", "PT48H -evening");
    story.until("3000d");
    assertThat(story.run().nextMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(story.changes()).hasSize(2 * 366);
  }

  @Test
  void seesWhatIsSaidOfTheCustomer() {
    ProfileStory story = story("vip: profile.vip && profile.orders_1d == 0");
    story.said("1h", "vip", true).at("2h", "Order Completed").until("9d");
    assertThat(story.changes()).containsExactly("PT1H +vip", "PT2H -vip", "PT26H +vip");
  }

  @Test
  void takesMembersSilentlyWhereItIsNewOrChanged() {
    ProfileStory story = story("buyer: profile.orders_1d > 0");
    story.at("1h", "Order Completed");
    story.release(ProfileStory.patterns(TRAITS, LAPSED + "buyer: profile.orders_1d >= 1\n"));
    story.until("70d");
    assertThat(story.run().profile().segments()).containsExactly("lapsed");
    story.at("80d", "Order Completed");
    assertThat(story.changes()).containsExactly("PT1H +buyer", "PT1920H +buyer", "PT1920H -lapsed");
  }

  @Test
  void aCustomerWhoIsSeenLaterStartsOutside() {
    ProfileStory story = story("anonymous: '!has(profile.email)'");
    assertThat(story.at("1h", "Product Viewed").changes()).containsExactly("PT1H +anonymous");
  }

  @Test
  void firesWhenASegmentIsEnteredAndLeft() {
    Patterns patterns =
        ProfileStory.patterns(
            TRAITS,
            "buyer: profile.orders_1d > 0\n",
            "trigger: {enters: buyer}",
            "trigger: {leaves: buyer}\npriority: 90",
            "trigger: {enters: buyer}\nstatus: paused");
    ProfileStory story = ProfileStory.of(patterns);
    story.at("1h", "Order Completed").until("9d");
    List<TriggerRecord> triggers = story.run().triggers();
    assertThat(triggers).extracting(TriggerRecord::campaign).containsExactly("c0", "c1");
    assertThat(triggers.get(0).events()).containsExactly("m-000000");
    assertThat(triggers.get(1).events()).isEmpty();
    assertThat(triggers.get(1).firedAt().toEpochMilli()).isEqualTo(ProfileStory.millis("1d1h"));
    assertThat(story.run().count(Fate.SEGMENTS_ENTERED)).isOne();
    assertThat(story.run().count(Fate.SEGMENTS_LEFT)).isOne();
  }

  @Test
  void firesAmongTheSequencesOfItsMomentInTheOrderOfPriority() {
    Patterns patterns =
        ProfileStory.patterns(
            TRAITS,
            "buyer: profile.orders_1d > 0\n",
            "trigger: {steps: [{event: Order Completed}]}\npriority: 80",
            "trigger: {enters: buyer}\npriority: 60",
            "trigger: {steps: [{event: Order Completed, where: segment(\"buyer\")}]}");
    ProfileStory story = ProfileStory.of(patterns).at("1h", "Order Completed");
    assertThat(story.run().triggers())
        .extracting(TriggerRecord::campaign)
        .containsExactly("c0", "c1", "c2");
  }

  @Test
  void asksForASegmentInTheAudience() {
    Patterns patterns =
        ProfileStory.patterns(
            TRAITS,
            LAPSED,
            "trigger: {steps: [{event: Product Viewed}]}\naudience: '!segment(\"lapsed\")'");
    ProfileStory story = ProfileStory.of(patterns).at("1h", "Order Completed");
    story.at("2h", "Product Viewed").at("61d", "Product Viewed");
    assertThat(story.run().triggers())
        .extracting(trigger -> trigger.outcome().name())
        .containsExactly("ACCEPTED", "SUPPRESSED");
  }

  @Test
  void aLateEventIsJudgedNow() {
    ProfileStory story = story("buyer: profile.orders_1d > 0");
    story.late("1d", "12h", "Order Completed").until("9d");
    assertThat(story.changes()).containsExactly("PT24H +buyer", "PT36H -buyer");
  }
}
