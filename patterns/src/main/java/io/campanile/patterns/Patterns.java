package io.campanile.patterns;

import java.util.List;

/**
 * A checked directory of patterns: what one release says.
 *
 * @param release id of the release: the hash of its files
 * @param campaigns every campaign but the drafts, in descending priority, then by name
 * @param policy consent, channels, quiet hours, caps and holdout
 * @param traits the computed traits, by name
 * @param segments the segments, by name
 */
public record Patterns(
    String release,
    List<Campaign> campaigns,
    Policy policy,
    List<TraitDefinition> traits,
    List<SegmentDefinition> segments) {

  /** Patterns that compute nothing. */
  public Patterns(String release, List<Campaign> campaigns, Policy policy) {
    this(release, campaigns, policy, List.of(), List.of());
  }
}
