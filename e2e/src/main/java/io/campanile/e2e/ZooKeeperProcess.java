package io.campanile.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A ZooKeeper of one node, out of Flink's own jars, so that another job manager can take over: what
 * Kubernetes does with config maps.
 */
public final class ZooKeeperProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JavaProcess process;
  private final int port;
  private final Path storage;

  private ZooKeeperProcess(JavaProcess process, int port, Path storage) {
    this.process = process;
    this.port = port;
    this.storage = storage;
  }

  /** Starts one and waits until it takes connections. */
  public static ZooKeeperProcess start(Path directory, FlinkHome home)
      throws IOException, InterruptedException {
    int port = FreePort.find();
    Path data = Files.createDirectories(directory.resolve("data"));
    Path settings = directory.resolve("zoo.cfg");
    Files.writeString(
        settings,
        """
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        tickTime=1000
        maxClientCnxns=0
        """
            .formatted(data, port));
    JavaProcess process =
        JavaProcess.start(
            new JavaProcess.Start(
                "zookeeper",
                home.classPath(),
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                List.of("--zkConfigFile", settings.toString(), "--peerId", "1"),
                Map.of()),
            directory);
    ZooKeeperProcess started = new ZooKeeperProcess(process, port, directory.resolve("ha"));
    started.awaitConnection();
    return started;
  }

  /** What Flink's configuration needs to use it. */
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("high-availability.type", "zookeeper");
    options.put("high-availability.zookeeper.quorum", "127.0.0.1:" + port);
    options.put("high-availability.storageDir", storage.toUri().toString());
    options.put("high-availability.cluster-id", "/campanile");
    // How soon a job manager that was killed is taken for dead.
    options.put("high-availability.zookeeper.client.session-timeout", "6000");
    return options;
  }

  private void awaitConnection() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        // Not yet: only its port says when it is there.
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
    process.kill();
    throw new IOException("ZooKeeper did not come up; its output is in " + process.log());
  }

  /** Ends it as kill -9 does. */
  @Override
  public void close() {
    process.kill();
  }
}
