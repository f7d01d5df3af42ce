package io.campanile.cli.explain;

import io.campanile.model.TriggerRecord;
import io.campanile.model.TriggerRecord.Outcome;
import io.campanile.model.TriggerRecord.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a trigger was, and whether it was accepted, in sentences.
 *
 * @param clock the customer's
 */
record TriggerSentences(LocalClock clock) {

  /** Events that are told one by one; of more, the first and the last. */
  private static final int TOLD_ONE_BY_ONE = 5;

  /** The title of its story. */
  String title(TriggerStory story) {
    String name =
        Words.printable(story.campaign())
            + (story.key().isEmpty() ? "" : " for \"" + Words.printable(story.key()) + "\"");
    return story
        .record()
        .map(trigger -> clock.full(trigger.firedAt()) + ": " + name + " fired")
        .orElse(name + " fired before the first record that is left of it");
  }

  /** What it consisted of, and what was decided on it. */
  List<String> of(TriggerRecord trigger) {
    return List.of(because(trigger), outcome(trigger));
  }

  private record Seen(String event, String messageId, Instant at) {}

  /** What it consisted of, with the ids of the events. */
  String because(TriggerRecord trigger) {
    return because(trigger, true);
  }

  /** What it consisted of. */
  String because(TriggerRecord trigger, boolean withIds) {
    List<Seen> seen = new ArrayList<>();
    for (Values values : Values.of(trigger.trace(), "steps").objects("events")) {
      Optional<Instant> at = values.time("at");
      if (at.isPresent()) {
        seen.add(
            new Seen(
                values.text("event").orElse("an event"),
                values.text("messageId").orElse("without an id"),
                at.get()));
      }
    }
    if (seen.isEmpty()) {
      return "Because of the messages " + ids(trigger.events()) + ".";
    }
    Duration waited = Duration.between(seen.get(seen.size() - 1).at(), trigger.firedAt());
    String wait =
        waited.isZero() || waited.isNegative()
            ? ""
            : ", and then " + LocalClock.words(waited) + " without anything that would stop it";
    return "Because of "
        + Words.list(alike(seen), events -> told(events, trigger.firedAt(), withIds))
        + wait
        + ".";
  }

  /** Neighbours of the same name, together. */
  private static List<List<Seen>> alike(List<Seen> seen) {
    List<List<Seen>> groups = new ArrayList<>();
    for (Seen event : seen) {
      List<Seen> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (last.isEmpty() || !last.get(0).event().equals(event.event())) {
        last = new ArrayList<>();
        groups.add(last);
      }
      last.add(event);
    }
    return groups;
  }

  private String told(List<Seen> events, Instant firedAt, boolean withIds) {
    String name = Words.printable(events.get(0).event());
    String ids = withIds ? " (" + ids(events.stream().map(Seen::messageId).toList()) + ")" : "";
    if (events.size() == 1) {
      return name + " at " + clock.beside(events.get(0).at(), firedAt) + ids;
    }
    String times =
        events.size() > TOLD_ONE_BY_ONE
            ? " from "
                + clock.beside(events.get(0).at(), firedAt)
                + " to "
                + clock.beside(events.get(events.size() - 1).at(), firedAt)
            : " at " + Words.list(events, event -> clock.beside(event.at(), firedAt));
    return name + ", " + events.size() + " times," + times + ids;
  }

  private static String ids(List<String> ids) {
    return ids.size() > TOLD_ONE_BY_ONE
        ? Words.printable(ids.get(0)) + " … " + Words.printable(ids.get(ids.size() - 1))
        : ids.stream().map(Words::printable).collect(Collectors.joining(", "));
  }

  private String outcome(TriggerRecord trigger) {
    if (trigger.outcome() == Outcome.ACCEPTED) {
      return "Accepted.";
    }
    Reason reason = trigger.reason();
    return reason == null
        ? "Suppressed; no reason was recorded."
        : "Suppressed: " + reasonWords(trigger, reason) + ". [" + reason + "]";
  }

  /** Why it was suppressed, as the part of a sentence. */
  String reasonWords(TriggerRecord trigger) {
    Reason reason = trigger.reason();
    return reason == null ? "no reason was recorded" : reasonWords(trigger, reason);
  }

  private String reasonWords(TriggerRecord trigger, Reason reason) {
    return switch (reason) {
      case NOT_IN_AUDIENCE ->
          "the customer was not in the campaign's audience"
              + Values.ofFailed(trigger.trace(), "audience")
                  .text("condition")
                  .map(Words::bracketed)
                  .orElse("");
      case REPEATED -> repeated(trigger, Values.ofFailed(trigger.trace(), "repeat"));
    };
  }

  private String repeated(TriggerRecord trigger, Values values) {
    String last =
        values
            .time("lastAcceptedAt")
            .map(time -> "accepted last at " + clock.full(time))
            .orElse("accepted before");
    String sameKey = trigger.key().isEmpty() ? "" : " for the same value";
    return last
        + sameKey
        + values
            .text("repeat")
            .map(repeat -> ", and repeat is " + Words.ofPattern(repeat))
            .orElse("");
  }
}
