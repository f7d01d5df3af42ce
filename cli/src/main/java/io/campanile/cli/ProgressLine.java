package io.campanile.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How far a replay is. On a terminal a bar, redrawn in place; elsewhere a line for each step that
 * is done, so that a log says how long each took and nothing more.
 */
final class ProgressLine {

  private static final String BACK_TO_START = "\r\u001b[K";
  private static final int WIDTH = 24;

  /** What each step takes of the whole, in hundredths; measured. */
  private static final int READING = 20;

  private static final int DECIDING = 55;
  private static final int WRITING = 25;

  private final PrintWriter out;
  private final boolean terminal;
  private final long estimatedEvents;
  private final long startNanos = System.nanoTime();
  private Step step = Step.READING;
  private double shown;

  private enum Step {
    READING("Reading"),
    DECIDING("Deciding"),
    WRITING("Writing");

    private final String word;

    Step(String word) {
      this.word = word;
    }
  }

  /**
   * A line.
   *
   * @param out the terminal or the log
   * @param terminal whether it can be redrawn
   * @param estimatedEvents about how many events will be read; 0 where nobody knows
   */
  ProgressLine(PrintWriter out, boolean terminal, long estimatedEvents) {
    this.out = out;
    this.terminal = terminal;
    this.estimatedEvents = estimatedEvents;
  }

  /** A line for the reading of these files; whether it is drawn is the launcher's to say. */
  static ProgressLine of(PrintWriter err, List<Path> events) {
    boolean terminal = Boolean.getBoolean("campanile.stderr.terminal");
    return new ProgressLine(err, terminal, terminal ? HistorySize.estimatedEvents(events) : 0);
  }

  void show(Engine.Progress progress) {
    Step now =
        progress.written() > 0
            ? Step.WRITING
            : progress.decided() > 0 ? Step.DECIDING : Step.READING;
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    if (terminal) {
      // The number of lines is an estimate: a bar that goes back would unsettle more than it tells.
      shown = Math.max(shown, share(now, progress));
      out.print(BACK_TO_START + text(now, progress, shown, seconds));
      out.flush();
    } else if (now != step) {
      out.println(doneText(step, progress, seconds));
      out.flush();
    }
    step = now;
  }

  private double share(Step now, Engine.Progress progress) {
    return switch (now) {
          case READING -> READING * part(progress.read(), estimatedEvents);
          case DECIDING -> READING + DECIDING * part(progress.decided(), progress.read());
          case WRITING ->
              READING + DECIDING + WRITING * part(progress.written(), progress.records());
        }
        / 100;
  }

  private static double part(long done, long all) {
    return all <= 0 ? 0 : Math.min(1, (double) done / all);
  }

  private static String text(Step step, Engine.Progress progress, double share, double seconds) {
    int full = (int) Math.round(share * WIDTH);
    return String.format(
        Locale.ROOT,
        "%-8s %s%s %3.0f %%  %s, %,.0f s",
        step.word,
        "█".repeat(full),
        "░".repeat(WIDTH - full),
        share * 100,
        amount(step, progress),
        seconds);
  }

  private static String amount(Step step, Engine.Progress progress) {
    return switch (step) {
      case READING -> String.format(Locale.ROOT, "%,d events", progress.read());
      case DECIDING ->
          String.format(Locale.ROOT, "%,d of %,d events", progress.decided(), progress.read());
      case WRITING -> String.format(Locale.ROOT, "%,d records", progress.written());
    };
  }

  private static String doneText(Step step, Engine.Progress progress, double seconds) {
    return String.format(
        Locale.ROOT, "%s: %s, %,.0f s.", step.word, amount(step, progress), seconds);
  }

  void end() {
    if (terminal) {
      out.print(BACK_TO_START);
      out.flush();
    }
  }
}
