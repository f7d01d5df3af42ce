package io.campanile.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** How far a replay is: one line, redrawn in place on a terminal, and not shown elsewhere. */
final class ProgressLine {

  private static final String BACK_TO_START = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();

  ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(Engine.ReplayCounts counts) {
    if (terminal) {
      out.print(BACK_TO_START + text(counts, (System.nanoTime() - startNanos) / 1e9));
      out.flush();
    }
  }

  static String text(Engine.ReplayCounts counts, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,.0f s: %,d events read, %,d triggers, %,d decisions, %,d actions, %,d dead letters",
        seconds,
        counts.events(),
        counts.triggers(),
        counts.decisions(),
        counts.actions(),
        counts.deadLetters());
  }

  void end() {
    if (terminal) {
      out.print(BACK_TO_START);
      out.flush();
    }
  }
}
