package io.campanile.jobs.profile;

import io.campanile.model.Event;
import io.campanile.model.EventType;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.Expression;
import io.campanile.patterns.Patterns;
import io.campanile.patterns.ProfileFields;
import io.campanile.patterns.SegmentDefinition;
import io.campanile.patterns.TraitDefinition;
import io.campanile.patterns.Trigger.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From an event's name to the computed traits that it changes and the segments that it can change,
 * so that an event costs nothing for the others.
 */
public final class ProfileIndex {

  /** What a profile has by itself, but only where somebody asks for it. */
  private static final List<String> COMPUTED =
      List.of(
          ProfileFields.SESSION,
          ProfileFields.LAST_SESSION,
          ProfileFields.CONTACT_POINTS,
          ProfileFields.CONSENT_BASIS,
          ProfileFields.CONSENT_AT);

  private final List<TraitPlan> traits;
  private final Map<String, TraitPlan> traitByName = new HashMap<>();
  private final List<TraitPlan> traitsByName;
  private final List<TraitPlan> sessionTraits;
  private final List<SegmentPlan> segments;
  private final Map<String, SegmentPlan> segmentByName = new HashMap<>();
  private final Map<String, List<TraitPlan>> traitsByEvent = new HashMap<>();
  private final Map<String, List<SegmentPlan>> segmentsByEvent = new HashMap<>();
  private final List<SegmentPlan> segmentsOfEveryEvent;
  private final List<SegmentPlan> fadingSegments;
  private final boolean followsSession;
  private final List<String> used;
  private final ContactPoints contacts;
  private final long sessionTimeoutMillis;

  /** An index of these patterns. */
  public ProfileIndex(Patterns patterns) {
    List<TraitPlan> plans = new ArrayList<>();
    for (TraitDefinition trait : patterns.traits()) {
      TraitPlan plan = new TraitPlan(trait, plans.size());
      plans.add(plan);
      traitByName.put(plan.name(), plan);
      for (String event : trait.events()) {
        traitsByEvent.computeIfAbsent(event, name -> new ArrayList<>()).add(plan);
      }
    }
    this.traits = List.copyOf(plans);
    this.traitsByName = plans.stream().sorted(Comparator.comparing(TraitPlan::name)).toList();
    this.sessionTraits = plans.stream().filter(TraitPlan::isOfSession).toList();
    List<SegmentPlan> segmentPlans = new ArrayList<>();
    for (SegmentDefinition segment : patterns.segments()) {
      SegmentPlan plan =
          new SegmentPlan(segment, segmentPlans.size(), traits, patterns.policy().addressTraits());
      segmentPlans.add(plan);
      segmentByName.put(plan.name(), plan);
    }
    this.segments = List.copyOf(segmentPlans);
    this.segmentsOfEveryEvent = segments.stream().filter(SegmentPlan::concernsEveryEvent).toList();
    this.fadingSegments = segments.stream().filter(SegmentPlan::fades).toList();
    traitsByEvent.forEach(
        (event, changed) ->
            segmentsByEvent.put(
                event,
                segments.stream()
                    .filter(plan -> plan.concernsEveryEvent() || plan.looksAt(changed))
                    .toList()));
    Set<String> named = new HashSet<>();
    expressions(patterns).forEach(expression -> named.addAll(expression.profileProperties()));
    if (!sessionTraits.isEmpty()) {
      named.add(ProfileFields.SESSION);
    }
    this.used = COMPUTED.stream().filter(named::contains).toList();
    this.followsSession = uses(ProfileFields.SESSION) || uses(ProfileFields.LAST_SESSION);
    this.contacts = new ContactPoints(patterns.policy());
    this.sessionTimeoutMillis = patterns.policy().sessionTimeout().toMillis();
  }

  /** An index of these patterns, or the one before where both compute the same. */
  public static ProfileIndex after(ProfileIndex before, Patterns patterns) {
    ProfileIndex index = new ProfileIndex(patterns);
    return index.meaning().equals(before.meaning()) ? before : index;
  }

  private List<Object> meaning() {
    List<Object> meaning = new ArrayList<>();
    meaning.add(used);
    meaning.add(contacts.meaning());
    meaning.add(sessionTimeoutMillis);
    traits.forEach(trait -> meaning.add(List.of(trait.name(), trait.hash())));
    segments.forEach(segment -> meaning.add(List.of(segment.name(), segment.hash())));
    return meaning;
  }

