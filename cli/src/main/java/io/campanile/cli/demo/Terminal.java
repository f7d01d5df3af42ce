package io.campanile.cli.demo;

import java.util.List;

/** Where a run shows what happens. */
public interface Terminal extends AutoCloseable {

  /** Says one thing, such as what is being started. */
  void say(String line);

  /**
   * Shows the present state.
   *
   * @param snapshot the present state
   * @param news the actions since the last call, oldest first
   */
  void show(Snapshot snapshot, List<ActionLine> news);

  /** Leaves the terminal as it was found. */
  @Override
  void close();
}
