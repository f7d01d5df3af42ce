package io.campanile.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.campanile.jobs.tally.Lane;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.model.ActionRecord;
import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.Ids;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as the same, and why something is not sent. */
class ComparerTest {

  private static final String TWO_EMAILS =
      "{channel: email, template: a}, {channel: email, template: b, delay: 1d}";
  private static final Instant T = Instant.parse("2026-03-02T10:00:00Z");
  private static final Lane EMAIL = new Lane("c", "email");

  private final VersionLog before = new VersionLog();
  private final VersionLog after = new VersionLog();

  private static Patterns patterns(String actions) {
    return read(Map.of("c", "actions: [" + actions + "]\n"));
  }

  private static Patterns read(Map<String, String> campaigns) {
    TreeMap<String, String> files = new TreeMap<>();
    campaigns.forEach(
        (name, rest) ->
            files.put(
                "campaigns/" + name + ".yaml",
                "campaign: " + name + "\ntrigger: {steps: [{event: E}]}\n" + rest));
    Reading reading = PatternReader.read(new PatternFiles(files));
    assertThat(reading).isInstanceOf(Reading.Valid.class);
    return ((Reading.Valid) reading).patterns();
  }

  private static DecisionRecord decision(
      int position, Instant at, Outcome outcome, @Nullable Reason reason, @Nullable String rule) {
    return new DecisionRecord(
        1,
        Ids.actionId("t-" + at, position),
        "t-" + at,
        "c",
        "r",
        "u",
        "k",
        Channel.EMAIL,
        position,
        at,
        at,
        outcome,
        null,
        reason,
        rule,
        "UTC",
        List.of());
  }

  private static void sent(VersionLog log, int position, Instant at, String template) {
    DecisionRecord decision = decision(position, at, Outcome.SENT, null, null);
    log.decision(decision);
    log.action(
        new ActionRecord(
            1,
            decision.actionId(),
            ActionRecord.Operation.SEND,
            "u",
            Channel.EMAIL,
            CampaignClass.MARKETING,
            null,
            template,
            Map.of(),
            null,
            "UTC",
            new ActionRecord.CampaignRef("c", "r", List.of(), 50),
            new ActionRecord.TriggerRef("t", "k", at, List.of()),
            position,
            at,
            at,
            at));
  }

  private Difference compare(String actionsBefore, String actionsAfter) {
    return compare(patterns(actionsBefore), patterns(actionsAfter));
  }

  private Difference compare(Patterns patternsBefore, Patterns patternsAfter) {
    Comparer comparer =
        new Comparer(patternsBefore, patternsAfter, new ReplayTally(), new ReplayTally());
    comparer.customer("u", before, after);
    return comparer.difference();
  }

  /** Same, changed, moved, more, fewer. */
  private static void assertChanges(Difference difference, long... counts) {
    assertThat(difference.changes().rows().get(EMAIL)).containsExactly(counts);
  }

  private static Instant hours(long hours) {
    return T.plus(Duration.ofHours(hours));
  }

  @Test
  void theSameAtTheSameMomentIsNoDifference() {
    sent(before, 0, T, "a");
    sent(after, 0, T, "a");
    Difference difference =
        compare("{channel: email, template: a}", "{channel: email, template: a}");
    assertChanges(difference, 1, 0, 0, 0, 0);
    assertThat(difference.customersChanged()).isZero();
    assertThat(difference.examples()).isEmpty();
  }

