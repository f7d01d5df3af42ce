package io.campanile.jobs.profile;

import io.campanile.model.Ids;
import io.campanile.patterns.ProfileFields;
import io.campanile.patterns.SegmentDefinition;
import io.campanile.patterns.SegmentDefinition.Inputs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A segment made ready for the engine. */
final class SegmentPlan {

  /** What each event changes, or, where it puts off the end of a session, when it changes. */
  private static final Set<String> OF_EVERY_EVENT =
      Set.of(ProfileFields.LAST_SEEN, ProfileFields.SESSION, ProfileFields.LAST_SESSION);

  private final SegmentDefinition definition;
  private final int number;

  /** What of the profile it looks at. */
  private final Set<String> properties;

  private final List<TraitPlan> traits;
  private final List<TraitPlan> sessionTraits;
  private final List<TraitPlan> watchedScores;
  private final boolean usesSession;
  private final long hash;

  /**
   * A plan.
   *
   * @param number its place among all segments, from 0
   * @param all every trait
   * @param addresses the properties that the policy takes addresses from
   */
  SegmentPlan(
      SegmentDefinition definition, int number, List<TraitPlan> all, Set<String> addresses) {
    this.definition = definition;
    this.number = number;
    this.properties = new HashSet<>(definition.inputs().properties());
    if (properties.contains(ProfileFields.CONTACT_POINTS)) {
      properties.addAll(addresses);
    }
    this.traits = all.stream().filter(trait -> mayUse(trait.name())).toList();
    this.sessionTraits = traits.stream().filter(TraitPlan::isOfSession).toList();
    this.watchedScores =
        traits.stream()
            .filter(
                trait ->
                    trait.isScore()
                        && (inputs().wholeProfile()
                            || inputs().otherScores().contains(trait.name())))
            .toList();
    this.usesSession = mayUse(ProfileFields.SESSION) || mayUse(ProfileFields.LAST_SESSION);
    StringBuilder text = new StringBuilder(definition.name());
    text.append('\n').append(definition.condition().source());
    traits.forEach(trait -> text.append('\n').append(trait.name()).append(trait.hash()));
    this.hash = ByteBuffer.wrap(Ids.sha256(text.toString())).getLong();
  }

  String name() {
    return definition.name();
  }

  SegmentDefinition definition() {
    return definition;
  }

  Inputs inputs() {
    return definition.inputs();
  }

  int number() {
    return number;
  }

  /** The traits that it looks at. */
  List<TraitPlan> traits() {
    return traits;
  }

  /** Those of them that count in a session. */
  List<TraitPlan> sessionTraits() {
    return sessionTraits;
  }

  /** Those of them that fade, where nothing tells when they are low enough to change it. */
  List<TraitPlan> watchedScores() {
    return watchedScores;
  }

  /** Differs where the segment, or a trait that it looks at, means something else. */
  long hash() {
    return hash;
  }

  boolean usesSession() {
    return usesSession;
  }

  /**
   * Whether it can be judged as if the session had ended already. Not where it looks at addresses,
   * which the policy may take from the session.
   */
  boolean foreseesSessionEnd() {
    return !mayUse(ProfileFields.CONTACT_POINTS);
  }

  private boolean mayUse(String property) {
    return inputs().wholeProfile() || properties.contains(property);
  }

  /** Whether time alone can change it. */
  boolean isRestless() {
    return inputs().wholeProfile()
        || inputs().isRestless()
        || usesSession()
        || traits.stream().anyMatch(TraitPlan::isRestless);
  }

  /**
   * Whether every event can change it, or find it changed. One that only turns over at moments that
   * are known has been judged at each of them; one that {@link #fades} is another case.
   */
  boolean concernsEveryEvent() {
    return inputs().wholeProfile()
        || inputs().isWatched()
        || properties.stream().anyMatch(OF_EVERY_EVENT::contains);
  }

  /**
   * Whether it turns over while a score fades: an event finds it so up to an hour before the moment
   * that is known.
   */
  boolean fades() {
    return inputs().fades();
  }

  /** Whether what changes it between two events is looked for at full hours only. */
  boolean isJudgedByTheHour() {
    return fades() || inputs().isWatched() || !watchedScores.isEmpty();
  }

  /** Whether an event that changes these traits can change it. */
  boolean looksAt(List<TraitPlan> changed) {
    List<TraitPlan> common = new ArrayList<>(traits);
    common.retainAll(changed);
    return !common.isEmpty();
  }
}
