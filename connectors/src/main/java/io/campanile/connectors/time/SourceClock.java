package io.campanile.connectors.time;

import java.io.Serializable;

/** The clock that a source goes by. */
@FunctionalInterface
public interface SourceClock extends Serializable {

  /** Now, epoch milliseconds. */
  long nowMillis();
}
