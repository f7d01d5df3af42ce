package io.campanile.patterns;

import io.campanile.patterns.cel.CelLanguage.Use;
import io.campanile.patterns.yaml.YamlMap;
import io.campanile.patterns.yaml.YamlScalar;
import io.campanile.patterns.yaml.YamlValue;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which events count, and for which sequences: a step, or an entry of {@code cancel-on}. */
final class FilterReader {

  /** Which part of a campaign a filter belongs to; it decides what {@code per} may say. */
  enum Role {
    FIRST_STEP("A first step"),
    EVENT_STEP("An event step"),
    WITHOUT_STEP("A `without` step"),
    CANCEL_ON("An entry of `cancel-on`");

    private final String inWords;

    Role(String inWords) {
      this.inWords = inWords;
    }
  }

  private static final Set<String> WHERE_VARIABLES = Set.of("event", "profile");
  private static final Set<String> PER_VARIABLES = Set.of("event");
  private static final String ANY = "any";

  private final Expressions expressions;
  private final boolean keyed;
  private final @Nullable Expression triggerPer;

  /**
   * A reader for one campaign.
   *
   * @param keyed whether its trigger has a {@code per}
   * @param triggerPer what that is, or null where it is wrong
   */
  FilterReader(Expressions expressions, boolean keyed, @Nullable Expression triggerPer) {
    this.expressions = expressions;
    this.keyed = keyed;
    this.triggerPer = triggerPer;
  }

  /** Reads the trigger's {@code per}; null where there is none, or a wrong one. */
  static @Nullable Expression triggerPer(YamlMap trigger, Expressions expressions) {
    Optional<YamlScalar> per = trigger.scalar("per", "an expression such as `event.product_id`");
    if (per.isPresent() && per.get().text().equalsIgnoreCase(ANY)) {
      per.get()
          .error(
              ProblemCode.PER_MISPLACED,
              "`any` says nothing here, only on a later step. Expected an expression such as"
                  + " `event.product_id`, or no `per` at all.");
      return null;
    }
    return per.flatMap(scalar -> expressions.compile(scalar, PER_VARIABLES, Use.KEY)).orElse(null);
  }

  /** The filter whose events stand at {@code names}; empty where there is none to go on with. */
  Optional<EventFilter> read(YamlMap map, String eventsKey, Role role) {
    Set<String> events = map.get(eventsKey).map(Names::events).orElse(Set.of());
    @Nullable Expression where = expressions.condition(map, "where", WHERE_VARIABLES);
    Optional<EventFilter.Key> key = key(map, role);
    return events.isEmpty() ? Optional.empty() : key.map(k -> new EventFilter(events, where, k));
  }

  private Optional<EventFilter.Key> key(YamlMap map, Role role) {
    Optional<YamlValue> value = map.get("per");
    if (!keyed) {
      if (value.isPresent()) {
        map.errorAt(
            "per",
            ProblemCode.PER_MISPLACED,
            "`per` makes sense only under a trigger that has a `per` itself. Give the trigger one,"
                + " or remove this.");
      }
      return Optional.of(new EventFilter.Key.Single());
    }
    if (value.isPresent()) {
      return value
          .get()
          .asScalar("an expression such as `event.product_id`, or `any`")
          .flatMap(scalar -> explicitKey(scalar, role));
    }
    if (role == Role.WITHOUT_STEP || role == Role.CANCEL_ON) {
      map.error(
          ProblemCode.PER_MISSING,
          role.inWords
              + " needs its own `per`, because the trigger has one. Expected an expression for"
              + " where its events carry the value, or `per: any` for every value.");
      return Optional.empty();
    }
    return triggerPer == null ? Optional.empty() : Optional.of(new EventFilter.Key.Of(triggerPer));
  }

  private Optional<EventFilter.Key> explicitKey(YamlScalar per, Role role) {
    String text = per.text();
    if (!text.equalsIgnoreCase(ANY)) {
      return expressions.compile(per, PER_VARIABLES, Use.KEY).map(EventFilter.Key.Of::new);
    }
    if (!text.equals(ANY)) {
      per.error(ProblemCode.UNKNOWN_WORD, "`" + text + "` is written `any`.");
    } else if (role == Role.FIRST_STEP) {
      per.error(
          ProblemCode.PER_MISPLACED,
          "`per: any` says nothing on the first step: no sequence is running before it. Expected"
              + " an expression such as `event.product_id`.");
    }
    return Optional.of(new EventFilter.Key.Any());
  }
}
