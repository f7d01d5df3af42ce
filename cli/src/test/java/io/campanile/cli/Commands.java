package io.campanile.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs commands as the shell does, and keeps what they say. */
final class Commands {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** The exit code of a command; what the one before said is forgotten. */
  int run(Object... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine commands = Main.commandLine(new FlinkEngine());
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return commands.execute(texts);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
