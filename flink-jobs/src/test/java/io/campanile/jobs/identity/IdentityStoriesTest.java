package io.campanile.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.customer.Fate;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.PrivacyRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is who, told as stories: "laptop" and "phone" are visitors, "ann" and "bob" customers. */
class IdentityStoriesTest {

  private static final String VIEW = "Product Viewed";
  private static final String ADD = "Product Added";
  private static final String ORDER = "Order Completed";

  private final Shop shop = new Shop();

  @Test
  void whoNeverLogsInIsACustomerUnderTheDevicesId() {
    shop.track("10:00", "laptop", null, ADD);
    assertThat(shop.fired("laptop")).containsExactly("cart 11:00");
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
  void theServersWordAboutTheCustomerDoesNotMakeTheVisitorsHistoryLate() {
    shop.track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .track("10:10", "laptop", null, VIEW, "product_id", "p1")
        .identify("10:19", null, "ann", "email", "ann@shop.example")
        .identify("10:20", "laptop", "ann")
        .track("10:30", "laptop", "ann", VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:30");
  }

  @Test
  void aCartLeftBeforeTheLoginWaitsFromItsOwnTime() {
    shop.track("10:00", "laptop", null, ADD).identify("10:40", "laptop", "ann");
    assertThat(shop.fired("ann")).containsExactly("cart 11:00");
    assertThat(shop.fired("laptop")).as("never twice").isEmpty();
  }

  @Test
  void anOrderAfterTheLoginEndsTheWaitThatBeganBeforeIt() {
    shop.track("10:00", "laptop", null, ADD)
        .identify("10:40", "laptop", "ann")
        .track("10:50", "phone", "ann", ORDER);
    assertThat(shop.fired("ann")).isEmpty();
  }

  @Test
  void whatHasFiredForTheVisitorDoesNotFireAgainAndNotInThePast() {
    shop.track("10:00", "laptop", null, ADD).identify("12:00", "laptop", "ann");
    assertThat(shop.fired("laptop")).containsExactly("cart 11:00");
    assertThat(shop.fired("ann")).isEmpty();
  }

  @Test
  void aWaitThatEndsAtTheMomentOfTheLoginIsTheVisitors() {
    shop.track("10:00", "laptop", null, ADD).identify("11:00", "laptop", "ann");
    assertThat(shop.fired("laptop")).containsExactly("cart 11:00");
    assertThat(shop.fired("ann")).isEmpty();
  }

  @Test
  void whatWaitedForTheVisitorEndsAtTheLogin() {
    shop.track("10:00", "laptop", null, ADD).identify("12:00", "laptop", "ann");
    assertThat(shop.decided("laptop")).containsExactly("SENT 11:00", "HANDED_OVER 12:00");
  }

  @Test
  void aGuestsOrderTakesBackTheCustomersReminder() {
    shop.track("08:00", "phone", "ann", ADD)
        .track("10:00", "laptop", null, ORDER)
        .identify("10:30", "laptop", "ann");
    assertThat(shop.fired("ann")).containsExactly("cart 09:00");
    assertThat(shop.decided("ann")).containsExactly("SENT 09:00", "CANCELLED 10:00");
  }

  @Test
  void neverAfterThePurchaseOnAnotherDevice() {
    shop.track("10:00", "laptop", null, ADD)
        .track("10:10", "phone", "ann", ORDER)
        .identify("10:30", "laptop", "ann");
    assertThat(shop.fired("ann")).isEmpty();
  }

  @Test
  void aTraitThatTheVisitorGaveGoesAlong() {
    shop.identify("10:00", "laptop", null, "email", "ann@shop.example")
        .track("10:10", "laptop", "ann", "Signed Up");
    assertThat(shop.customer("ann").actions())
        .singleElement()
        .satisfies(action -> assertThat(action.address()).isEqualTo("ann@shop.example"));
  }

  @Test
  void anAliasHandsOverLikeALogin() {
    shop.track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .track("10:10", "laptop", null, VIEW, "product_id", "p1")
        .alias("10:20", "laptop", "ann")
        .track("10:30", "laptop", null, VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:30");
  }

  @Test
  void anAliasOfAKnownCustomerChangesNoCustomer() {
    shop.track("10:00", null, "ann", ADD)
        .alias("10:20", "ann", "bob")
        .track("10:30", null, "ann", VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("cart 11:00");
    assertThat(shop.fired("bob")).isEmpty();
    assertThat(shop.customer("ann").count(Fate.VISITORS_DEPARTED)).isZero();
  }

  @Test
  void severalDevicesBecomeOneCustomer() {
    shop.track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .identify("10:05", "laptop", "ann")
        .track("10:10", "phone", null, VIEW, "product_id", "p1")
        .identify("10:15", "phone", "ann")
        .track("10:20", "tablet", null, VIEW, "product_id", "p1")
        .identify("10:25", "tablet", "ann");
    assertThat(shop.fired("ann"))
        .as("three views on three devices: complete before the last was known")
        .isEmpty();
    shop.track("10:30", "laptop", null, VIEW, "product_id", "p1")
        .track("10:31", "phone", null, VIEW, "product_id", "p1")
        .track("10:32", "tablet", null, VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:32");
  }

  @Test
  void aDeviceThatChangesHandsIsTheSecondOnesFromThenOn() {
    shop.track("10:00", "tablet", "ann", VIEW, "product_id", "p1")
        .track("10:10", "tablet", null, VIEW, "product_id", "p1")
        .identify("10:20", "tablet", "bob")
        .track("10:30", "tablet", null, VIEW, "product_id", "p1")
        .track("10:40", null, "ann", VIEW, "product_id", "p1");
    assertThat(shop.fired("ann")).containsExactly("views 10:40");
    assertThat(shop.fired("bob")).isEmpty();
  }

  @Test
  void aDeviceNeverMergesTwoKnownCustomers() {
    shop.track("10:00", "tablet", "ann", ADD)
        .identify("10:10", "tablet", "bob")
        .identify("10:20", "tablet", "ann")
        .identify("10:30", "tablet", "bob");
    assertThat(shop.fired("ann")).containsExactly("cart 11:00");
    assertThat(shop.fired("bob")).isEmpty();
    assertThat(shop.count(IdentityFate.VISITORS_RELINKED)).isEqualTo(3);
    assertThat(shop.count(IdentityFate.VISITOR_EVENTS_HANDED_OVER)).isZero();
  }

  @Test
  void aChainOfMergesIsFollowedStepByStep() {
    shop.track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .alias("10:05", "laptop", "ann")
        .track("10:10", "phone", null, VIEW, "product_id", "p1")
        .alias("10:15", "phone", "ann")
        .alias("10:20", "ann", "bob")
        .track("10:25", "laptop", null, VIEW, "product_id", "p1");
    assertThat(shop.fired("ann"))
        .as("both devices are ann's; that ann is bob is said, and merges no customers")
        .containsExactly("views 10:25");
    assertThat(shop.fired("bob")).isEmpty();
  }

  @Test
  void theHistoryIsOfTheLastDay() {
    shop.track("2026-03-01T10:20:00Z", "laptop", null, VIEW, "product_id", "p1")
        .track("2026-03-01T10:20:00.001Z", "laptop", null, VIEW, "product_id", "p1")
        .track("10:00", "laptop", null, VIEW, "product_id", "p1")
        .identify("10:20", "laptop", "ann");
    assertThat(shop.fired("laptop")).containsExactly("views 10:00");
    var unused = shop.customers();
    assertThat(shop.count(IdentityFate.VISITOR_EVENTS_HANDED_OVER)).isEqualTo(2);
  }

  @Test
  void aRobotsHistoryIsCutOff() {
    for (int i = 0; i < RecentEvents.MAX_EVENTS + 5; i++) {
      shop.track("10:00", "robot", null, VIEW, "product_id", "p" + i);
    }
    shop.identify("10:20", "robot", "ann");
    var unused = shop.customers();
    assertThat(shop.count(IdentityFate.VISITOR_EVENTS_CUT_OFF)).isEqualTo(5);
    assertThat(shop.count(IdentityFate.VISITOR_EVENTS_HANDED_OVER))
        .isEqualTo(RecentEvents.MAX_EVENTS);
  }

  @Test
  void anErasedCustomerIsGoneAndBeginsAnew() {
    shop.track("10:00", null, "ann", ADD)
        .track("10:30", null, "ann", VIEW, "product_id", "p1")
        .track("11:30", null, "ann", "Customer Erased")
        .track("11:40", null, "ann", VIEW, "product_id", "p1")
        .track("11:50", null, "ann", VIEW, "product_id", "p1");
    CustomerRun ann = shop.customer("ann");
    assertThat(shop.decided("ann")).containsExactly("SENT 11:00", "ERASED 11:30");
    assertThat(shop.fired("ann")).as("the view before is forgotten").containsExactly("cart 11:00");
    assertThat(ann.privacy())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.operation()).isEqualTo(PrivacyRecord.Operation.ERASED);
              assertThat(record.content())
                  .containsEntry("waitingActions", 1L)
                  .containsEntry("sequences", 1L)
                  .containsEntry("messageIds", 3L);
            });
  }

  @Test
  void aLateEventDoesNotBringAnErasedCustomerBack() {
    shop.track("10:00", null, "ann", "Customer Erased");
    CustomerRun ann = shop.customer("ann");
    ann.restart();
    ann.takeLate(
        new Event(
            "late",
            EventType.IDENTIFY,
            "",
            "ann",
            null,
            Shop.at("09:00").toEpochMilli(),
            Map.of("email", "ann@shop.example")),
        Shop.at("11:00").toEpochMilli());
    assertThat(ann.count(Fate.EVENTS_ERASED)).isEqualTo(1);
    assertThat(ann.count(Fate.EVENTS_LATE)).isZero();
  }

  @Test
  void anErasureForgetsTheDevicesThatItNames() {
    shop.identify("10:00", "laptop", "ann")
        .track("10:10", "phone", null, ADD)
        .track("10:20", null, "ann", "Customer Erased", "anonymousIds", List.of("laptop", "phone"))
        .track("10:30", "laptop", null, ADD);
    assertThat(shop.fired("ann")).isEmpty();
    assertThat(shop.fired("phone")).as("it was erased too").isEmpty();
    assertThat(shop.fired("laptop")).as("it is nobody's again").containsExactly("cart 11:30");
    for (String id : List.of("ann", "laptop", "phone")) {
      assertThat(shop.customer(id).privacy()).as("what was written under the id %s", id).hasSize(1);
    }
  }

  @Test
  void aVisitorThatBecomesACustomerHasNoProfileOfItsOwnAnyMore() {
    shop.track("10:00", "laptop", null, ADD).identify("10:20", "laptop", "ann");
    assertThat(shop.customer("laptop").withdrawn())
        .containsExactly(Shop.at("10:20").toEpochMilli());
    assertThat(shop.customer("laptop").publish()).isEmpty();
    assertThat(shop.customer("ann").withdrawn()).isEmpty();
  }

  @Test
  void anErasureReachesEveryDeviceWithoutNamingOne() {
    shop.identify("10:00", "laptop", "ann")
        .alias("10:05", "phone", "ann")
        .track("10:10", "tablet", "ann", VIEW, "product_id", "p1")
        .identify("10:15", "tablet", "bob")
        .track("10:20", null, "ann", "Customer Erased")
        .track("10:30", "laptop", null, ADD)
        .track("10:31", "phone", null, ADD)
        .track("10:32", "tablet", null, ADD);
    assertThat(shop.fired("ann")).isEmpty();
    assertThat(shop.fired("laptop")).containsExactly("cart 11:30");
    assertThat(shop.fired("phone")).containsExactly("cart 11:31");
    assertThat(shop.fired("bob")).as("the tablet changed hands").containsExactly("cart 11:32");
    assertThat(shop.count(IdentityFate.VISITORS_UNLINKED)).isEqualTo(2);
    assertThat(shop.customer("ann").privacy())
        .singleElement()
        .satisfies(record -> assertThat(record.content()).containsEntry("devices", 3L));
  }

  @Test
  void aDeviceThatComesBackAfterTheErasureIsAnothersLife() {
    shop.identify("10:00", "laptop", "ann")
        .track("10:20", null, "ann", "Customer Erased")
        .identify("10:30", "laptop", "ann")
        .track("10:40", "laptop", null, ADD)
        .track("12:00", null, "ann", "Customer Erased")
        .track("12:10", "laptop", null, ADD);
    assertThat(shop.fired("ann")).containsExactly("cart 11:40");
    assertThat(shop.fired("laptop")).containsExactly("cart 13:10");
  }

  @Test
  void anErasureSaysNothingAboutTheDeviceThatIsAnothersNow() {
    shop.identify("10:00", "tablet", "ann")
        .identify("10:10", "tablet", "bob")
        .track("10:20", null, "ann", "Customer Erased", "anonymousIds", List.of("tablet"))
        .track("10:30", "tablet", null, ADD);
    assertThat(shop.fired("bob")).containsExactly("cart 11:30");
  }

  @Test
  void anExportHoldsWhatIsHeld() {
    shop.identify("10:00", "laptop", "ann", "email", "ann@shop.example")
        .track("10:05", null, "ann", VIEW, "product_id", "p1")
        .track("10:10", null, "ann", "Customer Exported");
    PrivacyRecord export = shop.customer("ann").privacy().get(0);
    assertThat(export.operation()).isEqualTo(PrivacyRecord.Operation.EXPORTED);
    assertThat(export.content().toString())
        .contains(
            "ann@shop.example", "campaign=views", "key=p1", "product_id=p1", "devices=[laptop]");
  }
}
