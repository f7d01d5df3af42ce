package io.campanile.patterns;

import io.campanile.model.Ids;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One computed trait of {@code traits.yaml}.
 *
 * @param name how expressions call it: {@code profile.<name>}
 * @param events the names of the events that it is computed from, version 2 spelling; never empty
 * @param where a condition on the event, or null for all of them
 * @param measure what is computed of them
 * @param over which of them count
 */
public record TraitDefinition(
    String name, Set<String> events, @Nullable Expression where, Measure measure, Over over) {

  private static final int HASH_BYTES = 8;

  /** What is computed. */
  public sealed interface Measure {
    /** How many events. */
    record Count() implements Measure {}

    /** The time of the first or the latest event. */
    record Time(boolean latest) implements Measure {}

    /** Something of the values that an expression has on the events. */
    record OfValues(Function function, Expression value) implements Measure {}

    /**
     * The sum of the events' weights, where each weighs half as much after each half-life.
     *
     * @param weights by the event's name; finite numbers
     * @param halfLife from a second
     */
    record Score(Map<String, Double> weights, Duration halfLife) implements Measure {}
  }

  /** What is computed of values. */
  public enum Function {
    /** Of the numbers among them. */
    SUM,
    /** Of the numbers among them. */
    AVERAGE,
    /** The smallest number. */
    MIN,
    /** The largest number. */
    MAX,
    /** The value of the first event that has one. */
    FIRST,
    /** The value of the latest event that has one. */
    LAST,
    /** How many different values; a list counts as each of its elements. */
    DISTINCT,
    /** The value that came most often; a list counts as each of its elements. */
    TOP
  }

  /** Which events count. */
  public sealed interface Over {
    /** All of them. */
    record AllTime() implements Over {}

    /** Those of the present session. */
    record Session() implements Over {}

    /** Those of the last time, from a second on. */
    record Window(Duration length) implements Over {}
  }

  /** Differs where what was computed so far is of no use: a changed trait begins anew. */
  public String hash() {
    StringBuilder text = new StringBuilder();
    text.append(new TreeSet<>(events)).append('\n');
    text.append(where == null ? "" : where.source()).append('\n');
    if (measure instanceof Measure.Count) {
      text.append("count");
    } else if (measure instanceof Measure.Time time) {
      text.append(time.latest ? "last" : "first");
    } else if (measure instanceof Measure.OfValues of) {
      text.append(of.function.name()).append(' ').append(of.value.source());
    } else if (measure instanceof Measure.Score score) {
      text.append("score ").append(new TreeMap<>(score.weights)).append(score.halfLife);
    }
    text.append('\n');
    if (over instanceof Over.Window window) {
      text.append(window.length);
    } else {
      text.append(over instanceof Over.Session ? "session" : "all");
    }
    return HexFormat.of().formatHex(Ids.sha256(text.toString()), 0, HASH_BYTES);
  }
}
