package io.campanile.jobs.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.campanile.connectors.output.Stream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is who: "laptop", "phone" and "tablet" are visitors, "ann" and "bob" customers. */
abstract class IdentityStories {

  private static final String VIEW = "Product Viewed";
  private static final String ADD = "Product Added";
  private static final String ORDER = "Order Completed";
  private static final String ERASED = "Customer Erased";

  private Story shop = new Story(stage());

  /** Where the stories are played. */
  abstract Stage stage();

  @BeforeEach
  void openTheShop() {
    shop =
        new Story(stage())
            .policy("channels: {email: {address: profile.email}, ads: {}}")
            .campaign(
                "views",
                """
                trigger:
                  per: event.product_id
                  steps: [{event: Product Viewed, times: 3}]
                actions: [{channel: ads, template: again}]
                """)
            .campaign(
                "cart",
                """
                trigger: {steps: [{event: Product Added}, {without: Order Completed, for: 1h}]}
                actions:
                  - {channel: ads, template: now}
                  - {channel: ads, template: later, delay: 10h}
                """)
            .campaign(
                "welcome",
                """
                trigger: {steps: [{event: Signed Up}]}
                actions: [{channel: email, template: welcome, delay: 1h}]
                """);
  }

  @Test
  void twoViewsBeforeTheLoginAndOneAfterItAreThree() {
    shop.track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .track("10:10", "laptop", null, VIEW, "product_id", "p1")
        .identify("10:20", "laptop", "ann")
        .track("10:30", "laptop", null, VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:30");
    assertThat(shop.fired("laptop")).isEmpty();
  }

  @Test
  void aCartLeftBeforeTheLoginWaitsFromItsOwnTime() {
    shop.track("10:00", "laptop", null, ADD).identify("10:40", "laptop", "ann");
    assertThat(shop.fired("ann")).containsExactly("cart 11:00");
    assertThat(shop.fired("laptop")).as("never twice").isEmpty();
  }

  @Test
  void whatWaitedForTheVisitorEndsAtTheLogin() {
    shop.track("10:00", "laptop", null, ADD).identify("12:00", "laptop", "ann");
    assertThat(shop.decided("laptop")).containsExactly("SENT 11:00", "HANDED_OVER 12:00");
    assertThat(shop.fired("ann")).isEmpty();
  }

  @Test
  void neverAfterThePurchaseOnAnotherDevice() {
    shop.track("10:00", "laptop", null, ADD)
        .track("10:10", "phone", "ann", ORDER)
        .identify("10:30", "laptop", "ann");
    assertThat(shop.fired("ann")).isEmpty();
  }

  @Test
  void aGuestsOrderTakesBackTheCustomersReminder() {
    shop.track("08:00", "phone", "ann", ADD)
        .track("10:00", "laptop", null, ORDER)
        .identify("10:30", "laptop", "ann");
    assertThat(shop.decided("ann")).containsExactly("SENT 09:00", "CANCELLED 10:00");
  }

  @Test
  void aTraitThatTheVisitorGaveGoesAlong() {
    shop.identify("10:00", "laptop", null, "email", "ann@shop.example")
        .track("10:10", "laptop", "ann", "Signed Up");
    assertThat(shop.sent(Stream.ACTIONS_EMAIL, "ann"))
        .extracting(action -> action.get("address").asText())
        .containsExactly("ann@shop.example");
    assertThat(shop.profile("ann").at("/traits/email").asText()).isEqualTo("ann@shop.example");
  }

  @Test
  void severalDevicesBecomeOneCustomer() {
    shop.identify("10:05", "laptop", "ann")
        .alias("10:15", "phone", "ann")
        .track("10:25", "tablet", "ann", VIEW, "product_id", "p1")
        .track("10:31", "laptop", null, VIEW, "product_id", "p1")
        .track("10:32", "phone", null, VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:32");
  }

  @Test
  void aDeviceThatChangesHandsMergesNobody() {
    shop.track("10:00", "tablet", "ann", ADD)
        .identify("10:10", "tablet", "bob")
        .track("10:20", "tablet", null, ORDER)
        .identify("10:30", "tablet", "ann");
    assertThat(shop.fired("ann")).containsExactly("cart 11:00");
    assertThat(shop.fired("bob")).isEmpty();
  }

  @Test
  void aChainOfMergesIsFollowedStepByStep() {
    shop.track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .alias("10:05", "laptop", "ann")
        .track("10:10", "phone", null, VIEW, "product_id", "p1")
        .alias("10:15", "phone", "ann")
        .alias("10:20", "ann", "bob")
        .track("10:25", "laptop", null, VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:25");
    assertThat(shop.fired("bob")).isEmpty();
  }

  @Test
  void anErasureReachesEveryDeviceWithoutNamingOne() {
    shop.identify("10:00", "laptop", "ann", "email", "ann@shop.example")
        .alias("10:05", "phone", "ann")
        .track("10:10", "tablet", "ann", ADD)
        .identify("10:15", "tablet", "bob")
        .track("11:20", null, "ann", ERASED)
        .track("11:30", "laptop", null, ADD)
        .track("11:31", "phone", null, ADD)
        .track("11:32", "tablet", null, ADD);
    assertThat(shop.decided("ann")).containsExactly("SENT 11:10", "ERASED 11:20");
    assertThat(shop.fired("laptop")).containsExactly("cart 12:30");
    assertThat(shop.fired("phone")).containsExactly("cart 12:31");
    assertThat(shop.fired("bob")).as("the tablet changed hands").containsExactly("cart 12:32");
    JsonNode erased = shop.privacy("ann").get(0);
    assertThat(erased.get("operation").asText()).isEqualTo("erased");
    assertThat(erased.at("/content/devices").asInt()).isEqualTo(3);
    assertThat(erased.at("/content/waitingActions").asInt()).isEqualTo(1);
    assertThat(erased.toString()).doesNotContain("shop.example", "laptop");
  }

  @Test
  void whoComesBackAfterTheErasureIsSomebodyNew() {
    shop.identify("10:00", "laptop", "ann", "email", "ann@shop.example")
        .track("10:20", null, "ann", ERASED)
        .identify("10:30", "laptop", "ann")
        .track("10:40", "laptop", null, "Signed Up")
        .track("12:00", null, "ann", "Customer Exported");
    assertThat(shop.decided("ann")).containsExactly("NO_ADDRESS 11:40");
    JsonNode exported = shop.privacy("ann").get(1);
    assertThat(exported.get("operation").asText()).isEqualTo("exported");
    assertThat(exported.at("/content/devices/0").asText()).isEqualTo("laptop");
    assertThat(exported.toString()).doesNotContain("shop.example");
  }

  @Test
  void anExportHoldsWhatIsHeld() {
    shop.identify("10:00", "laptop", "ann", "email", "ann@shop.example")
        .track("10:01", null, "ann", "Consent Granted", "channel", "email", "basis", "form 7")
        .track("10:02", null, "ann", "Email Bounced")
        .track("10:05", null, "ann", VIEW, "product_id", "p1")
        .track("10:06", null, "ann", "Customer Exported");
    assertThat(shop.privacy("ann").get(0).get("content").toString())
        .contains(
            "ann@shop.example",
            "\"campaign\":\"views\"",
            "\"basis\":\"form 7\"",
            "\"reason\":\"Email Bounced\"",
            "\"devices\":[\"laptop\"]");
  }

  @Test
  void refusalsOutliveADeviceAndAreHandedOver() {
    shop.identify("10:00", "laptop", null, "email", "ann@shop.example")
        .track("10:05", "laptop", null, "Unsubscribed")
        .identify("10:10", "laptop", "ann")
        .until("+1 00:00");
    JsonNode profile = shop.profile("ann");
    assertThat(profile.at("/consent/email").asBoolean(true)).isFalse();
    assertThat(profile.at("/consentDetails/email/basis").asText()).isEqualTo("Unsubscribed");
    assertThat(List.of(profile.at("/contactPoints/email/usable").asBoolean()))
        .containsExactly(true);
  }
}
