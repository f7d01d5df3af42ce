package io.campanile.cli.demo;

import java.io.PrintStream;
import java.util.List;

/** Redraws the same lines in place, and leaves the last drawing standing. */
final class LiveTerminal implements Terminal {

  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String CLEAR_LINE = "\u001b[2K";

  private final PrintStream out;
  private final Screen screen;
  private int linesDrawn;

  LiveTerminal(PrintStream out, Screen screen) {
    this.out = out;
    this.screen = screen;
  }

  @Override
  public void say(String line) {
    // This may be the last word: who is interrupted does not always get as far as close().
    out.println(SHOW_CURSOR + line);
    out.flush();
    linesDrawn = 0;
  }

  @Override
  public void show(Snapshot snapshot, List<ActionLine> news) {
    StringBuilder frame = new StringBuilder(HIDE_CURSOR);
    if (linesDrawn > 0) {
      frame.append("\u001b[").append(linesDrawn).append('A');
    }
    List<String> lines = screen.render(snapshot);
    for (String line : lines) {
      frame.append('\r').append(CLEAR_LINE).append(line).append('\n');
    }
    linesDrawn = lines.size();
    out.print(frame);
    out.flush();
  }

  @Override
  public void close() {
    out.print(SHOW_CURSOR);
    out.flush();
  }
}
