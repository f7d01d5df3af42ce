package io.campanile.connectors.json;

import io.campanile.model.ActionRecord;
import io.campanile.model.CampaignClass;
import io.campanile.model.Channel;
import io.campanile.model.Check;
import io.campanile.model.DeadLetter;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Ids;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.ReleaseRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of each type: {@code full} with every field, {@code bare} with null wherever it may be.
 */
public final class Samples {

  private static final Instant FIRED = Instant.parse("2017-11-24T16:04:58Z");
  private static final Instant DUE = Instant.parse("2017-11-24T17:04:58Z");
  private static final String RELEASE = "3f2c9a7d";

  /** The same trigger for all records. */
  public static final String TRIGGER_ID =
      Ids.triggerId("cart-abandonment", "u-17", "p-42", FIRED.toEpochMilli(), "m-9");

  private Samples() {}

  /** A trigger that was suppressed, with a trace of every kind of value. */
  public static TriggerRecord fullTrigger() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("text", "a \"quoted\" é😀\n");
    values.put("whole", 17L);
    values.put("decimal", 5.0);
    values.put("infinite", Double.POSITIVE_INFINITY);
    values.put("truth", true);
    values.put("nothing", null);
    values.put("time", FIRED);
    values.put("list", Arrays.asList(1L, null, Map.of("a", 1.5)));
    return new TriggerRecord(
        TriggerRecord.SCHEMA_VERSION,
        TRIGGER_ID,
        "cart-abandonment",
        RELEASE,
        "u-17",
        "p-42",
        FIRED,
        List.of("m-1", "m-9"),
        TriggerRecord.Outcome.SUPPRESSED,
        TriggerRecord.Reason.NOT_IN_AUDIENCE,
        List.of(new Check("audience", null, false, values)));
  }

  /** A trigger that was accepted. */
  public static TriggerRecord bareTrigger() {
    return new TriggerRecord(
        TriggerRecord.SCHEMA_VERSION,
        TRIGGER_ID,
        "cart-abandonment",
        RELEASE,
        "u-17",
        "",
        FIRED,
        List.of("m-9"),
        TriggerRecord.Outcome.ACCEPTED,
        null,
        List.of());
  }

  /** A decision that put an action off. */
  public static DecisionRecord fullDecision() {
    return decision(
        DecisionRecord.Outcome.DEFERRED, DUE, DecisionRecord.Reason.CAPPED, "sms-daily");
  }

  /** A decision to send. */
  public static DecisionRecord bareDecision() {
    return decision(DecisionRecord.Outcome.SENT, null, null, null);
  }

  private static DecisionRecord decision(
      DecisionRecord.Outcome outcome,
      @Nullable Instant until,
      DecisionRecord.@Nullable Reason reason,
      @Nullable String rule) {
    return new DecisionRecord(
        DecisionRecord.SCHEMA_VERSION,
        Ids.actionId(TRIGGER_ID, 1),
        TRIGGER_ID,
        "cart-abandonment",
        RELEASE,
        "u-17",
        "p-42",
        Channel.SMS,
        1,
        DUE,
        DUE,
        outcome,
        until,
        reason,
        rule,
        "Europe/London",
        List.of(new Check("cap", rule, reason == null, Map.of("sent", 0L, "at-most", 1L))));
  }

  /** A text message. */
  public static ActionRecord fullAction() {
    return action(Channel.SMS, ActionRecord.Operation.SEND, "+447700900123", "en-GB");
  }

  /** An entry into an audience, which needs no address. */
  public static ActionRecord bareAction() {
    return action(Channel.ADS, ActionRecord.Operation.AUDIENCE_ADD, null, null);
  }

  private static ActionRecord action(
      Channel channel,
      ActionRecord.Operation operation,
      @Nullable String address,
      @Nullable String locale) {
    return new ActionRecord(
        ActionRecord.SCHEMA_VERSION,
        Ids.actionId(TRIGGER_ID, 1),
        operation,
        "u-17",
        channel,
        CampaignClass.MARKETING,
        address,
        "cart-reminder-short",
        Map.of("product", "p-42"),
        locale,
        "Europe/London",
        new ActionRecord.CampaignRef("cart-abandonment", RELEASE, List.of("promotional"), 70),
        new ActionRecord.TriggerRef(TRIGGER_ID, "p-42", FIRED, List.of("m-1", "m-9")),
        1,
        DUE,
        DUE,
        DUE.plusSeconds(6 * 3600));
  }

  /** What was deleted. */
  public static PrivacyRecord fullPrivacy() {
    return new PrivacyRecord(
        PrivacyRecord.SCHEMA_VERSION,
        "erase-1",
        PrivacyRecord.Operation.ERASED,
        "u-17",
        DUE,
        DUE.plusSeconds(1),
        Map.of("waitingActions", 2L));
  }

  /** A record from a topic. */
  public static DeadLetter fullDeadLetter() {
    return letter(Raw.arrived(Raw.event(",\"userId\":17")));
  }

  /** A customer of whom something is known. */
  public static ProfileRecord fullProfile() {
    return new ProfileRecord(
        ProfileRecord.SCHEMA_VERSION,
        "u-17",
        DUE,
        FIRED,
        DUE,
        Map.of("first_name", "Ann", "last_order", FIRED, "orders_90d", 2L),
        List.of("frequent-buyer"),
        Map.of("email", true),
        Map.of("email", Map.of("basis", "newsletter form", "at", FIRED)),
        Map.of("email", Map.of("address", "ann@shop.example", "usable", true)),
        RELEASE);
  }

  /** A customer of whom nothing is known. */
  public static ProfileRecord bareProfile() {
    return new ProfileRecord(
        ProfileRecord.SCHEMA_VERSION,
        "u-17",
        DUE,
        FIRED,
        DUE,
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        RELEASE);
  }

  /** A customer entered a segment. */
  public static SegmentRecord entered() {
    return new SegmentRecord(
        SegmentRecord.SCHEMA_VERSION, "u-17", "lapsed", SegmentRecord.Change.ENTERED, DUE, RELEASE);
  }

  /** A record of history that is no text. */
  public static DeadLetter bareDeadLetter() {
    byte[] bytes = {'{', (byte) 0xFF, '}'};
    return letter(
        new RawRecord(bytes, bytes.length, "history", "a.jsonl", 0, 5, RawRecord.NO_ARRIVAL));
  }

  private static DeadLetter letter(RawRecord raw) {
    return ((Ingested.Bad) new EventReader().read(raw)).letter();
  }

  /** A release with two files. */
  public static ReleaseRecord fullRelease() {
    return new ReleaseRecord(
        ReleaseRecord.SCHEMA_VERSION,
        RELEASE,
        DUE,
        FIRED,
        "ann",
        "77c1f04d9e2a",
        Map.of("policy.yaml", "grace: 1h\n", "campaigns/cart.yaml", "campaign: cart # é😀\n"));
  }

  /** A release that nobody put their name to. */
  public static ReleaseRecord bareRelease() {
    return new ReleaseRecord(
        ReleaseRecord.SCHEMA_VERSION, RELEASE, DUE, FIRED, null, null, Map.of());
  }
}
