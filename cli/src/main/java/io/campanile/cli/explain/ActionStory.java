package io.campanile.cli.explain;

import io.campanile.model.DecisionRecord;
import io.campanile.model.DecisionRecord.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one action.
 *
 * @param actionId which action
 * @param channel where it goes, as on the wire
 * @param position in the campaign, from 0
 * @param dueAt when it was to come up
 * @param decisions in order of time
 */
record ActionStory(
    String actionId, String channel, int position, Instant dueAt, List<DecisionRecord> decisions) {

  /** The last word on it, where it was spoken. */
  Optional<DecisionRecord> end() {
    return decisions.stream()
        .filter(decision -> decision.outcome() != Outcome.DEFERRED)
        .findFirst();
  }

  /** When it comes up, seen from a time at which it waits: what was decided later is not known. */
  Instant comesUpSeenFrom(Instant now) {
    Instant comesUp = dueAt;
    for (DecisionRecord decision : decisions) {
      if (!decision.decidedAt().isAfter(now) && decision.until() != null) {
        comesUp = decision.until();
      }
    }
    return comesUp;
  }

  /** Whether its last word had not been spoken by then. */
  boolean waitsAt(Instant now) {
    return end().map(end -> end.decidedAt().isAfter(now)).orElse(true);
  }
}
