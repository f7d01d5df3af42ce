package io.campanile.jobs.stories;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.model.Event;
import io.campanile.patterns.PatternFiles;
import java.io.IOException;
import java.util.List;

/** Where a story is played. All stages tell the same. */
public interface Stage extends AutoCloseable {

  /**
   * What comes of these events.
   *
   * @param events in their order
   * @param endMillis time runs up to then
   * @return in any order; a record may come twice where something failed
   */
  List<OutputRecord> play(PatternFiles patterns, List<Event> events, long endMillis)
      throws Exception;

  @Override
  void close() throws IOException;
}
