package io.campanile.jobs.detect;

import java.io.Closeable;
import java.io.DataInput;
import java.io.IOException;

/** An engine that follows sequences. One for each subtask; not thread-safe. */
public interface Detector extends Closeable {

  /** The engine's name, kept in the state that it writes: another engine cannot read it. */
  String name();

  /** A run with nothing under way. */
  Run begin(TriggerPlan plan);

  /**
   * Reads what this engine's {@link Run#write} wrote for a plan of the same {@link
   * TriggerPlan#hash}.
   */
  Run read(TriggerPlan plan, DataInput in, EventPool.Reader pool) throws IOException;

  @Override
  void close();
}