  /** Whether time alone changes a segment that the other does not have, or judges otherwise. */
  public boolean isRestlessBeside(ProfileIndex other) {
    boolean otherSessions = sessionTimeoutMillis != other.sessionTimeoutMillis;
    return segments.stream()
        .filter(SegmentPlan::isRestless)
        .anyMatch(
            segment -> {
              SegmentPlan same = other.segment(segment.name());
              return same == null
                  || same.hash() != segment.hash()
                  || (otherSessions
                      && (segment.usesSession() || !segment.sessionTraits().isEmpty()));
            });
  }

  /** Every expression that sees a customer's profile. */
  private static Stream<Expression> expressions(Patterns patterns) {
    Set<@Nullable Expression> all = new HashSet<>();
    for (Campaign campaign : patterns.campaigns()) {
      all.add(campaign.audience());
      campaign.trigger().steps().stream().map(Step::filter).forEach(f -> all.add(f.where()));
      campaign.cancelOn().forEach(filter -> all.add(filter.where()));
      campaign.actions().forEach(action -> all.add(action.condition()));
      campaign.actions().stream()
          .flatMap(action -> action.variables().stream())
          .forEach(variable -> all.add(variable.value()));
    }
    patterns.segments().forEach(segment -> all.add(segment.condition()));
    return all.stream().filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  /** Whether nothing is computed, so that an event has nothing to change. */
  boolean isEmpty() {
    return traits.isEmpty() && segments.isEmpty() && used.isEmpty();
  }

  /** Whether an expression asks for this property, which every profile has by itself. */
  boolean uses(String name) {
    return used.contains(name);
  }

  /** The properties that every profile has by itself, and that an expression asks for. */
  List<String> used() {
    return used;
  }

  /** Where channels reach customers. */
  public ContactPoints contacts() {
    return contacts;
  }

  /** A session ends this long after its last event. */
  long sessionTimeoutMillis() {
    return sessionTimeoutMillis;
  }

  /** Whether anything asks for the session. */
  boolean followsSession() {
    return followsSession;
  }

  List<TraitPlan> traits() {
    return traits;
  }

  /** The traits that count in a session. */
  List<TraitPlan> sessionTraits() {
    return sessionTraits;
  }

  /** All traits in the order of their names. */
  List<TraitPlan> traitsByName() {
    return traitsByName;
  }

  @Nullable TraitPlan trait(String name) {
    return traitByName.get(name);
  }

  /**
   * The trait with this hash, or null.
   *
   * @param guess where to look first: what was written in order is read in order
   */
  @Nullable TraitPlan trait(long hash, int guess) {
    return withHash(traits, TraitPlan::hash, hash, guess);
  }

  List<SegmentPlan> segments() {
    return segments;
  }

  /** The segment with this hash, or null; {@link #trait(long, int)} tells more. */
  @Nullable SegmentPlan segment(long hash, int guess) {
    return withHash(segments, SegmentPlan::hash, hash, guess);
  }

  private static <T> @Nullable T withHash(
      List<T> plans, ToLongFunction<T> hashOf, long hash, int guess) {
    for (int i = 0; i < plans.size(); i++) {
      T plan = plans.get((guess + i) % plans.size());
      if (hashOf.applyAsLong(plan) == hash) {
        return plan;
      }
    }
    return null;
  }

  @Nullable SegmentPlan segment(String name) {
    return segmentByName.get(name);
  }

  /** The traits that an event of this name can change. */
  List<TraitPlan> traits(String event) {
    return traitsByEvent.getOrDefault(event, List.of());
  }

  /** The segments that an event may find changed by a score that has faded since. */
  List<SegmentPlan> fadingSegments() {
    return fadingSegments;
  }

  /** The segments that an event can change. */
  List<SegmentPlan> segments(Event event) {
    // What an identify event says can be any of the profile's properties, and so can what a visitor
    // hands over; feedback is rare.
    return event.type() == EventType.IDENTIFY
            || event.type() == EventType.IDENTITY
            || Feedback.isFeedback(event)
        ? segments
        : segmentsByEvent.getOrDefault(event.name(), segmentsOfEveryEvent);
  }
}
