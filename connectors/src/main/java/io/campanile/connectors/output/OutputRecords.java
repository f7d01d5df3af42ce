package io.campanile.connectors.output;

import io.campanile.connectors.json.RecordJson;
import io.campanile.model.ActionRecord;
import io.campanile.model.DeadLetter;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.time.Instant;
import java.util.Locale;

/** Where each kind of record goes, under which key, and in which order. */
public final class OutputRecords {

  private OutputRecords() {}

  /** Keyed by the customer, at the time it fired. */
  public static OutputRecord of(TriggerRecord record) {
    return new OutputRecord(
        Stream.TRIGGERS,
        record.customerId(),
        record.triggerId(),
        0,
        record.firedAt().toEpochMilli(),
        RecordJson.write(record));
  }

  /** Keyed by the customer, at the time it was decided; what is final comes behind a deferral. */
  public static OutputRecord of(DecisionRecord record) {
    return new OutputRecord(
        Stream.DECISIONS,
        record.customerId(),
        record.actionId(),
        record.outcome() == DecisionRecord.Outcome.DEFERRED ? 0 : 1,
        record.decidedAt().toEpochMilli(),
        RecordJson.write(record));
  }

  /** To its channel, keyed by the customer, at the time it was decided. */
  public static OutputRecord of(ActionRecord record) {
    return new OutputRecord(
        Stream.ofChannel(record.channel()),
        record.customerId(),
        record.actionId(),
        0,
        record.decidedAt().toEpochMilli(),
        RecordJson.write(record));
  }

  /** Keyed by the customer, at the time of the request. */
  public static OutputRecord of(PrivacyRecord record) {
    return new OutputRecord(
        Stream.PRIVACY,
        record.customerId(),
        record.requestId(),
        0,
        record.requestedAt().toEpochMilli(),
        RecordJson.write(record));
  }

  /** Keyed by the customer, at the time of the change. */
  public static OutputRecord of(SegmentRecord record) {
    return new OutputRecord(
        Stream.SEGMENTS,
        record.customerId(),
        record.customerId() + " " + record.segment(),
        0,
        record.at().toEpochMilli(),
        RecordJson.write(record));
  }

  /** Keyed by the customer, at the time that it speaks of. */
  public static OutputRecord of(ProfileRecord record) {
    return new OutputRecord(
        Stream.PROFILES,
        record.customerId(),
        record.customerId(),
        0,
        record.at().toEpochMilli(),
        RecordJson.write(record));
  }

  /** A tombstone for the customer's profile. */
  public static OutputRecord noProfile(String customerId, long timeMillis) {
    return new OutputRecord(Stream.PROFILES, customerId, customerId, 1, timeMillis, new byte[0]);
  }

  /**
   * Keyed by its place, at its arrival. History has no arrival: the number of the line stands in,
   * so that a file of dead letters is in the order of the lines.
   */
  public static OutputRecord of(DeadLetter record) {
    Instant arrivedAt = record.arrivedAt();
    String place = record.topic() + "-" + record.partition() + "-";
    return new OutputRecord(
        Stream.DEAD_LETTERS,
        place + record.offset(),
        // With zeros in front, so that line 10 comes behind line 9.
        place + String.format(Locale.ROOT, "%019d", record.offset()),
        0,
        arrivedAt == null ? record.offset() : arrivedAt.toEpochMilli(),
        RecordJson.write(record));
  }
}
