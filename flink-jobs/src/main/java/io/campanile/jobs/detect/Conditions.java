package io.campanile.jobs.detect;

import io.campanile.jobs.detect.CampaignIndex.NumberedFilter;
import io.campanile.model.Event;
import io.campanile.model.ValueText;
import io.campanile.patterns.Expression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all campaigns on one event at a time, each evaluated at most once. Not
 * thread-safe.
 */
public final class Conditions {

  /** By condition: twice the turn in which it was evaluated, plus one where it was true. */
  private final long[] results;

  private long turn;
  private Map<String, @Nullable Object> event = Map.of();
  private Expression.Scope customer = name -> null;
  private final Expression.Scope scope =
      name -> name.equals("event") ? event : customer.object(name);

  /** For the campaigns of this index. */
  public Conditions(CampaignIndex index) {
    this.results = new long[index.conditionCount()];
  }

  /** Turns to the next event, seen beside the customer, whom it has changed already. */
  public void turnTo(Event next, Expression.Scope seenBeside) {
    event = next.properties();
    customer = seenBeside;
    turn++;
  }

  /** Whether the event satisfies the filter's condition; its name is taken as right. */
  public boolean test(NumberedFilter filter) {
    Expression where = filter.filter().where();
    if (where == null) {
      return true;
    }
    int number = filter.condition();
    if (results[number] >> 1 != turn) {
      results[number] = (turn << 1) + (where.test(scope) ? 1 : 0);
    }
    return (results[number] & 1) == 1;
  }

  /** The values that an expression of {@code per} has on the event, as strings, each once. */
  public Set<String> keys(Expression per) {
    return keys(per, scope);
  }

  /** The values that an expression of {@code per} has, as strings, each once. */
  static Set<String> keys(Expression per, Expression.Scope scope) {
    Optional<Object> value = per.value(scope);
    if (value.isEmpty()) {
      return Set.of();
    }
    if (!(value.get() instanceof List<?> list)) {
      return ValueText.of(value.get()).map(Set::of).orElse(Set.of());
    }
    Set<String> keys = new LinkedHashSet<>();
    for (Object element : list) {
      if (element != null) {
        ValueText.of(element).ifPresent(keys::add);
      }
    }
    return keys;
  }
}
