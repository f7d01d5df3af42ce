package io.campanile.jobs.detect;

import io.campanile.model.Event;
import java.io.Closeable;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;

/** An engine that follows sequences. One for each subtask; not thread-safe. */
public interface Detector extends Closeable {

  /** The engine's name, kept in the state that it writes: another engine cannot read it. */
  String name();

  /** A run with nothing under way. */
  Run begin(TriggerPlan plan);

  /**
   * A run whose slots hold these chains: so a sequence goes on under another plan.
   *
   * @param chains by slot, as {@link Run#chains} gives them; at most one for each stage of the
   *     plan, and none in the last one where the plan does not end with an absence
   */
  Run resume(TriggerPlan plan, List<List<Event>> chains);

  /**
   * Reads what this engine's {@link Run#write} wrote for a plan of the same {@link
   * TriggerPlan#hash}.
   */
  Run read(TriggerPlan plan, DataInput in, EventPool.Reader pool) throws IOException;

  @Override
  void close();
}
