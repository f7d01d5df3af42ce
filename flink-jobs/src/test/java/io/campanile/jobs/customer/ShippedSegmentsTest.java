package io.campanile.jobs.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.patterns.PatternDirectory;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The segments that ship say of a customer what their names promise. */
class ShippedSegmentsTest {

  private static Patterns shipped = ProfileStory.underPolicy("{}", "{}", "{}");

  @BeforeAll
  static void read() throws IOException {
    Reading reading = PatternReader.read(PatternDirectory.read(Path.of("../patterns")));
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    shipped = ((Reading.Valid) reading).patterns();
  }

  private static ProfileStory story() {
    return ProfileStory.of(shipped);
  }

  private static List<String> in(ProfileStory story) {
    return story.run().profile().segments();
  }

  private static ProfileStory orders(ProfileStory story, String time, int count, double total) {
    for (int i = 0; i < count; i++) {
      story.at(time + i + "s", "Order Completed", "total", total);
    }
    return story;
  }

  @Test
  void highIntentIsMoreThanThreeViewsAndMoreThanTwoAdditionsInASession() {
    ProfileStory story = story();
    for (int i = 0; i < 4; i++) {
      story.at("1h" + i + "m", "Product Viewed");
    }
    assertThat(in(story)).contains("browser").doesNotContain("high-intent");
    for (int i = 4; i < 7; i++) {
      assertThat(in(story)).doesNotContain("high-intent");
      story.at("1h" + i + "m", "Product Added");
    }
    assertThat(in(story)).contains("high-intent").doesNotContain("browser", "cart-abandoner");
    story.until("1h36m");
    assertThat(in(story)).contains("cart-abandoner").doesNotContain("high-intent");
    story.at("2h", "Order Completed", "total", 10L);
    assertThat(in(story)).doesNotContain("cart-abandoner");
  }

  @Test
  void timeOnSiteIsToldWhileItLastsAndWhenItIsOver() {
    ProfileStory story = story().at("1h", "Page Viewed").at("1h0m29s", "Page Viewed");
    assertThat(in(story)).doesNotContain("glanced", "engaged");
    assertThat(in(story.until("2h"))).contains("glanced");
    story.at("3h", "Page Viewed").at("3h1m", "Page Viewed");
    assertThat(in(story)).contains("glanced", "engaged");
    assertThat(in(story.until("4h"))).contains("visited-engaged").doesNotContain("glanced");
    story.at("5h", "Page Viewed").at("5h5m1s", "Page Viewed");
    assertThat(in(story)).contains("absorbed").doesNotContain("engaged");
    assertThat(in(story.until("6h"))).contains("visited-absorbed").doesNotContain("absorbed");
  }

  @Test
  void aFrequentBuyerHasMoreThanThreeOrdersInAMonth() {
    assertThat(in(orders(story(), "1h", 3, 1))).doesNotContain("frequent-buyer");
    ProfileStory four = orders(story(), "1h", 4, 1);
    assertThat(in(four)).contains("frequent-buyer");
    assertThat(in(four.until("30d2h"))).doesNotContain("frequent-buyer");
  }

  @Test
  void aVipIsOneByRevenue() {
    assertThat(in(orders(story(), "1h", 2, 499.99))).doesNotContain("vip");
    assertThat(in(orders(story(), "1h", 2, 500))).contains("vip");
  }

  @Test
  void aCustomerIsNewThenCasualThenLapsed() {
    ProfileStory story = story().at("1h", "Product Viewed");
    assertThat(in(story)).contains("new", "casual-visitor");
    assertThat(in(story.until("7d1h"))).doesNotContain("new");
    story.at("8d", "Order Completed", "total", 5L);
    assertThat(in(story)).doesNotContain("casual-visitor", "lapsed");
    assertThat(in(story.until("68d1h"))).contains("lapsed");
  }

  @Test
  void whoeverHasOrderedIsInExactlyOneRfmClassAtAnyTime() {
    Random random = new Random(7);
    for (int i = 0; i < 30; i++) {
      ProfileStory story = orders(story(), "1h", 1 + random.nextInt(6), random.nextInt(200));
      for (int day = 1; day < 200; day += 1 + random.nextInt(12)) {
        assertThat(in(story.until(day + "d"))).filteredOn(s -> s.startsWith("rfm-")).hasSize(1);
      }
      assertThat(in(story)).contains("rfm-lost");
    }
    ProfileStory never = story().at("1h", "Product Viewed");
    assertThat(in(never)).noneMatch(segment -> segment.startsWith("rfm-"));
  }

  @Test
  void whoCanBeReachedIsToldFromWhatComesBack() {
    ProfileStory story = story().said("1h", "email", "a@shop.example", "phone", "+4477");
    assertThat(in(story)).noneMatch(segment -> segment.startsWith("reachable"));
    story.at("2h", "Consent Granted", "channels", List.of("email", "sms"));
    assertThat(in(story)).contains("reachable-by-email", "reachable-by-sms");
    story.at("3h", "Email Bounced").at("4h", "SMS Received", "body", "STOP");
    assertThat(in(story)).noneMatch(segment -> segment.startsWith("reachable"));
    assertThat(story.run().profile().contactPoints().toString())
        .contains("email={address=a@shop.example, usable=false, reason=Email Bounced");
  }
}
