package io.campanile.jobs.detect;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happens to one customer under one trigger, told minute by minute. */
final class Story {

  static final long MINUTE = 60_000;

  private final TriggerPlan plan;
  private final Run run;
  private final List<String> fired = new ArrayList<>();

  Story(Detector detector, TriggerPlan plan) {
    this.plan = plan;
    this.run = detector.begin(plan);
  }

  /** The event comes at that minute, under the id that the story goes on to call it by. */
  Story at(long minute, String name, String id) {
    return atMillis(minute * MINUTE, name, id);
  }

  /** The event comes at that minute, and is called by its name and the minute. */
  Story at(long minute, String name) {
    return at(minute, name, name + minute);
  }

  Story atMillis(long millis, String name, String id) {
    Event event = event(millis, name, id);
    becomes(millis);
    run.take(event, hits(event)).ifPresent(match -> note(millis, match));
    return this;
  }

  /** The event happened at that minute, and comes behind the watermark. */
  Story late(long minute, String name, String id) {
    Event event = event(minute * MINUTE, name, id);
    run.takeLate(event, hits(event));
    return this;
  }

  /** Nothing more comes, and time runs to its end. */
  Story thenNothing() {
    becomes(TriggerPlan.NEVER - 1);
    return this;
  }

  /** What fired, each as minute and events. */
  List<String> fired() {
    return fired;
  }

  boolean nothingIsUnderWay() {
    return run.isEmpty();
  }

  private void becomes(long nowMillis) {
    while (run.deadlineMillis() <= nowMillis) {
      long deadlineMillis = run.deadlineMillis();
      note(deadlineMillis, run.fire());
    }
  }

  private void note(long millis, Match match) {
    List<String> ids = match.events().stream().map(Event::messageId).toList();
    fired.add(millis / MINUTE + ": " + String.join(" ", ids));
  }

  private static Event event(long millis, String name, String id) {
    return new Event(id, EventType.TRACK, name, "u1", null, millis, Map.of());
  }

  private Hits hits(Event event) {
    long steps = 0;
    for (int i = 0; i < plan.steps().size(); i++) {
      steps |= plan.steps().get(i).events().contains(event.name()) ? 1L << i : 0;
    }
    long guards = 0;
    for (int i = 0; i < plan.guards().size(); i++) {
      guards |= plan.guards().get(i).filter().events().contains(event.name()) ? 1L << i : 0;
    }
    return new Hits(steps, guards);
  }
}
