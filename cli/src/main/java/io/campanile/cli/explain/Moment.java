package io.campanile.cli.explain;

import io.campanile.model.DecisionRecord;
import io.campanile.model.TriggerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How things stood at one time.
 *
 * @param at the time that was asked for
 * @param last the last moment, at or before it, at which anything happened; empty where nothing had
 * @param happened what happened at that moment, trigger by trigger
 * @param waiting what waited at the time that was asked for, the next to come up first
 */
record Moment(Instant at, Optional<Instant> last, List<Happened> happened, List<Waiting> waiting) {

  /**
   * What happened to one trigger at a moment.
   *
   * @param fired whether it fired then
   */
  record Happened(TriggerStory story, boolean fired, List<DecisionRecord> decisions) {}

  /** An action that waited, and when it was to come up. */
  record Waiting(TriggerStory story, ActionStory action, Instant comesUp) {}

  /** The moment in an explanation. */
  static Moment of(Explanation explanation, Instant at) {
    Optional<Instant> last =
        explanation.triggers().stream()
            .flatMap(Moment::times)
            .filter(time -> !time.isAfter(at))
            .max(Comparator.naturalOrder());
    List<Happened> happened = new ArrayList<>();
    List<Waiting> waiting = new ArrayList<>();
    for (TriggerStory story : explanation.triggers()) {
      last.ifPresent(moment -> happened(story, moment).ifPresent(happened::add));
      if (story.isAccepted() && !story.startedAt().isAfter(at)) {
        story.actions().stream()
            .filter(action -> action.waitsAt(at))
            .map(action -> new Waiting(story, action, action.comesUpSeenFrom(at)))
            .forEach(waiting::add);
      }
    }
    waiting.sort(Comparator.comparing(Waiting::comesUp));
    return new Moment(at, last, List.copyOf(happened), List.copyOf(waiting));
  }

  private static Stream<Instant> times(TriggerStory story) {
    return Stream.concat(
        story.record().map(TriggerRecord::firedAt).stream(),
        story.decisions().stream().map(DecisionRecord::decidedAt));
  }

  private static Optional<Happened> happened(TriggerStory story, Instant moment) {
    boolean fired = story.record().map(trigger -> trigger.firedAt().equals(moment)).orElse(false);
    List<DecisionRecord> decisions =
        story.decisions().stream().filter(decision -> decision.decidedAt().equals(moment)).toList();
    return fired || !decisions.isEmpty()
        ? Optional.of(new Happened(story, fired, decisions))
        : Optional.empty();
  }
}
