package io.campanile.jobs.oracle;

import io.campanile.jobs.customer.CustomerRun;
import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.ActionRecord;
import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happens to one customer, told at wall times such as {@code 2024-03-31T01:10Z}. */
final class Tale {

  private final String policy;
  private final CustomerRun run;
  private int events;

  private Tale(String policy, String customerId, List<String> campaigns) {
    this.policy = policy;
    this.run = new CustomerRun(read(policy, campaigns), new ChainDetector(), customerId);
  }

  /** A customer under this policy and these campaigns, named c0, c1, … */
  static Tale of(String policy, String... campaigns) {
    return ofCustomer("u-17", policy, campaigns);
  }

  static Tale ofCustomer(String customerId, String policy, String... campaigns) {
    return new Tale(policy, customerId, List.of(campaigns));
  }

  private static Patterns read(String policy, List<String> campaigns) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("policy.yaml", policy);
    for (int i = 0; i < campaigns.size(); i++) {
      files.put("campaigns/c" + i + ".yaml", "campaign: c" + i + "\n" + campaigns.get(i));
    }
    Reading reading = PatternReader.read(new PatternFiles(files));
    if (reading instanceof Reading.Valid valid) {
      return valid.patterns();
    }
    throw new IllegalArgumentException(reading.toString());
  }

  /** A campaign that answers each such event with one message at once. */
  static String answer(String event, String channel) {
    return "repeat: always\n"
        + "trigger: {steps: [{event: "
        + event
        + "}]}\n"
        + "actions: [{channel: "
        + channel
        + ", template: t}]\n";
  }

  Tale at(String time, String event) {
    return at(time, event, Map.of());
  }

  Tale at(String time, String event, Map<String, @Nullable Object> properties) {
    run.take(track(time, event, properties));
    return this;
  }

  Tale identify(String time, Map<String, @Nullable Object> traits) {
    run.take(new Event(id(), EventType.IDENTIFY, "", "u", null, millis(time), traits));
    return this;
  }

  /** An event of this time comes when the watermark is there already. */
  Tale late(String time, String event, String watermark) {
    run.takeLate(track(time, event, Map.of()), millis(watermark));
    return this;
  }

  Tale lateIdentify(String time, Map<String, @Nullable Object> traits, String watermark) {
    run.takeLate(
        new Event(id(), EventType.IDENTIFY, "", "u", null, millis(time), traits),
        millis(watermark));
    return this;
  }

  private Event track(String time, String event, Map<String, @Nullable Object> properties) {
    return new Event(id(), EventType.TRACK, event, "u", null, millis(time), properties);
  }

  private String id() {
    events++;
    return "m-%03d".formatted(events);
  }

  /** It becomes that time. */
  Tale until(String time) {
    run.advanceTo(millis(time));
    return this;
  }

  /** The clock on the wall shows that time. */
  Tale wallClock(String time) {
    run.wallClock(millis(time));
    return this;
  }

  /** The campaigns are others from now on. */
  Tale now(String... campaigns) {
    run.restart(read(policy, List.of(campaigns)));
    return this;
  }

  /** A release with these campaigns takes effect at that time, which is still to come. */
  Tale from(String time, String... campaigns) {
    return fromUnder(time, policy, campaigns);
  }

  /** The same with another policy. */
  Tale fromUnder(String time, String otherPolicy, String... campaigns) {
    run.release(read(otherPolicy, List.of(campaigns)), millis(time));
    return this;
  }

  Tale thenNothing() {
    run.advanceTo(Long.MAX_VALUE);
    return this;
  }

  /** How many sequences came under way. */
  int begun() {
    return run.begun().size();
  }

  /** Each trigger as time and outcome. */
  List<String> triggers() {
    return run.triggers().stream()
        .map(t -> text(t.firedAt()) + " " + (t.reason() == null ? t.outcome() : t.reason()))
        .toList();
  }

  /** Each decision as time, campaign, and outcome with what belongs to it. */
  List<String> decisions() {
    return run.decisions().stream().map(Tale::text).toList();
  }

  List<DecisionRecord> records() {
    return run.decisions();
  }

  List<ActionRecord> actions() {
    return run.actions();
  }

  private static String text(DecisionRecord d) {
    String end =
        switch (d.outcome()) {
          case SENT -> "sent";
          case DEFERRED -> "until " + text(d.until()) + " " + d.reason();
          case DROPPED, CANCELLED -> String.valueOf(d.reason());
        };
    return text(d.decidedAt())
        + " "
        + d.campaign()
        + " "
        + end
        + (d.rule() == null ? "" : " " + d.rule());
  }

  private static String text(@Nullable Instant time) {
    return String.valueOf(time).replaceAll(":00Z$", "Z");
  }

  private static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }
}
