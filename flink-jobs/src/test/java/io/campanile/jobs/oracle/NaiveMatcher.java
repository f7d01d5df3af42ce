package io.campanile.jobs.oracle;

import io.campanile.model.Event;
import io.campanile.model.ValueText;
import io.campanile.patterns.Campaign;
import io.campanile.patterns.EventFilter;
import io.campanile.patterns.Expression.Scope;
import io.campanile.patterns.Trigger.EventStep;
import io.campanile.patterns.Trigger.Step;
import io.campanile.patterns.Trigger.WithoutStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules 1 to 6 of the page for one campaign and customer, word by word: for each key an array of
 * slots, each slot a list of events.
 */
final class NaiveMatcher {

  /** A sequence that was found, and the moment at which it fires. */
  record Found(Campaign campaign, String key, long firedAt, List<Event> events) {
    Event last() {
      return events.get(events.size() - 1);
    }

    /** The properties of the last event that the aliased step took. */
    Map<String, Map<String, @Nullable Object>> aliases() {
      Map<String, Map<String, @Nullable Object>> aliases = new TreeMap<>();
      aliasPlaces(campaign)
          .forEach((place, name) -> aliases.put(name, events.get(place - 1).properties()));
      return aliases;
    }
  }

  /** Which event of a match an alias stands for, counted from 1. */
  static Map<Integer, String> aliasPlaces(Campaign campaign) {
    Map<Integer, String> places = new TreeMap<>();
    int taken = 0;
    for (Step step : campaign.trigger().steps()) {
      if (step instanceof EventStep eventStep) {
        taken += eventStep.times();
        if (!eventStep.as().isEmpty()) {
          places.put(taken, eventStep.as());
        }
      }
    }
    return places;
  }

  /** One event step written out: which step, and how many events the steps before it take. */
  private record Copy(EventStep step, int takenBefore) {}

  private final Campaign campaign;
  private final List<Copy> copies = new ArrayList<>();
  private final Map<Integer, WithoutStep> withoutAfter = new TreeMap<>();
  private final Map<String, List<List<Event>>> slotsByKey = new TreeMap<>();

  Campaign campaign() {
    return campaign;
  }

  NaiveMatcher(Campaign campaign) {
    this.campaign = campaign;
    for (Step step : campaign.trigger().steps()) {
      if (step instanceof EventStep eventStep) {
        int takenBefore = copies.size();
        for (int i = 0; i < eventStep.times(); i++) {
          copies.add(new Copy(eventStep, takenBefore));
        }
      } else {
        withoutAfter.put(copies.size(), (WithoutStep) step);
      }
    }
  }

  /**
   * The same sequences under a changed campaign, from this moment on. What no event could have
   * continued any more is over; of the rest, slot j is kept where the events of its chain still
   * satisfy, in order, the new trigger's first j event steps and windows. A step that has not
   * changed was satisfied when its event came.
   */
  NaiveMatcher carry(Campaign next, NaiveProfile profile, long effectiveFrom) {
    NaiveMatcher carried = new NaiveMatcher(next);
    slotsByKey.forEach(
        (key, slots) -> {
          List<List<Event>> kept = carried.emptySlots();
          for (int j = 1; j < Math.min(slots.size(), kept.size()); j++) {
            if (!slots.get(j).isEmpty()
                && isAlive(j, slots.get(j), effectiveFrom)
                && carried.fits(key, slots.get(j), this, profile)) {
              kept.set(j, slots.get(j));
            }
          }
          carried.slotsByKey.put(key, kept);
        });
    return carried;
  }

  private boolean isAlive(int j, List<Event> chain, long t) {
    return j == copies.size() || inTime(copies.get(j), chain, t);
  }

  private boolean fits(String key, List<Event> chain, NaiveMatcher before, NaiveProfile profile) {
    for (int i = 0; i < chain.size(); i++) {
      Event e = chain.get(i);
      EventFilter filter = copies.get(i).step().filter();
      boolean satisfied =
          filter.equals(before.copies.get(i).step().filter())
              || satisfies(filter, e, key, profile.scope(e));
      if (!satisfied || (i > 0 && !inTime(copies.get(i), chain.subList(0, i), e.timeMillis()))) {
        return false;
      }
    }
    return true;
  }

