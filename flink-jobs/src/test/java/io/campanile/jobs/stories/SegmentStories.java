package io.campanile.jobs.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is in which segment, and what comes of it. */
abstract class SegmentStories {

  private static final String VIEW = "Product Viewed";
  private static final String ADD = "Product Added";
  private static final String ORDER = "Order Completed";

  private Story shop = new Story(stage());

  /** Where the stories are played. */
  abstract Stage stage();

  @BeforeEach
  void openTheShop() {
    shop =
        new Story(stage())
            .policy(
                """
                session: {timeout: 20m}
                consent: {email: opt-in}
                channels: {email: {address: profile.email}, ads: {}}
                """)
            .traits(
                """
                views_session: {count: Product Viewed, over: session}
                adds_session: {count: Product Added, over: session}
                orders_1d: {count: Order Completed, over: 1d}
                revenue: {sum: event.total, of: Order Completed}
                last_order: {last: Order Completed}
                """)
            .segments(
                """
                high-intent: profile.views_session > 1 && profile.adds_session > 0
                glanced: profile.last_session.seconds < 30
                buyer: profile.orders_1d > 1
                vip: profile.revenue >= 100
                lapsed: profile.last_order < now - duration("240h")
                reachable: profile.contact_points.email.usable && profile.consent.email
                """)
            .campaign(
                "intent",
                "trigger: {enters: high-intent}\nactions: [{channel: ads, template: look}]\n")
            .campaign(
                "back", "trigger: {enters: lapsed}\nactions: [{channel: ads, template: back}]\n");
  }

  @Test
  void aSegmentOfTheSessionIsLeftWhenItEnds() {
    shop.track("10:00", null, "ann", VIEW)
        .track("10:05", null, "ann", VIEW)
        .track("10:10", null, "ann", ADD);
    assertThat(shop.changes("ann")).containsExactly("+high-intent 10:10", "-high-intent 10:30");
    assertThat(shop.fired("ann")).containsExactly("intent 10:10");
  }

  @Test
  void aGlanceIsOneWhenTheSessionIsOver() {
    shop.track("10:00", null, "ann", VIEW)
        .track("10:00:20", null, "ann", VIEW)
        .track("12:00", null, "ann", VIEW)
        .track("12:10", null, "ann", VIEW);
    assertThat(shop.changes("ann")).containsExactly("+glanced 10:20:20", "-glanced 12:30");
  }

  @Test
  void anOrderLeavesTheWindowByTimeAlone() {
    shop.track("10:00", null, "ann", ORDER, "total", 10L)
        .track("11:00", null, "ann", ORDER, "total", 89.5)
        .until("+5 00:00");
    assertThat(shop.changes("ann"))
        .containsExactly("+glanced 10:20", "+buyer 11:00", "-buyer +1 10:00");
    assertThat(shop.profile("ann").at("/traits/revenue").asDouble()).isEqualTo(99.5);
  }

  @Test
  void whoBoughtLongAgoLapsesAndComesBack() {
    shop.track("10:00", null, "ann", ORDER, "total", 100L)
        .track("+12 09:00", null, "ann", ORDER, "total", 1L)
        .until("+20 00:00");
    assertThat(shop.changes("ann"))
        .containsExactly(
            "+vip 10:00", "+glanced 10:20", "+lapsed +10 10:00:00.001", "-lapsed +12 09:00");
    assertThat(shop.fired("ann")).containsExactly("back +10 10:00:00.001");
  }

  @Test
  void whoCanBeReachedIsToldByWhatComesBack() {
    shop.identify("10:00", null, "ann", "email", "ann@shop.example")
        .track("10:01", null, "ann", "Consent Granted", "channel", "email")
        .track("10:02", null, "ann", "Email Bounced", "email", "ann@shop.example")
        .identify("10:03", null, "ann", "email", "ann@home.example")
        .track("10:04", null, "ann", "Email Marked as Spam");
    assertThat(shop.changes("ann"))
        .filteredOn(change -> change.contains("reachable"))
        .containsExactly(
            "+reachable 10:01", "-reachable 10:02", "+reachable 10:03", "-reachable 10:04");
  }

  @Test
  void theVisitorsPastMakesTheCustomerAMember() {
    shop.track("10:00", "laptop", null, VIEW)
        .track("10:05", "laptop", null, VIEW)
        .track("10:10", "laptop", null, ADD)
        .identify("10:15", "laptop", "ann");
    assertThat(shop.changes("laptop")).contains("+high-intent 10:10");
    assertThat(shop.changes("ann")).startsWith("+high-intent 10:15", "-high-intent 10:35");
  }

  @Test
  void whatTheVisitorSaidMakesTheCustomerReachable() {
    shop.identify("10:00", "laptop", null, "email", "ann@shop.example")
        .track("10:01", "laptop", null, "Consent Granted", "channel", "email")
        .track("10:10", "laptop", "ann", VIEW);
    assertThat(shop.changes("ann"))
        .filteredOn(change -> change.contains("reachable"))
        .containsExactly("+reachable 10:10");
  }
}
