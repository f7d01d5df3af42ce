package io.campanile.jobs.identity;

import io.campanile.model.Event;
import java.util.Objects;

/** Whose event it is. */
public final class Identity {

  private Identity() {}

  /** The known customer, or the visitor's device where nobody has logged in. */
  public static String customerOf(Event event) {
    return event.userId() != null
        ? event.userId()
        : Objects.requireNonNull(event.anonymousId(), "an event has one of the two ids");
  }
}