  /** Rule 3; what rule 4 fires at once is returned, by key. */
  List<Found> take(Event e, Scope scope) {
    Set<String> keys = new TreeSet<>(slotsByKey.keySet());
    keys.addAll(values(copies.get(0).step().filter(), e, scope));
    List<Found> fired = new ArrayList<>();
    for (String key : keys) {
      List<List<Event>> slots = slotsByKey.computeIfAbsent(key, k -> emptySlots());
      take(e, key, slots, scope);
      List<Event> last = slots.get(copies.size());
      if (!last.isEmpty() && absenceMillis() < 0) {
        fired.add(fire(key, slots, e.timeMillis()));
      }
    }
    return fired;
  }

  private void take(Event e, String key, List<List<Event>> slots, Scope scope) {
    withoutAfter.forEach(
        (j, without) -> {
          if (satisfies(without.filter(), e, key, scope)) {
            slots.set(j, List.of());
          }
        });
    for (int j = copies.size(); j >= 1; j--) {
      Copy copy = copies.get(j - 1);
      if (!satisfies(copy.step().filter(), e, key, scope)) {
        continue;
      }
      List<Event> before = slots.get(j - 1);
      if (j == 1) {
        slots.set(1, List.of(e));
      } else if (!before.isEmpty() && inTime(copy, before, e.timeMillis())) {
        List<Event> longer = new ArrayList<>(before);
        longer.add(e);
        slots.set(j, longer);
      }
    }
  }

  private boolean inTime(Copy copy, List<Event> chain, long t) {
    boolean whole = t - chain.get(0).timeMillis() < campaign.trigger().within().toMillis();
    boolean step =
        copy.step().within() == null
            || t - chain.get(copy.takenBefore() - 1).timeMillis() < copy.step().within().toMillis();
    return whole && step;
  }

  /** The earliest moment at which a final absence is over. */
  Optional<Long> nextDeadline() {
    if (absenceMillis() < 0) {
      return Optional.empty();
    }
    return slotsByKey.values().stream()
        .map(slots -> slots.get(copies.size()))
        .filter(slot -> !slot.isEmpty())
        .map(slot -> slot.get(slot.size() - 1).timeMillis() + absenceMillis())
        .min(Long::compare);
  }

  /**
   * Rule 5: what fires at this moment, by key. Where a release takes effect, also what should have
   * fired before it, and what rule 4 has fire.
   */
  List<Found> due(long t) {
    List<Found> fired = new ArrayList<>();
    slotsByKey.forEach(
        (key, slots) -> {
          List<Event> slot = slots.get(copies.size());
          if (!slot.isEmpty()
              && slot.get(slot.size() - 1).timeMillis() + Math.max(absenceMillis(), 0) <= t) {
            fired.add(fire(key, slots, t));
          }
        });
    return fired;
  }

  /** Rule 6. */
  private Found fire(String key, List<List<Event>> slots, long t) {
    Found found = new Found(campaign, key, t, slots.get(copies.size()));
    for (int j = 1; j <= copies.size(); j++) {
      List<Event> slot = slots.get(j);
      if (!slot.isEmpty() && Event.ORDER.compare(slot.get(0), found.last()) <= 0) {
        slots.set(j, List.of());
      }
    }
    return found;
  }

  private long absenceMillis() {
    WithoutStep last = withoutAfter.get(copies.size());
    return last == null || last.absence() == null ? -1 : last.absence().toMillis();
  }

  private List<List<Event>> emptySlots() {
    List<List<Event>> slots = new ArrayList<>();
    for (int j = 0; j <= copies.size(); j++) {
      slots.add(List.of());
    }
    return slots;
  }

  /** Whether an event satisfies a filter for one value of {@code per}. */
  static boolean satisfies(EventFilter filter, Event e, String key, Scope scope) {
    return passes(filter, e, scope)
        && (filter.key() instanceof EventFilter.Key.Any || keysOf(filter, scope).contains(key));
  }

  private static Set<String> values(EventFilter filter, Event e, Scope scope) {
    return passes(filter, e, scope) ? keysOf(filter, scope) : Set.of();
  }

  private static boolean passes(EventFilter filter, Event e, Scope scope) {
    return filter.events().contains(e.name())
        && (filter.where() == null || filter.where().test(scope));
  }

  private static Set<String> keysOf(EventFilter filter, Scope scope) {
    if (!(filter.key() instanceof EventFilter.Key.Of of)) {
      return Set.of("");
    }
    Object value = of.expression().value(scope).orElse(List.of());
    List<?> elements = value instanceof List<?> list ? list : List.of(value);
    Set<String> keys = new TreeSet<>();
    for (Object element : elements) {
      if (element != null) {
        ValueText.of(element).ifPresent(keys::add);
      }
    }
    return keys;
  }
}
