package io.campanile.jobs.detect;

import static io.campanile.jobs.detect.Plans.event;
import static io.campanile.jobs.detect.Plans.plan;
import static io.campanile.jobs.detect.Plans.times;
import static io.campanile.jobs.detect.Plans.within;
import static io.campanile.jobs.detect.Plans.without;
import static io.campanile.jobs.detect.Plans.withoutFor;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pattern language's page, rule by rule, told as stories; every engine must tell the same. */
abstract class RulesOfSequences {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Detector detector = detector();

  abstract Detector detector();

  private Story story(TriggerPlan plan) {
    return new Story(detector, plan);
  }

  @AfterEach
  void close() {
    detector.close();
  }

  @Test
  void firesWhenTheEventsComeInOrder() {
    Story story =
        story(plan(event("view"), event("add"))).at(1, "view").at(2, "other").at(3, "add");
    assertThat(story.fired()).containsExactly("3: view1 add3");
    assertThat(story.nothingIsUnderWay()).isTrue();
  }

  @Test
  void isSilentWhenTheEventsComeInAnotherOrder() {
    assertThat(story(plan(event("view"), event("add"))).at(1, "add").at(2, "view").fired())
        .isEmpty();
  }

  @Test
  void oneEventCanBeTheWholeSequence() {
    assertThat(story(plan(event("view"))).at(1, "view").at(2, "view").fired())
        .containsExactly("1: view1", "2: view2");
  }

  @Test
  void theMostRecentFittingEventsCount() {
    TriggerPlan plan = plan(event("view"), event("add"), event("order"));
    Story story =
        story(plan)
            .at(1, "view")
            .at(2, "add")
            .at(3, "view")
            .at(4, "add")
            .at(5, "view")
            .at(6, "order");
    assertThat(story.fired()).containsExactly("6: view3 add4 order6");
  }

  @Test
  void theThirdViewFiresAndThenItTakesThreeMore() {
    Story story = story(plan(times(3, "view")));
    for (int minute = 1; minute <= 7; minute++) {
      story.at(minute, "view");
    }
    assertThat(story.fired()).containsExactly("3: view1 view2 view3", "6: view4 view5 view6");
  }

  @Test
  void oneEventIsNotTwoStepsOfOneSequence() {
    TriggerPlan plan = plan(event("view"), event("view"));
    assertThat(story(plan).at(1, "view").fired()).isEmpty();
    assertThat(story(plan).at(1, "view").at(2, "view").fired()).containsExactly("2: view1 view2");
  }

  @Test
  void exactlyTheTriggersWithinIsTooLate() {
    TriggerPlan plan = plan(HOUR, event("view"), event("add"));
    assertThat(story(plan).at(0, "view").at(60, "add").fired()).isEmpty();
    assertThat(story(plan).at(0, "view").atMillis(60 * Story.MINUTE - 1, "add", "add").fired())
        .containsExactly("59: view0 add");
  }

  @Test
  void exactlyAStepsWithinIsTooLate() {
    TriggerPlan plan = plan(event("view"), within(TEN_MINUTES, event("add")));
    assertThat(story(plan).at(0, "view").at(10, "add").fired()).isEmpty();
    assertThat(story(plan).at(0, "view").atMillis(10 * Story.MINUTE - 1, "add", "add").fired())
        .containsExactly("9: view0 add");
  }

  @Test
  void aStepsWithinCountsFromThePreviousStepNotFromTheEventBefore() {
    TriggerPlan plan = plan(event("view"), within(TEN_MINUTES, times(2, "add")));
    assertThat(story(plan).at(0, "view").at(6, "add").at(12, "add").fired()).isEmpty();
    assertThat(story(plan).at(0, "view").at(6, "add").at(9, "add").fired())
        .containsExactly("9: view0 add6 add9");
  }

