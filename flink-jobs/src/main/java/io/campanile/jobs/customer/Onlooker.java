package io.campanile.jobs.customer;

import io.campanile.model.DecisionRecord;
import io.campanile.model.Event;
import io.campanile.model.TriggerRecord;
import io.campanile.patterns.Patterns;
import java.io.Serializable;

/**
 * Someone who watches what is done about customers, to sum it up: one customer after the other,
 * each in the order in which it happens, as only a sorted history gives them. It changes nothing.
 */
public interface Onlooker {

  /** An event was taken, or it became known who the customer is; what it leads to comes next. */
  void took(Event event);

  /** A sequence of this campaign came under way, where none was. */
  void began(String campaign);

  /** A trigger fired. */
  void trigger(TriggerRecord trigger);

  /** An action was decided. */
  void decision(DecisionRecord decision);

  /** That was everything about this customer. */
  void customerEnds(String customerId);

  /** All that this one saw, to be put together with what others have seen. */
  Serializable seen();

  /** Makes one for each subtask. */
  interface Factory extends Serializable {
    /** An onlooker for what these patterns do. */
    Onlooker create(Patterns patterns);
  }
}
