package io.campanile.broker;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A real Kafka broker in a child JVM, for the demonstration and the tests. It needs no class of
 * Kafka here, and it ends with the process that started it, however that ends.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /** System property that names the directory of the broker's jars. */
  public static final String LIB_PROPERTY = "campanile.kafka.lib";

  /** How long a broker may take until it accepts connections. */
  public static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private static final int PORT_ATTEMPTS = 3;

  private final Path dataDir;
  private final Path libDir;
  private final String clusterId;
  private int port;
  private int controllerPort;
  private BrokerProcess process;

  private EmbeddedKafka(Path dataDir, Path libDir) throws IOException {
    this.dataDir = Files.createDirectories(dataDir).toAbsolutePath();
    this.libDir = checkedLibDir(libDir);
    this.clusterId = "Campanile-embedded-001";
    this.process = startOnFreePorts();
  }

  /**
   * As {@link #start(Path, Path)}, with the jars of the directory that {@link #LIB_PROPERTY} names.
   */
  public static EmbeddedKafka start(Path dataDir) throws IOException {
    String libDir = System.getProperty(LIB_PROPERTY);
    if (libDir == null) {
      throw new IOException(
          "The system property "
              + LIB_PROPERTY
              + " is not set; expected the directory of the broker's jars, such as"
              + " broker/target/lib");
    }
    return start(dataDir, Path.of(libDir));
  }

  /**
   * Starts a broker on free ports of 127.0.0.1 and waits until it accepts connections.
   *
   * @param dataDir where it keeps its data and its log; made where it is missing, never deleted
   * @param libDir the directory of the broker's jars
   * @throws IOException when the broker does not come up; the message holds the end of its log
   */
  public static EmbeddedKafka start(Path dataDir, Path libDir) throws IOException {
    return new EmbeddedKafka(dataDir, libDir);
  }

  /**
   * As {@link #start(Path)}, with settings that go over those of an ordinary broker, such as those
   * for security.
   */
  public static EmbeddedKafka start(Path dataDir, Map<String, String> changes) throws IOException {
    Properties settings = new Properties();
    settings.putAll(changes);
    Path file = Files.createDirectories(dataDir).resolve(BrokerMain.CHANGES);
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    return start(dataDir);
  }

  /** {@code host:port}; the same after a restart. */
  public synchronized String bootstrapServers() {
    return BrokerSettings.HOST + ":" + port;
  }

  /** The file to which all brokers of this data directory write, one after the other. */
  public Path log() {
    return dataDir.resolve("broker.log");
  }

  /** Id of the broker's process. */
  public synchronized long pid() {
    return process.pid();
  }

  /** Whether the broker's process runs. */
  public synchronized boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the broker as a power cut would, and waits until it is gone. Its data stays. */
  public synchronized void kill() {
    process.kill();
  }

  /**
   * Starts the broker again on the same ports and data; one that still runs is closed first.
   *
   * @throws IOException when it does not come up
   */
  public synchronized void restart() throws IOException {
    process.close();
    process = startProcess();
  }

  /** Ends the broker and waits until it is gone; more than once does no harm. */
  @Override
  public synchronized void close() {
    process.close();
  }

  private BrokerProcess startOnFreePorts() throws IOException {
    for (int attempt = 1; ; attempt++) {
      chooseFreePorts();
      try {
        return startProcess();
      } catch (IOException e) {
        // Between the choice of a port and its use, somebody else may have taken it.
        boolean portTaken = String.valueOf(e.getMessage()).contains("Address already in use");
        if (!portTaken || attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void chooseFreePorts() throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    // Both are held at the same time, or they could be the same.
    try (ServerSocket one = new ServerSocket(0, 1, host);
        ServerSocket two = new ServerSocket(0, 1, host)) {
      port = one.getLocalPort();
      controllerPort = two.getLocalPort();
    }
  }

  private BrokerProcess startProcess() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=campanile-broker-log4j2.xml",
            "-cp",
            libDir + File.separator + "*" + File.pathSeparator + ownCode(),
            BrokerMain.class.getName(),
            dataDir.toString(),
            Integer.toString(port),
            Integer.toString(controllerPort),
            clusterId));
    return BrokerProcess.start(command, log(), START_TIMEOUT);
  }

  /** The jars come first on the child's class path: this code may lie beside other clients. */
  private static Path ownCode() throws IOException {
    try {
      return Path.of(
          EmbeddedKafka.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("The place of the broker's own code is not a path", e);
    }
  }

  private static Path checkedLibDir(Path libDir) throws IOException {
    Path absolute = libDir.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      try (Stream<Path> files = Files.list(absolute)) {
        if (files.anyMatch(file -> file.getFileName().toString().startsWith("kafka_"))) {
          return absolute;
        }
      }
    }
    throw new IOException(
        "No broker in "
            + absolute
            + "; expected a directory with kafka_2.13 and what it needs, as the build of the module"
            + " broker leaves it in broker/target/lib");
  }
}
