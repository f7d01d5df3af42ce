package io.campanile.broker;

import java.nio.file.Path;

/** Starts a broker, says its process id, and waits to be killed. */
final class ParentMain {

  private ParentMain() {}

  public static void main(String[] args) throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), Path.of(args[1]));
    System.out.println(kafka.pid());
    Thread.currentThread().join();
  }
}