  @Test
  void anotherMomentWithinAWeekIsAMove() {
    sent(before, 0, T, "a");
    sent(after, 0, hours(7 * 24), "a");
    Difference difference =
        compare("{channel: email, template: a}", "{channel: email, template: a}");
    assertChanges(difference, 0, 0, 1, 0, 0);
    assertThat(difference.shifts().rows().get(EMAIL)).containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void furtherThanAWeekIsOneFewerAndOneMore() {
    sent(before, 0, T, "a");
    sent(after, 0, hours(7 * 24).plusMillis(1), "a");
    assertChanges(
        compare("{channel: email, template: a}", "{channel: email, template: a}"), 0, 0, 0, 1, 1);
  }

  @Test
  void anotherTemplateAtTheSameMomentIsAChange() {
    sent(before, 0, T, "a");
    sent(after, 0, T, "b");
    Difference difference =
        compare("{channel: email, template: a}", "{channel: email, template: b}");
    assertChanges(difference, 0, 1, 0, 0, 0);
    assertThat(difference.examples().get(0).what()).containsExactly("template a → b");
  }

  @Test
  void whatStandsBehindAnActionThatIsGoneIsStillTheSame() {
    sent(before, 0, T, "a");
    sent(before, 1, hours(24), "b");
    sent(after, 0, hours(24), "b");
    Difference difference = compare(TWO_EMAILS, "{channel: email, template: b, delay: 1d}");
    assertChanges(difference, 1, 0, 0, 0, 1);
    assertThat(difference.whys().rows().keySet())
        .containsExactly(new Why("c", "email", Change.FEWER, Why.NO_ACTION, ""));
  }

  @Test
  void whenBothActionsAreDelayedBothHaveMoved() {
    sent(before, 0, T, "a");
    sent(before, 1, hours(24), "b");
    sent(after, 0, hours(24), "a");
    sent(after, 1, hours(48), "b");
    assertChanges(
        compare(
            TWO_EMAILS,
            "{channel: email, template: a, delay: 1d}, {channel: email, template: b, delay: 2d}"),
        0,
        0,
        2,
        0,
        0);
  }

  @Test
  void aWrittenIdHoldsWhereTheTemplateIsAnother() {
    sent(before, 1, T, "a");
    sent(after, 0, T, "z");
    assertChanges(
        compare(
            "{channel: sms, template: s}, {id: main, channel: email, template: a}",
            "{id: main, channel: email, template: z}"),
        0,
        1,
        0,
        0,
        0);
  }

  @Test
  void whyItIsNotSentIsWhatTheOtherVersionDecided() {
    sent(after, 0, T, "a");
    before.decision(decision(0, hours(1), Outcome.DROPPED, Reason.CAPPED, "weekly"));
    before.decision(decision(0, hours(30), Outcome.DROPPED, Reason.NO_CONSENT, null));
    Difference difference =
        compare("{channel: email, template: a}", "{channel: email, template: a}");
    assertThat(difference.whys().rows().keySet())
        .containsExactly(new Why("c", "email", Change.MORE, "CAPPED", "weekly"));
    assertThat(difference.examples().get(0).record()).contains("\"reason\":\"CAPPED\"");
    assertThat(difference.customersChanged()).isEqualTo(1);
  }

  @Test
  void orThatItsTriggerWasSuppressed() {
    sent(before, 0, T, "a");
    after.trigger(
        new TriggerRecord(
            1,
            "t",
            "c",
            "r",
            "u",
            "k",
            hours(2),
            List.of(),
            TriggerRecord.Outcome.SUPPRESSED,
            TriggerRecord.Reason.REPEATED,
            List.of()));
    Difference difference =
        compare("{channel: email, template: a}", "{channel: email, template: a}");
    assertThat(difference.whys().rows().keySet())
        .containsExactly(new Why("c", "email", Change.FEWER, "REPEATED", ""));
  }

  @Test
  void orThatThereIsNoSuchCampaignOrThatItDidNotFire() {
    sent(before, 0, T, "a");
    Patterns with = patterns("{channel: email, template: a}");
    Patterns without = read(Map.of("d", "actions: [{channel: email, template: a}]\n"));
    assertThat(compare(with, without).whys().rows().keySet())
        .containsExactly(new Why("c", "email", Change.FEWER, Why.NO_CAMPAIGN, ""));
    sent(before, 0, T, "a");
    assertThat(compare(with, with).whys().rows().keySet())
        .containsExactly(new Why("c", "email", Change.FEWER, Why.NOT_FIRED, ""));
    sent(before, 0, T, "a");
    Patterns paused =
        read(Map.of("c", "status: paused\nactions: [{channel: email, template: a}]\n"));
    assertThat(compare(with, paused).whys().rows().keySet())
        .containsExactly(new Why("c", "email", Change.FEWER, Why.PAUSED, ""));
  }

  @Test
  void whoHasTooMuchIsCountedAndNotCompared() {
    for (int i = 0; i <= VersionLog.MOST; i++) {
      sent(before, 0, T.plusSeconds(i), "a");
    }
    Difference difference =
        compare("{channel: email, template: a}", "{channel: email, template: a}");
    assertThat(difference.changes().rows()).isEmpty();
    assertThat(difference.customersPassedOver()).isEqualTo(1);
    sent(before, 0, T, "a");
    sent(after, 0, T, "a");
    assertChanges(
        compare("{channel: email, template: a}", "{channel: email, template: a}"), 1, 0, 0, 0, 0);
  }
}
