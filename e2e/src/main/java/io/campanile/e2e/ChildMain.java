package io.campanile.e2e;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in a process that ends with the one that started it, however that ends:
 * the parent holds the child's stdin, and its end is the child's. Arguments: the main class, then
 * its arguments.
 */
public final class ChildMain {

  private ChildMain() {}

  /** Watches stdin and runs the other class. */
  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(ChildMain::endWithTheParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    try {
      Class.forName(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void endWithTheParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said on stdin; only its end means something.
      }
    } catch (IOException e) {
      // A broken pipe says the same.
    }
    Runtime.getRuntime().halt(143);
  }
}
