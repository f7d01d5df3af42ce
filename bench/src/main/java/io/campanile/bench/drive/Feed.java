package io.campanile.bench.drive;

import io.campanile.model.Event;

/** Where a script puts its events; returns when what could be done about them has been done. */
public interface Feed {

  /** An event arrives. */
  void event(Event event);

  /** No event at or before this time is still to come. */
  void watermark(long timeMillis);
}
