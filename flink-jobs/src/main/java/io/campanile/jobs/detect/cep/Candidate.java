package io.campanile.jobs.detect.cep;

import io.campanile.jobs.detect.Hits;
import io.campanile.model.Event;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * An event as the NFA sees it.
 *
 * <p>Conditions ask only about the event that is being processed, so what an event that the shared
 * buffer keeps was for is never read again and is not stored.
 *
 * @param event the event
 * @param hits what the event is for the run that is being processed
 * @param stages where it is known which stages take it, these, whatever its hits; else null
 */
record Candidate(Event event, Hits hits, @Nullable BitSet stages) {

  /** An event that the run has not seen. */
  Candidate(Event event, Hits hits) {
    this(event, hits, null);
  }

  /** An event that took its place in a run before. */
  static Candidate placed(Event event, BitSet stages) {
    return new Candidate(event, Hits.NONE, stages);
  }

  /** Whether it satisfies a stage, which is a copy of this event step. */
  boolean satisfies(int stage, int step) {
    return stages == null ? hits.hasStep(step) : stages.get(stage);
  }
}
