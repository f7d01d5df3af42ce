package io.campanile.cli.demo;

import java.io.PrintStream;
import java.util.List;

/** One line for each action, and now and then one with the counts: for pipes, files and logs. */
final class PlainTerminal implements Terminal {

  private static final int SHOWS_PER_SUMMARY = 25;

  private final PrintStream out;
  private int shows;

  PlainTerminal(PrintStream out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void show(Snapshot snapshot, List<ActionLine> news) {
    news.forEach(action -> out.println(action.text()));
    if (shows++ % SHOWS_PER_SUMMARY == 0) {
      out.println(Screen.summary(snapshot));
    }
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
