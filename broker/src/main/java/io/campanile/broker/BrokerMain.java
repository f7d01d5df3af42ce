package io.campanile.broker;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Timer;
import java.util.TimerTask;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The broker's JVM: formats the storage where that is new, serves until stdin closes, then ends.
 *
 * <p>Stdout carries one line, {@code READY host:port}; everything else goes to stderr.
 */
public final class BrokerMain {

  /** What stands before the address on the one line of stdout. */
  static final String READY = "READY ";

  /** A file of settings in the data directory, which go over ours. */
  static final String CHANGES = "changes.properties";

  private static final int SHUTDOWN_MILLIS = 8_000;

  private BrokerMain() {}

  /**
   * Runs a broker.
   *
   * @param args data directory, client port, controller port, cluster id
   */
  public static void main(String[] args) throws Exception {
    Path dataDir = Path.of(args[0]);
    int port = Integer.parseInt(args[1]);
    int controllerPort = Integer.parseInt(args[2]);
    leaveInterruptsToTheParent();
    Properties settings = BrokerSettings.of(dataDir, port, controllerPort);
    changes(dataDir, settings);
    format(dataDir, settings, args[3]);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    server.startup();
    System.out.println(READY + BrokerSettings.HOST + ":" + port);
    waitForEndOfInput();
    endAfter(SHUTDOWN_MILLIS);
    server.shutdown();
    Runtime.getRuntime().halt(0);
  }

  private static void changes(Path dataDir, Properties settings) throws IOException {
    Path file = dataDir.resolve(CHANGES);
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        settings.load(in);
      }
    }
  }

  private static void format(Path dataDir, Properties settings, String clusterId)
      throws IOException {
    Path file = dataDir.resolve("broker.properties");
    try (var out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    PrintStream log =
        new PrintStream(new FilterOutputStream(System.err), true, StandardCharsets.UTF_8);
    String[] args = {"format", "-t", clusterId, "-c", file.toString(), "--ignore-formatted"};
    int exitCode = StorageTool.execute(args, log);
    if (exitCode != 0) {
      throw new IOException("Formatting " + dataDir + " failed with exit code " + exitCode);
    }
  }

  /**
   * Ctrl-C reaches every process of the terminal. Whoever started the broker still needs it while
   * it winds up, and closes stdin when it does not.
   *
   * <p>By reflection, because the compiler warns of {@code sun.misc} in a way that nothing
   * silences. Where the class is missing, Ctrl-C ends the broker at once, which is no more than
   * noise.
   */
  private static void leaveInterruptsToTheParent() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      handle.invoke(null, interrupt, handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      System.err.println("Interrupts are not ignored: " + e);
    }
  }

  private static void waitForEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Nothing is ever said on stdin; only its end means something.
    }
  }

  /** A shutdown that hangs must not outlive the parent that asked for it. */
  private static void endAfter(int millis) {
    new Timer("shutdown-watchdog", true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                Runtime.getRuntime().halt(1);
              }
            },
            millis);
  }
}
