package io.campanile.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.campanile.model.Channel;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.model.Ids;
import io.campanile.model.TriggerRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TallyKeeperTest {

  /** A Monday, 10 o'clock in London. */
  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");

  private static final Lane EMAIL = new Lane("cart", "email");

  private final TallyKeeper keeper = new TallyKeeper(ZoneId.of("Europe/London"));
  private int triggers;

  private static Event event(Instant at, String name) {
    return new Event("m", EventType.TRACK, name, "u", null, at.toEpochMilli(), Map.of());
  }

  /** A trigger of which the last event was at a time. */
  private String fired(Instant behaviour, Instant at, int actions) {
    String id = "t-" + triggers++;
    Map<String, @Nullable Object> seen = Map.of("event", "Added", "at", behaviour);
    Map<String, @Nullable Object> scheduled = Map.of("channel", "email");
    keeper.trigger(
        new TriggerRecord(
            1,
            id,
            "cart",
            "r",
            "u",
            "",
            at,
            List.of("m"),
            TriggerRecord.Outcome.ACCEPTED,
            null,
            List.of(
                new Check("steps", null, true, Map.of("events", List.of(seen))),
                new Check(
                    "actions",
                    null,
                    true,
                    Map.of("scheduled", Collections.nCopies(actions, scheduled))))));
    return id;
  }

  private void decided(
      String trigger,
      int position,
      Instant at,
      DecisionRecord.Outcome outcome,
      DecisionRecord.@Nullable Reason reason,
      String zone) {
    keeper.decision(
        new DecisionRecord(
            1,
            Ids.actionId(trigger, position),
            trigger,
            "cart",
            "r",
            "u",
            "",
            Channel.EMAIL,
            position,
            at,
            at,
            outcome,
            outcome == DecisionRecord.Outcome.DEFERRED ? at.plusSeconds(60) : null,
            reason,
            reason == DecisionRecord.Reason.CAPPED ? "weekly" : null,
            zone,
            List.of()));
  }

  private void sent(String trigger, int position, Instant at) {
    decided(trigger, position, at, DecisionRecord.Outcome.SENT, null, "Europe/London");
  }

  private static Instant hours(long hours) {
    return MONDAY.plusSeconds(hours * 3600);
  }

  @Test
  void followsFromTheFirstStepToTheMessage() {
    keeper.began("cart");
    keeper.began("cart");
    String id = fired(MONDAY, hours(1), 2);
    sent(id, 0, hours(1));
    decided(
        id, 1, hours(2), DecisionRecord.Outcome.DEFERRED, DecisionRecord.Reason.QUIET_HOURS, "UTC");
    decided(id, 1, hours(3), DecisionRecord.Outcome.DROPPED, DecisionRecord.Reason.CAPPED, "UTC");
    ReplayTally tally = keeper.tally();
    assertThat(tally.stages().rows().get("cart")).containsExactly(2, 1, 1, 2, 1);
    assertThat(tally.endings().rows().keySet())
        .containsExactly(
            new Ending("cart", "email", Ending.Kind.DROPPED, "CAPPED", "weekly"),
            new Ending("cart", "email", Ending.Kind.DEFERRED, "QUIET_HOURS", ""));
  }

  @Test
  void measuresFromTheLastThingTheCustomerDid() {
    String id = fired(MONDAY, hours(1), 2);
    sent(id, 0, hours(1));
    sent(id, 1, hours(1).plusMillis(1));
    long[] delays = keeper.tally().delays().rows().getOrDefault(EMAIL, new long[0]);
    assertThat(delays[4]).as("up to an hour").isEqualTo(1);
    assertThat(delays[5]).as("up to two hours").isEqualTo(1);
  }

  @Test
  void hoursAreTheCustomersOwn() {
    String id = fired(MONDAY, MONDAY, 3);
    decided(id, 0, MONDAY, DecisionRecord.Outcome.SENT, null, "Europe/London");
    decided(id, 1, MONDAY, DecisionRecord.Outcome.SENT, null, "Asia/Tokyo");
    decided(id, 2, MONDAY, DecisionRecord.Outcome.SENT, null, "Pacific/Honolulu");
    long[] hours = keeper.tally().hours().rows().getOrDefault(EMAIL, new long[0]);
    assertThat(hours[10]).as("Monday 10 in London").isEqualTo(1);
    assertThat(hours[19]).as("Monday 19 in Tokyo").isEqualTo(1);
    assertThat(hours[0]).as("Monday 0 in Honolulu").isEqualTo(1);
  }

  @Test
  void countsWeeksOfCustomersByMessages() {
    keeper.took(event(MONDAY, "Added"));
    String id = fired(MONDAY, MONDAY, 3);
    sent(id, 0, MONDAY);
    sent(id, 1, hours(1));
    keeper.took(event(hours(14 * 24), "Looked"));
    keeper.customerEnds("u-1");
    keeper.took(event(MONDAY, "Looked"));
    keeper.customerEnds("u-2");

    Fatigue fatigue = keeper.tally().fatigue();
    assertThat(fatigue.byChannel().rows().get(Fatigue.ALL)).startsWith(2, 0, 1);
    assertThat(fatigue.busiest())
        .extracting(Fatigue.Busiest::customerId, Fatigue.Busiest::messages)
        .containsExactly(tuple("u-1", 2));
    assertThat(keeper.tally().customers()).isEqualTo(2);
    assertThat(keeper.tally().customersReached()).isEqualTo(1);
  }

  @Test
  void tellsTheStoryOfACustomer() {
    keeper.took(event(MONDAY, "Added"));
    sent(fired(MONDAY, hours(1), 1), 0, hours(1));
    keeper.customerEnds("u-1");
    List<Story> stories = keeper.tally().samples().shown();
    assertThat(stories).hasSize(1);
    assertThat(stories.get(0).lines())
        .extracting(Story.Line::kind)
        .containsExactly(Story.Kind.EVENT, Story.Kind.TRIGGER, Story.Kind.DECISION);
  }

  @Test
  void ofALongStoryTheEndIsKept() {
    for (int i = 0; i < 1000; i++) {
      keeper.took(event(MONDAY.plusSeconds(i), "Looked " + i));
    }
    keeper.customerEnds("u-1");
    Story story = keeper.tally().samples().shown().get(0);
    assertThat(story.lines()).hasSize(CustomerLines.MOST);
    assertThat(story.omitted()).isEqualTo(1000 - CustomerLines.MOST);
    assertThat(story.lines().get(CustomerLines.MOST - 1).text()).isEqualTo("Looked 999");
  }

  @Test
  void whoWasErasedIsNoExample() {
    keeper.took(event(MONDAY, "Added"));
    keeper.took(event(hours(1), "Customer Erased"));
    keeper.customerEnds("u-1");
    assertThat(keeper.tally().samples().shown()).isEmpty();
    assertThat(keeper.tally().customers()).isEqualTo(1);
  }
}
