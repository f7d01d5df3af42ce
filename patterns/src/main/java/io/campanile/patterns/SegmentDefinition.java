package io.campanile.patterns;

import java.util.List;
import java.util.Set;

/**
 * One segment of {@code segments.yaml}.
 *
 * @param name how {@code segment("…")}, {@code enters} and {@code leaves} call it
 * @param condition true for its members; on {@code profile} and {@code now}
 * @param inputs what can change it
 */
public record SegmentDefinition(String name, Expression condition, Inputs inputs) {

  /**
   * What a condition looks at, so that it is judged when that changes, and not else.
   *
   * @param properties the profile's properties that it names
   * @param wholeProfile whether it may look at others too
   * @param flips the moments at which one of its comparisons with {@code now} can turn over: the
   *     value of each, where it has one, is such a moment as RFC 3339 text
   * @param otherNow whether it uses {@code now} in a way that tells no such moment
   * @param decays its comparisons of a single score
   * @param otherScores the scores that it uses in another way
   */
  public record Inputs(
      Set<String> properties,
      boolean wholeProfile,
      List<Expression> flips,
      boolean otherNow,
      List<Decay> decays,
      Set<String> otherScores) {

    /** Whether time alone changes what it sees between two events, without a step. */
    public boolean isRestless() {
      return !flips.isEmpty() || fades() || isWatched();
    }

    /** Whether a score changes it by fading, in an hour that is known before. */
    public boolean fades() {
      return !decays.isEmpty();
    }

    /** Whether it has to be looked at again and again, as no moment tells when it changes. */
    public boolean isWatched() {
      return otherNow || !otherScores.isEmpty();
    }
  }

  /**
   * A part of a condition that compares one score with something that does not change by time, such
   * as {@code profile.engagement > 50}: while the score decays, it turns over at most once.
   *
   * @param score the trait's name
   * @param comparison that part
   */
  public record Decay(String score, Expression comparison) {}
}
