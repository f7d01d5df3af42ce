package io.campanile.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.cli.explain.RecordReader.UnexpectedRecordException;
import io.campanile.connectors.json.RecordJson;
import io.campanile.connectors.output.Stream;
import io.campanile.model.ActionRecord.Operation;
import io.campanile.model.Channel;
import io.campanile.model.Check;
import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import io.campanile.model.DecisionRecord.Reason;
import io.campanile.model.TriggerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no small replay brings forth: changes of campaigns, outages, records of other versions. */
class RareReasonsTest {

  private static final Instant FIRED = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant DUE = Instant.parse("2026-03-02T11:00:00Z");

  @Test
  void tellsWhatAChangeOfCampaignsDid() {
    assertThat(told(decision(Outcome.DROPPED, Reason.PAUSED)))
        .isEqualTo(
            "Not sent at Mon 2 Mar 2026 11:00: its campaign was paused while it waited. [PAUSED]");
    assertThat(told(decision(Outcome.DROPPED, Reason.REMOVED)))
        .isEqualTo(
            "Not sent at Mon 2 Mar 2026 11:00: its campaign, or this action in it, was removed"
                + " while it waited. [REMOVED]");
  }

  @Test
  void tellsThatTooMuchWaited() {
    Check check = new Check("limit", null, false, Map.of("atMost", 200));
    assertThat(told(decision(Outcome.DROPPED, Reason.LIMIT, check)))
        .isEqualTo(
            "Not sent at Mon 2 Mar 2026 11:00: too many actions were waiting for this customer"
                + " already; at most 200 may. [LIMIT]");
  }

  @Test
  void tellsAnOutageFromAnActionThatWasOfNoMoreUse() {
    Check check =
        new Check(
            "grace",
            null,
            false,
            Map.of("wallClock", Instant.parse("2026-03-02T18:30:00Z"), "grace", "6h"));
    assertThat(told(decision(Outcome.DROPPED, Reason.EXPIRED, check)))
        .isEqualTo(
            "Not sent at Mon 2 Mar 2026 11:00: it came up then, but the job was behind and got to"
                + " it only at Mon 2 Mar 2026 18:30, and the grace is 6 hours. [EXPIRED]");
  }

  @Test
  void tellsThatTheEventThatCancelsCameLate() {
    Check check =
        new Check(
            "cancel-on",
            null,
            false,
            Map.of(
                "event",
                "Order Completed",
                "messageId",
                "m-7",
                "at",
                Instant.parse("2026-03-01T10:50:00Z"),
                "late",
                true));
    assertThat(told(decision(Outcome.CANCELLED, Reason.CANCELLED, check)))
        .isEqualTo(
            "Taken back at Mon 2 Mar 2026 11:00: Order Completed happened at Sun 1 Mar 2026 10:50"
                + " (m-7), and arrived late. [CANCELLED]");
  }

  @Test
  void tellsWhoWasTakenOutOfAnAudience() {
    DecisionRecord sent = decision(Outcome.SENT, null);
    SentAction action = new SentAction(sent.actionId(), Operation.AUDIENCE_REMOVE, "carts", DUE);
    assertThat(lines(List.of(), List.of(sent), List.of(action)))
        .anyMatch(
            line -> line.endsWith("Taken out of the audience carts at Mon 2 Mar 2026 11:00."));
  }

