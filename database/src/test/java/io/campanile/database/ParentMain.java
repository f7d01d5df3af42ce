package io.campanile.database;

import java.nio.file.Path;

/** Starts a server, says its process id, and waits to be killed. */
final class ParentMain {

  private ParentMain() {}

  public static void main(String[] args) throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), Path.of(args[1]));
    System.out.println("pid " + database.processes().get(0).pid());
    Thread.currentThread().join();
  }
}
