package io.campanile.connectors.output;

import io.campanile.model.ActionRecord;
import io.campanile.model.Channel;
import io.campanile.model.DeadLetter;
import io.campanile.model.DecisionRecord;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;

/** The streams of records that leave the engine: a topic each, or a file each. */
public enum Stream {
  TRIGGERS(1, "triggers", "trigger", TriggerRecord.SCHEMA_VERSION),
  DECISIONS(2, "decisions", "decision", DecisionRecord.SCHEMA_VERSION),
  PROFILES(3, "profiles", "profile", ProfileRecord.SCHEMA_VERSION),
  SEGMENTS(4, "segments", "segment", SegmentRecord.SCHEMA_VERSION),
  DEAD_LETTERS(5, "dead-letters", "dead-letter", DeadLetter.SCHEMA_VERSION),
  PRIVACY(6, "privacy", "privacy", PrivacyRecord.SCHEMA_VERSION),
  ACTIONS_EMAIL(16, "actions.email", "action", ActionRecord.SCHEMA_VERSION),
  ACTIONS_SMS(17, "actions.sms", "action", ActionRecord.SCHEMA_VERSION),
  ACTIONS_PUSH(18, "actions.push", "action", ActionRecord.SCHEMA_VERSION),
  ACTIONS_ADS(19, "actions.ads", "action", ActionRecord.SCHEMA_VERSION),
  ACTIONS_WEBHOOK(20, "actions.webhook", "action", ActionRecord.SCHEMA_VERSION);

  private static final Stream[] BY_CODE = new Stream[32];

  static {
    for (Stream stream : values()) {
      BY_CODE[stream.code] = stream;
    }
  }

  private final int code;
  private final String topic;
  private final String recordType;
  private final int schemaVersion;

  Stream(int code, String topic, String recordType, int schemaVersion) {
    this.code = code;
    this.topic = topic;
    this.recordType = recordType;
    this.schemaVersion = schemaVersion;
  }

  /** The stable number that stands for this stream between operators; never used again. */
  public int code() {
    return code;
  }

  /** The topic's name, where no prefix is configured. */
  public String topic() {
    return topic;
  }

  /** What one record is: {@code trigger}, {@code action}, … */
  public String recordType() {
    return recordType;
  }

  /** The version of the records' schema. */
  public int schemaVersion() {
    return schemaVersion;
  }

  /** The file's name in a replay: one for all channels, so that a day can be read in order. */
  public String fileName() {
    return switch (this) {
      case TRIGGERS, DECISIONS, PROFILES, SEGMENTS, DEAD_LETTERS, PRIVACY -> topic + ".jsonl";
      case ACTIONS_EMAIL, ACTIONS_SMS, ACTIONS_PUSH, ACTIONS_ADS, ACTIONS_WEBHOOK ->
          "actions.jsonl";
    };
  }

  /** Where a channel's actions go. */
  public static Stream ofChannel(Channel channel) {
    return switch (channel) {
      case EMAIL -> ACTIONS_EMAIL;
      case SMS -> ACTIONS_SMS;
      case PUSH -> ACTIONS_PUSH;
      case ADS -> ACTIONS_ADS;
      case WEBHOOK -> ACTIONS_WEBHOOK;
    };
  }

  /**
   * The stream with this {@link #code}; an unknown code is an error, because it was written by a
   * newer version.
   */
  public static Stream ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("No stream has the code " + code);
    }
    return BY_CODE[code];
  }
}
