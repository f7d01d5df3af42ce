package io.campanile.jobs.customer;

import io.campanile.jobs.detect.chain.ChainDetector;
import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.PatternFiles;
import io.campanile.patterns.PatternReader;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One customer's life under traits and segments, told in times after a Monday's midnight. */
final class ProfileStory {

  /** Times are told as what has passed since then. */
  static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");

  private static final String CAMPAIGN = "actions: [{channel: email, template: hello}]\n";

  private final CustomerRun run;
  private final boolean restarts;
  private int number;

  private ProfileStory(Patterns patterns, boolean restarts) {
    this.run = new CustomerRun(patterns, new ChainDetector(), "c-1");
    this.restarts = restarts;
  }

  /** A customer who is seen first when the story begins. */
  static ProfileStory of(String traits, String segments) {
    return new ProfileStory(patterns(traits, segments), false);
  }

  /** The same, written to state and read from it after each event. */
  static ProfileStory withRestarts(String traits, String segments) {
    return new ProfileStory(patterns(traits, segments), true);
  }

  /** A release; each of {@code triggers} makes a campaign of that trigger, repeated always. */
  static Patterns patterns(String traits, String segments, String... triggers) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("traits.yaml", traits);
    files.put("segments.yaml", segments);
    for (int i = 0; i < triggers.length; i++) {
      String text = "campaign: c" + i + "\nrepeat: always\n" + triggers[i] + "\n" + CAMPAIGN;
      files.put("campaigns/c" + i + ".yaml", text);
    }
    return read(files);
  }

  /** A release without campaigns, under this policy. */
  static Patterns underPolicy(String policy, String traits, String segments) {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("policy.yaml", policy);
    files.put("traits.yaml", traits);
    files.put("segments.yaml", segments);
    return read(files);
  }

  /** A release of these files. */
  static Patterns read(Map<String, String> files) {
    Reading reading = PatternReader.read(new PatternFiles(new TreeMap<>(files)));
    if (reading instanceof Reading.Valid valid) {
      return valid.patterns();
    }
    throw new AssertionError(((Reading.Invalid) reading).problems().toString());
  }

  static ProfileStory of(Patterns patterns) {
    return new ProfileStory(patterns, false);
  }

  /** An event, that long after the beginning, such as {@code 1d2h3m4s}. */
  ProfileStory at(String time, String event, Object... properties) {
    run.take(event(time, event, properties));
    if (restarts) {
      run.restart();
    }
    return this;
  }

  /** An event that comes when time has gone on to another one. */
  ProfileStory late(String watermark, String time, String event, Object... properties) {
    run.takeLate(event(time, event, properties), millis(watermark));
    return this;
  }

  /** An event with a context. */
  ProfileStory in(Map<String, @Nullable Object> context, String time, String event) {
    run.take(inContext(context, event(time, event)));
    return this;
  }

  /** An event with a context, that comes when time has gone on to another one. */
  ProfileStory lateIn(
      Map<String, @Nullable Object> context, String watermark, String time, String event) {
    run.takeLate(inContext(context, event(time, event)), millis(watermark));
    return this;
  }

  private static Event inContext(Map<String, @Nullable Object> context, Event event) {
    return new Event(
        event.messageId(),
        event.type(),
        event.name(),
        event.userId(),
        event.anonymousId(),
        event.timeMillis(),
        event.properties(),
        context);
  }

  /** Something is said of the customer. */
  ProfileStory said(String time, Object... traits) {
    run.take(
        new Event("m-" + number++, EventType.IDENTIFY, "", "c-1", null, millis(time), map(traits)));
    return this;
  }

  /** Time goes on without an event. */
  ProfileStory until(String time) {
    run.advanceTo(millis(time));
    return this;
  }

  /** A release takes effect at that time, which is still to come. */
  ProfileStory from(String time, Patterns patterns) {
    run.release(patterns, millis(time));
    return this;
  }

  /** A restart with another release. */
  ProfileStory release(Patterns patterns) {
    run.restart(patterns);
    return this;
  }

  private Event event(String time, String name, Object... properties) {
    String id = "m-" + String.format(Locale.ROOT, "%06d", number++);
    return new Event(id, EventType.TRACK, name, "c-1", null, millis(time), map(properties));
  }

  private static Map<String, @Nullable Object> map(Object... entries) {
    Map<String, @Nullable Object> map = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  static long millis(String time) {
    return MONDAY.toEpochMilli() + Duration.parse(iso(time)).toMillis();
  }

  private static String iso(String time) {
    int day = time.indexOf('d');
    String days = day < 0 ? "" : time.substring(0, day + 1);
    String rest = time.substring(day + 1);
    return "P" + days + (rest.isEmpty() ? "" : "T" + rest);
  }

  /** A property of the profile, or null. */
  @Nullable Object get(String property) {
    return run.view().get(property);
  }

  /** Each change so far: time, direction and segment. */
  List<String> changes() {
    return run.segments().stream()
        .map(
            record ->
                Duration.between(MONDAY, record.at())
                    + (record.change().name().equals("ENTERED") ? " +" : " -")
                    + record.segment())
        .toList();
  }

  CustomerRun run() {
    return run;
  }
}
