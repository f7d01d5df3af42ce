package io.campanile.connectors.json;

import io.campanile.model.DeadLetter;
import io.campanile.model.Event;

/** What becomes of a record: exactly one event, or exactly one dead letter. */
public sealed interface Ingested {

  /** A record that could be used. */
  record Good(Event event) implements Ingested {}

  /** A record that could not, kept with the reason. */
  record Bad(DeadLetter letter) implements Ingested {}
}
