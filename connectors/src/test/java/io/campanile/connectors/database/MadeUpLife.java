package io.campanile.connectors.database;

import io.campanile.connectors.json.Samples;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.output.Stream;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Ids;
import io.campanile.model.PrivacyRecord;
import io.campanile.model.ProfileRecord;
import io.campanile.model.SegmentRecord;
import io.campanile.model.TriggerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * What a job could write about one customer, topic by topic: it acts, is in segments, is erased and
 * begins anew. The customer's clock never goes back, and moves on behind an erasure.
 */
final class MadeUpLife {

  private static final long START = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();
  private static final List<String> SEGMENTS = List.of("new", "vip", "lapsed");

  final Map<Stream, List<OutputRecord>> topics = new EnumMap<>(Stream.class);

  private final String customer;
  private final Random random;
  private final TreeSet<String> segments = new TreeSet<>();
  private long clockMillis = START;
  private int fired;

  private MadeUpLife(String customer, Random random) {
    this.customer = customer;
    this.random = random;
  }

  /** A life of so many moments. */
  static MadeUpLife of(String customer, int moments, Random random) {
    MadeUpLife life = new MadeUpLife(customer, random);
    for (int i = 0; i < moments; i++) {
      life.live();
    }
    return life;
  }

  private void live() {
    // Now and then, several things happen at the same moment.
    clockMillis += random.nextInt(3) * 1000L;
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> fire();
      case 3, 4, 5 -> change(SEGMENTS.get(random.nextInt(SEGMENTS.size())));
      case 6, 7, 8 -> publish();
      default -> end(random.nextBoolean());
    }
  }

  private void fire() {
    String id = Ids.triggerId("c", customer, "", clockMillis, "m-" + fired++);
    TriggerRecord trigger = Samples.bareTrigger();
    Instant now = Instant.ofEpochMilli(clockMillis);
    write(
        OutputRecords.of(
            new TriggerRecord(
                1,
                id,
                "c",
                "r",
                customer,
                "",
                now,
                List.of("m"),
                trigger.outcome(),
                null,
                List.of())));
    write(OutputRecords.of(decision(id, now, DecisionRecord.Outcome.DEFERRED)));
    clockMillis += random.nextInt(2) * 500L;
    now = Instant.ofEpochMilli(clockMillis);
    write(OutputRecords.of(decision(id, now, DecisionRecord.Outcome.SENT)));
    write(OutputRecords.of(action(id, now)));
  }

  private DecisionRecord decision(String id, Instant now, DecisionRecord.Outcome outcome) {
    DecisionRecord sample = Samples.bareDecision();
    return new DecisionRecord(
        1,
        Ids.actionId(id, 1),
        id,
        "c",
        "r",
        customer,
        "",
        sample.channel(),
        1,
        now,
        now,
        outcome,
        null,
        null,
        null,
        "UTC",
        List.of());
  }

  private ActionRecord action(String id, Instant now) {
    ActionRecord sample = Samples.fullAction();
    return new ActionRecord(
        1,
        Ids.actionId(id, 1),
        sample.operation(),
        customer,
        sample.channel(),
        sample.campaignClass(),
        sample.address(),
        sample.template(),
        sample.variables(),
        null,
        "UTC",
        sample.campaign(),
        sample.trigger(),
        1,
        now,
        now,
        now);
  }

  private void change(String segment) {
    boolean entered = segments.add(segment);
    if (!entered) {
      segments.remove(segment);
    }
    write(
        OutputRecords.of(
            new SegmentRecord(
                1,
                customer,
                segment,
                entered ? SegmentRecord.Change.ENTERED : SegmentRecord.Change.LEFT,
                Instant.ofEpochMilli(clockMillis),
                "r")));
  }

  private void publish() {
    Instant now = Instant.ofEpochMilli(clockMillis);
    write(
        OutputRecords.of(
            new ProfileRecord(
                1,
                customer,
                now,
                now,
                now,
                Map.of("fired", (long) fired),
                List.copyOf(segments),
                Map.of(),
                Map.of(),
                Map.of(),
                "r")));
  }

  /** The customer is erased, or forgotten, or a visitor that becomes somebody. */
  private void end(boolean erased) {
    segments.clear();
    if (erased) {
      Instant now = Instant.ofEpochMilli(clockMillis);
      write(
          OutputRecords.of(
              new PrivacyRecord(
                  1,
                  "erase-" + clockMillis,
                  PrivacyRecord.Operation.ERASED,
                  customer,
                  now.minusSeconds(random.nextInt(10)),
                  now,
                  Map.of())));
    }
    write(OutputRecords.noProfile(customer, clockMillis));
    clockMillis += 1;
  }

  private void write(OutputRecord record) {
    List<OutputRecord> topic = topics.computeIfAbsent(record.stream(), stream -> new ArrayList<>());
    String place = record.stream().topic() + "-0-" + topic.size();
    topic.add(
        new OutputRecord(
            record.stream(), record.key(), place, 0, record.timeMillis(), record.json()));
  }
}