  @Test
  void aStepsWithinCountsFromTheLastEventOfThePreviousStep() {
    TriggerPlan plan = plan(times(2, "view"), within(TEN_MINUTES, event("add")));
    assertThat(story(plan).at(0, "view").at(30, "view").at(39, "add").fired())
        .containsExactly("39: view0 view30 add39");
  }

  @Test
  void aNewerBeginningOpensTheWindowAnew() {
    TriggerPlan plan = plan(HOUR, event("view"), event("add"));
    assertThat(story(plan).at(0, "view").at(50, "view").at(70, "add").fired())
        .containsExactly("70: view50 add70");
  }

  @Test
  void aWithoutEventBetweenGivesTheSequenceUp() {
    TriggerPlan plan = plan(event("view"), without("order"), event("add"));
    assertThat(story(plan).at(1, "view").at(2, "order").at(3, "add").fired()).isEmpty();
    assertThat(story(plan).at(1, "order").at(2, "view").at(3, "add").fired())
        .containsExactly("3: view2 add3");
    assertThat(story(plan).at(1, "view").at(2, "order").at(3, "view").at(4, "add").fired())
        .containsExactly("4: view3 add4");
  }

  @Test
  void aWithoutEventMattersOnlyBetweenItsNeighbours() {
    TriggerPlan plan = plan(event("view"), without("order"), event("add"), event("pay"));
    assertThat(story(plan).at(1, "view").at(2, "add").at(3, "order").at(4, "pay").fired())
        .containsExactly("4: view1 add2 pay4");
  }

  @Test
  void aWithoutStepGuardsTheLastCopyOnly() {
    TriggerPlan plan = plan(times(2, "view"), without("order"), event("add"));
    assertThat(story(plan).at(1, "view").at(2, "order").at(3, "view").at(4, "add").fired())
        .containsExactly("4: view1 view3 add4");
    assertThat(story(plan).at(1, "view").at(2, "view").at(3, "order").at(4, "add").fired())
        .isEmpty();
  }

  @Test
  void anEventThatIsTheNextStepAndMustNotComeDoesNotGoOn() {
    TriggerPlan plan = plan(event("view"), without("add"), event("add"));
    assertThat(story(plan).at(1, "view").at(2, "add").fired()).isEmpty();
  }

  @Test
  void anEventThatMustNotComeCanBeginAnew() {
    TriggerPlan plan = plan(event("view"), without("view"), event("add"));
    assertThat(story(plan).at(1, "view").at(2, "view").at(3, "add").fired())
        .containsExactly("3: view2 add3");
  }

