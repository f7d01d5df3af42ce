package io.campanile.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.model.ActionRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to what is under way, row by row of the page about publishing. */
class ReleaseTalesTest {

  private static final String ADDED_FOR =
      """
      repeat: always
      trigger:
        steps:
          - {event: Add, as: added}
          - {without: Order, for: %s}
      actions: [{channel: push, template: t}]
      """;
  private static final String THREE_HOURS = ADDED_FOR.formatted("3h");
  private static final String LATER =
      """
      repeat: always
      trigger: {steps: [{event: Add, as: added}]}
      actions:
        - {id: first, channel: push, template: old, delay: 2h}
        - {id: second, channel: sms, template: old, delay: 4h}
      """;

  private static Tale added(String campaign) {
    return Tale.of("", campaign).at("2024-05-01T10:00Z", "Add", Map.of("price", 20L));
  }

  @Test
  void aShorterWaitFiresWhenTheReleaseTakesEffectAndNotInThePast() {
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T12:00Z", ADDED_FOR.formatted("1h"))
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T12:00Z ACCEPTED");
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T10:30Z", ADDED_FOR.formatted("1h"))
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T11:00Z ACCEPTED");
  }

  @Test
  void aLongerWaitGoesOn() {
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T12:59Z", ADDED_FOR.formatted("5h"))
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T15:00Z ACCEPTED");
  }

