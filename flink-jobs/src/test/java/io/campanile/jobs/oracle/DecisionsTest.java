package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.ActionRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of actions, as stories. */
class DecisionsTest {

  private static final String SMS = Tale.answer("View", "sms");
  private static final String NIGHT =
      """
      time-zone: Europe/London
      quiet-hours: [{channels: [sms], from: "21:00", to: "09:00"}]
      """;

  private static Map<String, @Nullable Object> trait(String name, @Nullable Object value) {
    Map<String, @Nullable Object> traits = new HashMap<>();
    traits.put(name, value);
    return traits;
  }

  @Test
  void aCapDefersNoLongerThanMaxDefer() {
    String policy = "max-defer: 1h\ncaps: [{name: one, at-most: 1, in: 2h, then: defer}]\n";
    assertThat(
            Tale.of(policy, SMS)
                .at("2024-01-08T10:00Z", "View")
                .at("2024-01-08T10:59:59Z", "View")
                .at("2024-01-08T11:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-01-08T10:00Z c0 sent",
            "2024-01-08T10:59:59Z c0 CAPPED one",
            "2024-01-08T11:00Z c0 until 2024-01-08T12:00Z CAPPED one",
            "2024-01-08T12:00Z c0 sent");
  }

  @Test
  void isDeferredByACapThenByTheNightThenByTheCapAgain() {
    String policy = NIGHT + "caps: [{name: one, at-most: 1, in: 8h, then: defer}]\n";
    String urgent = "priority: 90\n" + Tale.answer("Order", "sms");
    assertThat(
            Tale.of(policy, SMS, urgent)
                .at("2024-01-08T13:30Z", "View")
                .at("2024-01-08T14:00Z", "View")
                .at("2024-01-08T22:00Z", "Order")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-01-08T13:30Z c0 sent",
            "2024-01-08T14:00Z c0 until 2024-01-08T21:30Z CAPPED one",
            "2024-01-08T21:30Z c0 until 2024-01-09T09:00Z QUIET_HOURS",
            "2024-01-08T22:00Z c1 until 2024-01-09T09:00Z QUIET_HOURS",
            "2024-01-09T09:00Z c1 sent",
            "2024-01-09T09:00Z c0 until 2024-01-09T17:00Z CAPPED one",
            "2024-01-09T17:00Z c0 sent");
  }

  @Test
  void expiresWhereTheDeferralWasTooLong() {
    String hour = SMS.replace("template: t", "template: t, expires: 1h");
    Tale tale =
        Tale.of(NIGHT, hour)
            .at("2024-01-08T07:59:59Z", "View")
            .at("2024-01-08T08:00Z", "View")
            .at("2024-01-08T08:30Z", "View")
            .thenNothing();
    assertThat(tale.decisions())
        .containsExactly(
            "2024-01-08T07:59:59Z c0 until 2024-01-08T09:00Z QUIET_HOURS",
            "2024-01-08T08:00Z c0 until 2024-01-08T09:00Z QUIET_HOURS",
            "2024-01-08T08:30Z c0 until 2024-01-08T09:00Z QUIET_HOURS",
            "2024-01-08T09:00Z c0 EXPIRED",
            "2024-01-08T09:00Z c0 sent",
            "2024-01-08T09:00Z c0 sent");
    assertThat(tale.actions())
        .extracting(ActionRecord::expiresAt)
        .containsExactly(
            Instant.parse("2024-01-08T09:00:00Z"), Instant.parse("2024-01-08T09:30:00Z"));
  }

  @Test
  void afterAnOutageAnActionExpiresByTheClockOnTheWall() {
    assertThat(
            Tale.of("grace: 6h\n", SMS)
                .wallClock("2024-01-08T15:59:59.999Z")
                .at("2024-01-08T10:00Z", "View")
                .until("2024-01-08T10:00Z")
                .wallClock("2024-01-08T16:00:01Z")
                .at("2024-01-08T10:00:01Z", "View")
                .until("2024-01-08T10:00:01Z")
                .decisions())
        .containsExactly("2024-01-08T10:00Z c0 sent", "2024-01-08T10:00:01Z c0 EXPIRED");
  }

  @Test
  void triggersInShadowDoNotCountOnceItIsLive() {
    String once = SMS.replace("always", "never");
    Tale tale =
        Tale.of("", "status: shadow\n" + once)
            .at("2024-01-08T10:00Z", "View")
            .at("2024-01-08T11:00Z", "View")
            .until("2024-01-08T11:00Z")
            .now(once)
            .at("2024-01-08T12:00Z", "View")
            .at("2025-01-08T12:00Z", "View")
            .thenNothing();
    assertThat(tale.triggers())
        .containsExactly(
            "2024-01-08T10:00Z ACCEPTED",
            "2024-01-08T11:00Z REPEATED",
            "2024-01-08T12:00Z ACCEPTED",
            "2025-01-08T12:00Z REPEATED");
    assertThat(tale.decisions())
        .containsExactly("2024-01-08T10:00Z c0 SHADOW", "2024-01-08T12:00Z c0 sent");
  }

  @Test
  void liveTriggersCountInShadowAndAfterIt() {
    String daily = SMS.replace("always", "every 1d");
    assertThat(
            Tale.of("", daily)
                .at("2024-01-08T10:00Z", "View")
                .until("2024-01-08T10:00Z")
                .now("status: shadow\n" + daily)
                .at("2024-01-08T12:00Z", "View")
                .until("2024-01-08T12:00Z")
                .now(daily)
                .at("2024-01-08T13:00Z", "View")
                .thenNothing()
                .triggers())
        .containsExactly(
            "2024-01-08T10:00Z ACCEPTED",
            "2024-01-08T12:00Z REPEATED",
            "2024-01-08T13:00Z REPEATED");
  }

  @Test
  void consentWithdrawnInTheNightStopsWhatWaitsForTheMorning() {
    String policy = NIGHT + "consent: {sms: opt-in}\n";
    assertThat(
            Tale.of(policy, SMS)
                .identify("2024-01-08T20:00Z", trait("consent", Map.of("sms", true)))
                .at("2024-01-08T22:00Z", "View")
                .identify("2024-01-09T08:59:59Z", trait("consent", Map.of("sms", false)))
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-01-08T22:00Z c0 until 2024-01-09T09:00Z QUIET_HOURS",
            "2024-01-09T09:00Z c0 NO_CONSENT");
  }

  @Test
  void whatWaitsForTheMorningGoesToTheAddressOfTheMorning() {
    String policy = NIGHT + "channels: {sms: {address: profile.phone}}\n";
    assertThat(
            Tale.of(policy, SMS)
                .identify("2024-01-08T20:00Z", trait("phone", "+441"))
                .at("2024-01-08T22:00Z", "View")
                .identify("2024-01-09T08:00Z", trait("phone", "+442"))
                .thenNothing()
                .actions())
        .extracting(ActionRecord::address)
        .containsExactly("+442");
  }

  @Test
  void anEmptyAddressIsNone() {
    assertThat(
            Tale.of("channels: {sms: {address: profile.phone}}\n", SMS)
                .at("2024-01-08T09:00Z", "View")
                .identify("2024-01-08T10:00Z", trait("phone", ""))
                .at("2024-01-08T11:00Z", "View")
                .identify("2024-01-08T12:00Z", trait("phone", 442L))
                .at("2024-01-08T13:00Z", "View")
                .identify("2024-01-08T14:00Z", trait("phone", null))
                .at("2024-01-08T15:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-01-08T09:00Z c0 NO_ADDRESS",
            "2024-01-08T11:00Z c0 NO_ADDRESS",
            "2024-01-08T13:00Z c0 sent",
            "2024-01-08T15:00Z c0 NO_ADDRESS");
  }

  @Test
  void nullRemovesConsentForEveryChannelAndALateGrantDoesNotUndoIt() {
    assertThat(
            Tale.of("consent: {sms: opt-in}\n", SMS)
                .identify("2024-01-08T10:00Z", trait("consent", Map.of("sms", true)))
                .identify("2024-01-08T11:00Z", trait("consent", null))
                .at("2024-01-08T12:00Z", "View")
                .lateIdentify(
                    "2024-01-08T10:30Z", trait("consent", Map.of("sms", true)), "2024-01-08T12:30Z")
                .at("2024-01-08T13:00Z", "View")
                .lateIdentify(
                    "2024-01-08T11:30Z", trait("consent", Map.of("sms", true)), "2024-01-08T13:30Z")
                .at("2024-01-08T14:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-01-08T12:00Z c0 NO_CONSENT",
            "2024-01-08T13:00Z c0 NO_CONSENT",
            "2024-01-08T14:00Z c0 sent");
  }

  private static final String REMINDER =
      """
      trigger: {steps: [{event: View}, {without: Order, for: 1h}]}
      actions: [{channel: sms, template: t, delay: 1d}]
      """;

  @Test
  void aLatePurchaseTakesBackWhatWaitsAndItsDecisionIsMarkedLate() {
    Tale tale =
        Tale.of("", REMINDER)
            .at("2024-01-08T10:00Z", "View")
            .late("2024-01-08T10:30Z", "Order", "2024-01-08T12:00Z")
            .thenNothing();
    assertThat(tale.triggers()).containsExactly("2024-01-08T11:00Z ACCEPTED");
    assertThat(tale.decisions()).containsExactly("2024-01-08T11:00Z c0 CANCELLED");
    assertThat(tale.records().get(0).trace().get(0).values()).containsEntry("late", true);
  }

  @Test
  void aLatePurchaseFromBeforeTheMatchTakesBackNothing() {
    assertThat(
            Tale.of("", REMINDER)
                .at("2024-01-08T10:00Z", "View")
                .late("2024-01-08T09:59Z", "Order", "2024-01-08T12:00Z")
                .thenNothing()
                .decisions())
        .containsExactly("2024-01-09T11:00Z c0 sent");
  }

  @Test
  void aLatePurchaseStopsASequenceThatHasNotFired() {
    assertThat(
            Tale.of("", REMINDER)
                .at("2024-01-08T10:00Z", "View")
                .late("2024-01-08T10:30Z", "Order", "2024-01-08T10:45Z")
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void aLateEventBeginsNothing() {
    assertThat(
            Tale.of("", SMS)
                .late("2024-01-08T10:00Z", "View", "2024-01-08T12:00Z")
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void aLateIdentifyDoesNotUndoANewerTrait() {
    assertThat(
            Tale.of("channels: {sms: {address: profile.phone}}\n", SMS)
                .identify("2024-01-08T10:00Z", trait("phone", "new"))
                .lateIdentify("2024-01-08T09:00Z", trait("phone", "old"), "2024-01-08T11:00Z")
                .at("2024-01-08T12:00Z", "View")
                .thenNothing()
                .actions())
        .extracting(ActionRecord::address)
        .containsExactly("new");
  }

  @Test
  void atTheSameMomentTheHigherPriorityTakesTheLastPlace() {
    String policy = "caps: [{name: one, at-most: 1, in: 1d}]\n";
    assertThat(
            Tale.of(policy, SMS, "priority: 70\n" + SMS, SMS)
                .at("2024-01-08T10:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly(
            "2024-01-08T10:00Z c1 sent",
            "2024-01-08T10:00Z c0 CAPPED one",
            "2024-01-08T10:00Z c2 CAPPED one");
  }

  @Test
  void priorityReservesNothing() {
    String policy = "caps: [{name: one, at-most: 1, in: 1d}]\n";
    String later = "priority: 90\n" + SMS.replace("template: t", "template: t, delay: 1s");
    assertThat(
            Tale.of(policy, SMS, later).at("2024-01-08T10:00Z", "View").thenNothing().decisions())
        .containsExactly("2024-01-08T10:00Z c0 sent", "2024-01-08T10:00:01Z c1 CAPPED one");
  }

  @Test
  void neverMeansOnceEver() {
    assertThat(
            Tale.of("", SMS.replace("always", "never"))
                .at("2020-01-08T10:00Z", "View")
                .at("2024-01-08T10:00Z", "View")
                .thenNothing()
                .triggers())
        .containsExactly("2020-01-08T10:00Z ACCEPTED", "2024-01-08T10:00Z REPEATED");
  }

  @Test
  void repeatCountsFromTheLastAcceptedTriggerAndToItsExactEnd() {
    assertThat(
            Tale.of("", SMS.replace("always", "every 1h"))
                .at("2024-01-08T10:00Z", "View")
                .at("2024-01-08T10:59:59.999Z", "View")
                .at("2024-01-08T11:00Z", "View")
                .thenNothing()
                .triggers())
        .containsExactly(
            "2024-01-08T10:00Z ACCEPTED",
            "2024-01-08T10:59:59.999Z REPEATED",
            "2024-01-08T11:00Z ACCEPTED");
  }

  private static String cancelledBy(String per) {
    return """
        repeat: always
        trigger: {per: event.sku, steps: [{event: View}]}
        cancel-on: [{event: Order, per: %s}]
        actions: [{channel: sms, template: t, delay: 1h}]
        """
        .formatted(per);
  }

  @ParameterizedTest
  @CsvSource({"event.sku, 2024-01-08T11:01Z c0 sent", "any, 2024-01-08T10:30Z c0 CANCELLED"})
  void anOrderCancelsItsOwnOrAnyProduct(String per, String theOther) {
    assertThat(
            Tale.of("", cancelledBy(per))
                .at("2024-01-08T10:00Z", "View", Map.of("sku", "a"))
                .at("2024-01-08T10:01Z", "View", Map.of("sku", "b"))
                .at("2024-01-08T10:30Z", "Order", Map.of("sku", "a"))
                .thenNothing()
                .decisions())
        .containsExactly("2024-01-08T10:30Z c0 CANCELLED", theOther);
  }

  @Test
  void aVariableWithoutAValueStopsTheActionUnlessItHasADefault() {
    String campaign =
        """
        repeat: always
        trigger: {steps: [{event: View, as: seen}]}
        actions:
          - channel: sms
            template: t
            variables: {sku: seen.sku, name: {value: profile.first_name, default: there}}
        """;
    Tale tale =
        Tale.of("", campaign)
            .at("2024-01-08T10:00Z", "View")
            .at("2024-01-08T11:00Z", "View", Map.of("sku", "a"))
            .until("2024-01-08T11:00Z")
            .identify("2024-01-08T12:00Z", trait("first_name", "Ada"))
            .at("2024-01-08T13:00Z", "View", Map.of("sku", "a"))
            .thenNothing();
    assertThat(tale.decisions())
        .containsExactly(
            "2024-01-08T10:00Z c0 MISSING_VARIABLE",
            "2024-01-08T11:00Z c0 sent",
            "2024-01-08T13:00Z c0 sent");
    assertThat(tale.actions())
        .extracting(ActionRecord::variables)
        .isEqualTo(List.of(Map.of("sku", "a", "name", "there"), Map.of("sku", "a", "name", "Ada")));
  }

  /** Buckets computed elsewhere: first eight bytes of SHA-256 of spring:customer, modulo 10000. */
  @ParameterizedTest
  @CsvSource({"u-1, 1527", "u-17, 1642", "Zoë, 6167"})
  void theHoldoutIsTheSameCustomersForEver(String customer, int bucket) {
    assertThat(ofHoldout(customer, bucket)).containsExactly("2024-01-08T10:00Z c0 sent");
    assertThat(ofHoldout(customer, bucket + 1)).containsExactly("2024-01-08T10:00Z c0 HOLDOUT");
  }

  private static List<String> ofHoldout(String customer, int hundredths) {
    String policy =
        "holdout: {percent: %d.%02d, salt: spring}\n".formatted(hundredths / 100, hundredths % 100);
    return Tale.ofCustomer(customer, policy, SMS)
        .at("2024-01-08T10:00Z", "View")
        .thenNothing()
        .decisions();
  }

  @Test
  void transactionalGoesThroughTheNightTheCapAndTheHoldout() {
    String policy =
        NIGHT
            + "consent: {sms: opt-in}\nholdout: {percent: 100, salt: s}\n"
            + "caps: [{name: one, at-most: 1, in: 1d}]\n";
    assertThat(
            Tale.of(policy, "class: transactional\n" + SMS)
                .at("2024-01-08T22:00Z", "View")
                .at("2024-01-08T23:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly("2024-01-08T22:00Z c0 sent", "2024-01-08T23:00Z c0 sent");
  }

  @Test
  void transactionalSendsDoNotCount() {
    String policy = "caps: [{name: one, at-most: 1, in: 1d}]\n";
    assertThat(
            Tale.of(policy, SMS, "class: transactional\npriority: 90\n" + SMS)
                .at("2024-01-08T22:00Z", "View")
                .thenNothing()
                .decisions())
        .containsExactly("2024-01-08T22:00Z c1 sent", "2024-01-08T22:00Z c0 sent");
  }
}