  @Test
  void firesOneHourAfterTheLastAdd() {
    TriggerPlan plan = plan(event("add"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(0, "add").at(30, "add").thenNothing().fired())
        .containsExactly("90: add30");
  }

  @Test
  void isSilentWhenTheOrderComesInTime() {
    TriggerPlan plan = plan(event("add"), withoutFor(HOUR, "order"));
    Story story = story(plan).at(0, "add").at(59, "order").thenNothing();
    assertThat(story.fired()).isEmpty();
    assertThat(story.nothingIsUnderWay()).isTrue();
  }

  @Test
  void anOrderAtExactlyThatTimeComesTooLate() {
    TriggerPlan plan = plan(event("add"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(0, "add").at(60, "order").fired()).containsExactly("60: add0");
  }

  @Test
  void anAddAtExactlyThatTimeComesTooLateToStartTheWaitAgain() {
    TriggerPlan plan = plan(event("add"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(0, "add").at(60, "add").thenNothing().fired())
        .containsExactly("60: add0", "120: add60");
  }

  @Test
  void theFinalWaitIsNotPartOfTheTriggersWithin() {
    TriggerPlan plan = plan(HOUR, event("view"), event("add"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(0, "view").at(59, "add").thenNothing().fired())
        .containsExactly("119: view0 add59");
  }

  @Test
  void aBeginningDuringTheWaitDoesNotDisturbIt() {
    TriggerPlan plan = plan(event("view"), event("add"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(0, "view").at(1, "add").at(30, "view").thenNothing().fired())
        .containsExactly("61: view0 add1");
  }

  @Test
  void whatBeganAfterTheMatchGoesOn() {
    TriggerPlan plan = plan(event("view"), event("add"), withoutFor(HOUR, "order"));
    Story story = story(plan).at(0, "view").at(1, "add").at(30, "view").at(70, "add").thenNothing();
    assertThat(story.fired()).containsExactly("61: view0 add1", "130: view30 add70");
  }

  @Test
  void whatBeganBeforeTheMatchEndedIsOver() {
    TriggerPlan plan = plan(event("view"), event("add"));
    assertThat(story(plan).at(0, "view").at(1, "add").at(2, "add").fired())
        .containsExactly("1: view0 add1");
    TriggerPlan waiting = plan(event("view"), event("add"), withoutFor(HOUR, "order"));
    assertThat(story(waiting).at(0, "view").at(1, "add").at(70, "add").thenNothing().fired())
        .containsExactly("61: view0 add1");
  }

  @Test
  void eventsOfOneMomentAreTakenOneAfterTheOther() {
    TriggerPlan plan = plan(event("view"), event("add"));
    assertThat(story(plan).at(5, "view", "a").at(5, "add", "b").fired()).containsExactly("5: a b");
    assertThat(story(plan).at(5, "add", "a").at(5, "view", "b").fired()).isEmpty();
  }

  @Test
  void theLaterOfTwoEventsOfOneMomentIsTheMoreRecent() {
    TriggerPlan plan = plan(event("view"), event("add"));
    assertThat(story(plan).at(5, "view", "a").at(5, "view", "b").at(6, "add", "c").fired())
        .containsExactly("6: b c");
  }

  @Test
  void whatBeganAtTheMomentOfTheMatchButAfterItGoesOn() {
    TriggerPlan plan = plan(event("view"), event("add"));
    Story story =
        story(plan).at(5, "view", "a").at(5, "add", "b").at(5, "view", "c").at(6, "add", "d");
    assertThat(story.fired()).containsExactly("5: a b", "6: c d");
  }

  @Test
  void whatBeganAtTheMomentOfTheMatchsLastEventButAfterItOutlivesTheWait() {
    TriggerPlan plan = plan(event("view"), event("add"), withoutFor(HOUR, "order"));
    Story story =
        story(plan).at(5, "view", "a").at(5, "add", "b").at(5, "view", "c").at(70, "add", "d");
    assertThat(story.thenNothing().fired()).containsExactly("65: a b", "130: c d");
  }

  @Test
  void aSequenceCanBeginAtTimeZero() {
    TriggerPlan plan = plan(event("view"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(0, "view").thenNothing().fired()).containsExactly("60: view0");
  }

  @Test
  void aLateOrderStopsTheWaitThatBeganBeforeIt() {
    TriggerPlan plan = plan(event("add"), withoutFor(HOUR, "order"));
    assertThat(
            story(plan).at(10, "add").at(30, "other").late(20, "order", "o").thenNothing().fired())
        .isEmpty();
    assertThat(story(plan).at(10, "add").late(10, "order", "o").thenNothing().fired()).isEmpty();
  }

  @Test
  void aLateOrderLeavesAWaitThatBeganAfterIt() {
    TriggerPlan plan = plan(event("add"), withoutFor(HOUR, "order"));
    assertThat(story(plan).at(30, "add").late(20, "order", "o").thenNothing().fired())
        .containsExactly("90: add30");
  }

  @Test
  void aLateEventBeginsNothingAndContinuesNothing() {
    TriggerPlan plan = plan(event("view"), event("add"));
    Story story = story(plan).at(1, "view").late(2, "add", "a").late(2, "view", "v").at(3, "add");
    assertThat(story.fired()).containsExactly("3: view1 add3");
  }
}