  @Test
  void theReleaseComesBeforeEverythingElseOfItsTime() {
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T13:00Z", ADDED_FOR.formatted("5h"))
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T15:00Z ACCEPTED");
    String order = ADDED_FOR.formatted("1h").replace("without: Order", "without: Return");
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T10:30Z", order)
                .at("2024-05-01T10:30Z", "Order")
                .thenNothing()
                .triggers())
        .as("the order is judged by the release of its own time")
        .containsExactly("2024-05-01T11:00Z ACCEPTED");
  }

  @Test
  void whatFitsTheNewStepsGoesOn() {
    String more = THREE_HOURS.replace("- {without", "- {event: View}\n    - {without");
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", more)
                .at("2024-05-01T12:00Z", "View")
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T15:00Z ACCEPTED");
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", THREE_HOURS.replace("event: Add", "event: View"))
                .thenNothing()
                .triggers())
        .isEmpty();
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", THREE_HOURS.replace("as: added", "times: 2"))
                .at("2024-05-01T12:00Z", "Add")
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T15:00Z ACCEPTED");
  }

  @Test
  void aConditionThatHasChangedSeesTheEventAsItWas() {
    String dear = THREE_HOURS.replace("as: added", "as: added, where: event.price >= %d");
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", dear.formatted(20))
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T13:00Z ACCEPTED");
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", dear.formatted(21))
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void aConditionThatHasChangedSeesTheCustomerAsOfTheRelease() {
    String ofVips = THREE_HOURS.replace("as: added", "as: added, where: profile.vip == true");
    assertThat(
            added(THREE_HOURS)
                .identify("2024-05-01T10:30Z", Map.of("vip", true))
                .from("2024-05-01T11:00Z", ofVips)
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T13:00Z ACCEPTED");
    assertThat(
            Tale.of("", ofVips)
                .identify("2024-05-01T09:00Z", Map.of("vip", true))
                .at("2024-05-01T10:00Z", "Add")
                .identify("2024-05-01T10:30Z", Map.of("vip", false))
                .from("2024-05-01T11:00Z", ofVips.replace("3h", "4h"))
                .thenNothing()
                .triggers())
        .as("it has not changed, and was satisfied")
        .containsExactly("2024-05-01T14:00Z ACCEPTED");
  }

  @Test
  void aSequenceThatHasNothingLeftToWaitForFires() {
    String at = THREE_HOURS.replace("    - {without: Order, for: 3h}\n", "");
    assertThat(added(THREE_HOURS).from("2024-05-01T11:00Z", at).thenNothing().triggers())
        .containsExactly("2024-05-01T11:00Z ACCEPTED");
  }

  @Test
  void whatWasOverIsNotRevivedByALongerWindow() {
    String both =
        """
        repeat: always
        trigger:
          within: %s
          steps: [{event: Add}, {event: View}]
        actions: [{channel: push, template: t}]
        """;
    for (String wait : new String[] {"2024-05-01T12:00Z", "2024-05-01T12:30Z"}) {
      assertThat(
              added(both.formatted("1h"))
                  .until(wait)
                  .from("2024-05-01T13:00Z", both.formatted("5h"))
                  .at("2024-05-01T14:00Z", "View")
                  .triggers())
          .isEmpty();
    }
    assertThat(
            added(both.formatted("4h"))
                .from("2024-05-01T13:00Z", both.formatted("5h"))
                .at("2024-05-01T14:30Z", "View")
                .triggers())
        .containsExactly("2024-05-01T14:30Z ACCEPTED");
  }

  @Test
  void aSequenceKeepsItsValueOfPer() {
    String perPrice =
        """
        repeat: always
        trigger:
          per: %s
          steps:
            - {event: Add}
            - {without: Order, per: any, for: 3h}
        actions: [{channel: push, template: t}]
        """;
    assertThat(
            added(perPrice.formatted("event.price"))
                .from("2024-05-01T11:00Z", perPrice.formatted("'[event.price, 7]'"))
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T13:00Z ACCEPTED");
    assertThat(
            added(perPrice.formatted("event.price"))
                .from("2024-05-01T11:00Z", perPrice.formatted("event.product"))
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void anActionComesByItsNewDelayButNotBeforeTheRelease() {
    String changed = LATER.replace("delay: 2h", "delay: 30m").replace("delay: 4h", "delay: 6h");
    assertThat(added(LATER).from("2024-05-01T11:00Z", changed).thenNothing().decisions())
        .containsExactly("2024-05-01T11:00Z c0 sent", "2024-05-01T16:00Z c0 sent");
  }

  @Test
  void theTextsOfTheReleaseHold() {
    assertThat(
            added(LATER)
                .from("2024-05-01T11:00Z", LATER.replace("template: old", "template: new"))
                .thenNothing()
                .actions())
        .extracting(ActionRecord::template)
        .containsExactly("new", "new");
  }

  @Test
  void aVariableMayNameTheStepByItsNewName() {
    String renamed =
        LATER
            .replace("as: added", "as: item")
            .replace("delay: 2h", "delay: 2h, variables: {price: item.price}");
    assertThat(added(LATER).from("2024-05-01T11:00Z", renamed).thenNothing().actions().get(0))
        .extracting(ActionRecord::variables)
        .isEqualTo(Map.of("price", 20L));
  }

  @Test
  void whatIsGoneIsDroppedWhenTheReleaseTakesEffect() {
    String one = LATER.replaceFirst("(?m)^.*second.*$", "");
    assertThat(added(LATER).from("2024-05-01T11:00Z", one).thenNothing().decisions())
        .containsExactly("2024-05-01T11:00Z c0 REMOVED", "2024-05-01T12:00Z c0 sent");
    assertThat(added(LATER).from("2024-05-01T11:00Z").thenNothing().decisions())
        .containsExactly("2024-05-01T11:00Z c0 REMOVED", "2024-05-01T11:00Z c0 REMOVED");
    assertThat(
            added(LATER)
                .from("2024-05-01T11:00Z", "status: paused\n" + LATER)
                .thenNothing()
                .decisions())
        .containsExactly("2024-05-01T11:00Z c0 PAUSED", "2024-05-01T11:00Z c0 PAUSED");
  }

  @Test
  void aPauseEndsSequencesForGood() {
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", "status: paused\n" + THREE_HOURS)
                .from("2024-05-01T12:00Z", THREE_HOURS)
                .thenNothing()
                .triggers())
        .isEmpty();
  }

  @Test
  void aDeferralThatIsUnderWayEndsWhenItWouldHave() {
    String quiet = "quiet-hours: [{channels: [push], from: \"21:00\", to: \"09:00\"}]\n";
    Tale tale =
        Tale.of(quiet, LATER)
            .at("2024-05-01T21:00Z", "Add")
            .fromUnder("2024-05-02T01:00Z", "", LATER.replace("delay: 4h", "delay: 24h"))
            .thenNothing();
    assertThat(tale.decisions())
        .startsWith(
            "2024-05-01T23:00Z c0 until 2024-05-02T09:00Z QUIET_HOURS",
            "2024-05-02T09:00Z c0 sent");
  }

  @Test
  void aLongerRepeatKnowsTheLastMonth() {
    String daily = Tale.answer("Add", "push").replace("repeat: always", "repeat: every 1d");
    Tale tale =
        Tale.of("", daily)
            .at("2024-05-01T10:00Z", "Add")
            .from("2024-05-20T10:00Z", daily.replace("1d", "30d"))
            .at("2024-05-30T10:00Z", "Add")
            .at("2024-05-31T10:00Z", "Add");
    assertThat(tale.triggers())
        .containsExactly(
            "2024-05-01T10:00Z ACCEPTED",
            "2024-05-30T10:00Z REPEATED",
            "2024-05-31T10:00Z ACCEPTED");
  }

  @Test
  void severalReleasesAreTakenOneAfterTheOther() {
    Tale tale =
        added(LATER)
            .from("2024-05-01T10:30Z", LATER.replace("delay: 4h", "delay: 5h"))
            .from("2024-05-01T11:00Z", LATER.replace("delay: 4h", "delay: 6h"))
            .from("2024-05-01T11:30Z", LATER)
            .thenNothing();
    assertThat(tale.decisions())
        .containsExactly("2024-05-01T12:00Z c0 sent", "2024-05-01T14:00Z c0 sent");
    assertThat(
            added(LATER)
                .from("2024-05-01T10:30Z")
                .from("2024-05-01T11:00Z", LATER)
                .thenNothing()
                .decisions())
        .as("what was gone for a while is gone")
        .containsExactly("2024-05-01T10:30Z c0 REMOVED", "2024-05-01T10:30Z c0 REMOVED");
  }

  @Test
  void aLateEventIsJudgedByTheReleaseThatItMeets() {
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", THREE_HOURS.replace("Order", "Return"))
                .late("2024-05-01T10:30Z", "Return", "2024-05-01T12:00Z")
                .thenNothing()
                .triggers())
        .isEmpty();
    assertThat(
            added(THREE_HOURS)
                .from("2024-05-01T11:00Z", THREE_HOURS.replace("Order", "Return"))
                .late("2024-05-01T10:30Z", "Order", "2024-05-01T12:00Z")
                .thenNothing()
                .triggers())
        .containsExactly("2024-05-01T13:00Z ACCEPTED");
  }
}
