package io.campanile.jobs.profile;

import io.campanile.model.Event;
import io.campanile.model.Ids;
import io.campanile.patterns.Expression;
import io.campanile.patterns.TraitDefinition;
import io.campanile.patterns.TraitDefinition.Function;
import io.campanile.patterns.TraitDefinition.Measure;
import io.campanile.patterns.TraitDefinition.Over;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A computed trait made ready for the engine. */
final class TraitPlan {

  private final TraitDefinition definition;
  private final int number;
  private final TraitWindow window;
  private final long hash;

  /**
   * A plan.
   *
   * @param number its place among all traits, from 0
   */
  TraitPlan(TraitDefinition definition, int number) {
    this.definition = definition;
    this.number = number;
    this.window = TraitWindow.of(definition.over());
    this.hash = hash(definition.name() + '\n' + definition.hash());
  }

  private static long hash(String text) {
    return ByteBuffer.wrap(Ids.sha256(text)).getLong();
  }

  String name() {
    return definition.name();
  }

  int number() {
    return number;
  }

  /** Differs by name, and where what another definition remembers is of no use. */
  long hash() {
    return hash;
  }

  TraitDefinition definition() {
    return definition;
  }

  boolean isOfSession() {
    return definition.over() instanceof Over.Session;
  }

  /** Whether time alone changes it. */
  boolean isRestless() {
    return isScore() || !(definition.over() instanceof Over.AllTime);
  }

  boolean isScore() {
    return definition.measure() instanceof Measure.Score;
  }

  /** What the event, whose name is one of the trait's, adds; empty for nothing. */
  Optional<Object> sample(Event event) {
    Expression.Scope scope = name -> name.equals("event") ? event.properties() : null;
    Expression where = definition.where();
    if (where != null && !where.test(scope)) {
      return Optional.empty();
    }
    Measure measure = definition.measure();
    if (measure instanceof Measure.OfValues of) {
      return of.value().value(scope);
    }
    return measure instanceof Measure.Score score
        ? Optional.ofNullable(score.weights().get(event.name()))
        : Optional.of(true);
  }

  long leavesMillis(long eventMillis) {
    return window.leavesMillis(eventMillis);
  }

  /** The value where nothing is remembered: 0, or null for none. */
  @Nullable Object nothing() {
    Measure measure = definition.measure();
    if (measure instanceof Measure.Count) {
      return 0L;
    }
    if (measure instanceof Measure.Score) {
      return 0.0;
    }
    if (!(measure instanceof Measure.OfValues of)) {
      return null;
    }
    return switch (of.function()) {
      case SUM -> 0.0;
      case DISTINCT -> 0L;
      case AVERAGE, MIN, MAX, FIRST, LAST, TOP -> null;
    };
  }

  TraitState newState() {
    Measure measure = definition.measure();
    if (measure instanceof Measure.Count) {
      return new Tally(Tally.Result.COUNT);
    }
    if (measure instanceof Measure.Time time) {
      return new Best(order(time), true);
    }
    if (measure instanceof Measure.Score score) {
      return new Score(score.halfLife().toMillis());
    }
    Function function = ((Measure.OfValues) measure).function();
    return switch (function) {
      case SUM -> new Tally(Tally.Result.SUM);
      case AVERAGE -> new Tally(Tally.Result.AVERAGE);
      case MIN, MAX, FIRST, LAST -> new Best(order(function), false);
      case DISTINCT -> new Distinct();
      case TOP -> new Top();
    };
  }

  /** Reads what a state of this plan wrote. */
  TraitState read(DataInput in) throws IOException {
    Measure measure = definition.measure();
    if (measure instanceof Measure.Count) {
      return Tally.read(in, Tally.Result.COUNT);
    }
    if (measure instanceof Measure.Time time) {
      return Best.read(in, order(time), true);
    }
    if (measure instanceof Measure.Score score) {
      return Score.read(in, score.halfLife().toMillis());
    }
    Function function = ((Measure.OfValues) measure).function();
    return switch (function) {
      case SUM -> Tally.read(in, Tally.Result.SUM);
      case AVERAGE -> Tally.read(in, Tally.Result.AVERAGE);
      case MIN, MAX, FIRST, LAST -> Best.read(in, order(function), false);
      case DISTINCT -> Distinct.read(in);
      case TOP -> Top.read(in);
    };
  }

  private static Best.Order order(Measure.Time time) {
    return time.latest() ? Best.Order.LATEST : Best.Order.EARLIEST;
  }

  private static Best.Order order(Function function) {
    return switch (function) {
      case MIN -> Best.Order.SMALLEST;
      case MAX -> Best.Order.LARGEST;
      case FIRST -> Best.Order.EARLIEST;
      case LAST -> Best.Order.LATEST;
      case SUM, AVERAGE, DISTINCT, TOP ->
          throw new IllegalArgumentException("Not one of the values: " + function);
    };
  }
}