  /** Whatever a version leaves out of the trace, a sentence stays a sentence. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void hasASentenceEvenWithoutATrace(Reason reason) {
    for (Outcome outcome : List.of(Outcome.DEFERRED, Outcome.DROPPED, Outcome.CANCELLED)) {
      assertThat(told(decision(outcome, reason)))
          .endsWith(". [" + reason + "]")
          .doesNotContain("null", "Optional", "  ", " .", " ,");
    }
  }

  @Test
  void tellsOfDecisionsWhoseTriggerIsGone() {
    assertThat(lines(List.of(), List.of(decision(Outcome.DROPPED, Reason.PAUSED)), List.of()))
        .contains("cart-abandonment for \"p-1\" fired before the first record that is left of it");
  }

  @Test
  void tellsWhatStillWaits() {
    assertThat(lines(List.of(trigger()), List.of(), List.of()))
        .contains(
            "1 trigger fired; actions: 1 waiting.",
            "  Because of the messages m-1, m-2.",
            "  sms: Waiting: comes up at Mon 2 Mar 2026 11:00.");
  }

  @Test
  void tellsARecordThatCameTwiceOnce() {
    DecisionRecord sent = decision(Outcome.SENT, null);
    assertThat(lines(List.of(trigger(), trigger()), List.of(sent, sent), List.of()))
        .contains("1 trigger fired; actions: 1 sent.")
        .filteredOn(line -> line.contains("Sent at"))
        .hasSize(1);
  }

  @Test
  void showsNothingThatCouldMoveTheCursor() {
    CustomerRecords records =
        new CustomerRecords("u\u001b[2J\u202e", List.of(trigger()), List.of(), List.of());
    assertThat(PlainText.of(Explanation.of(records, Optional.empty())).get(0))
        .startsWith("Customer u?[2J?. ");
  }

  @Test
  void saysWhichOfTwoEqualTimesItMeans() {
    LocalClock clock = new LocalClock(ZoneId.of("Europe/London"));
    assertThat(clock.full(Instant.parse("2026-10-25T00:30:00Z")))
        .isEqualTo("Sun 25 Oct 2026 01:30 (UTC+01:00)");
    assertThat(clock.full(Instant.parse("2026-10-25T01:30:00Z")))
        .isEqualTo("Sun 25 Oct 2026 01:30 (UTC)");
    assertThat(clock.full(Instant.parse("2026-07-01T11:00:05Z")))
        .isEqualTo("Wed 1 Jul 2026 12:00:05");
  }

  @Test
  void readsTimesAsTheyAreTyped() {
    LocalClock clock = new LocalClock(ZoneId.of("America/New_York"));
    Instant noon = Instant.parse("2026-03-02T12:00:00Z");
    assertThat(
            List.of(
                "2026-03-02T12:00:00Z",
                "2026-03-02T13:00:00+01:00",
                "2026-03-02 07:00",
                "2026-03-02T07:00:00"))
        .allSatisfy(text -> assertThat(clock.parse(text)).contains(noon));
    assertThat(clock.parse("yesterday")).isEmpty();
  }

  @Test
  void passesOverFieldsThatItDoesNotKnowAndNamesWhatIsMissing() throws Exception {
    byte[] newer = replaced("\"campaign\":", "\"mood\":{\"a\":[1]},\"campaign\":");
    CustomerSearch search = new CustomerSearch("u-1");
    search.take(Stream.TRIGGERS, newer);
    assertThat(search.records().triggers()).hasSize(1);

    assertThatThrownBy(() -> take(replaced("\"campaign\":", "\"campain\":")))
        .isInstanceOf(UnexpectedRecordException.class)
        .hasMessage("the field `campaign` is missing");
    assertThatThrownBy(() -> take(replaced("\"accepted\"", "\"adopted\"")))
        .hasMessage(
            "`outcome` is \"adopted\", expected one of "
                + Arrays.toString(TriggerRecord.Outcome.values())
                + "; was it written by a newer version?");
    assertThatThrownBy(() -> take("[1]".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("found no JSON object, expected a record");
  }

  private static void take(byte[] json) throws UnexpectedRecordException {
    new CustomerSearch("u-1").take(Stream.TRIGGERS, json);
  }

  private static byte[] replaced(String found, String other) {
    String json = new String(RecordJson.write(trigger()), StandardCharsets.UTF_8);
    return json.replace(found, other).getBytes(StandardCharsets.UTF_8);
  }

  private static String told(DecisionRecord decision) {
    List<String> lines = lines(List.of(trigger()), List.of(decision), List.of());
    String last = lines.get(lines.size() - 1).strip();
    return last.startsWith("Waiting: ")
        ? lines.get(lines.size() - 2).strip()
        : last.replaceFirst("^sms: ", "");
  }

  private static List<String> lines(
      List<TriggerRecord> triggers, List<DecisionRecord> decisions, List<SentAction> actions) {
    List<TriggerRecord> read = triggers.stream().map(RareReasonsTest::overTheWire).toList();
    CustomerRecords records =
        new CustomerRecords(
            "u-1", read, decisions.stream().map(RareReasonsTest::overTheWire).toList(), actions);
    return PlainText.of(Explanation.of(records, Optional.empty()));
  }

  private static TriggerRecord overTheWire(TriggerRecord record) {
    try {
      return RecordReader.trigger(RecordReader.json(RecordJson.write(record)));
    } catch (UnexpectedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static DecisionRecord overTheWire(DecisionRecord record) {
    try {
      return RecordReader.decision(RecordReader.json(RecordJson.write(record)));
    } catch (UnexpectedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static TriggerRecord trigger() {
    Check scheduled =
        new Check(
            "actions",
            null,
            true,
            Map.of("scheduled", List.of(Map.of("position", 1, "channel", "sms", "dueAt", DUE))));
    return new TriggerRecord(
        1,
        "t-1",
        "cart-abandonment",
        "r-1",
        "u-1",
        "p-1",
        FIRED,
        List.of("m-1", "m-2"),
        TriggerRecord.Outcome.ACCEPTED,
        null,
        List.of(scheduled));
  }

  private static DecisionRecord decision(Outcome outcome, @Nullable Reason reason, Check... trace) {
    return new DecisionRecord(
        1,
        "t-1-1",
        "t-1",
        "cart-abandonment",
        "r-1",
        "u-1",
        "p-1",
        Channel.SMS,
        1,
        DUE,
        DUE,
        outcome,
        outcome == Outcome.DEFERRED ? Instant.parse("2026-03-02T12:00:00Z") : null,
        reason,
        reason == Reason.CAPPED ? "sms-daily" : null,
        "Europe/London",
        List.of(trace));
  }
}
