package io.campanile.e2e.sizing;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.FlinkHome;
import io.campanile.e2e.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Runs the jar that is deployed under a steady load and says what it took. Arguments: a directory,
 * the patterns, events a second, customers, seconds, lateness in seconds.
 */
public final class SizingRun {

  private static final int PORTS = 4;
  private static final int HEAP_MEBIBYTES = 1400;
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String JVM = "flink_taskmanager_Status_JVM_Memory_";

  private static final String CONFIG =
      """
      patterns: %s
      kafka: {bootstrap-servers: "%s"}
      sources:
        - {name: web, topics: [events.web], lateness: %ds}
      checkpoints: {interval: 10s, directory: "%s"}
      """;

  private SizingRun() {}

  /** Runs, and prints a table. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    int perSecond = Integer.parseInt(arguments[2]);
    int customers = Integer.parseInt(arguments[3]);
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[4]));
    int port = freePort();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        EventLoad load = new EventLoad(kafka.bootstrapServers(), "events.web", customers, 1)) {
      makeTopics(kafka.bootstrapServers());
      Path config =
          Files.writeString(
              directory.resolve("campanile.yaml"),
              CONFIG.formatted(
                  Path.of(arguments[1]).toAbsolutePath(),
                  kafka.bootstrapServers(),
                  Integer.parseInt(arguments[5]),
                  directory.resolve("checkpoints").toUri()));
      try (FlinkCluster cluster =
          FlinkCluster.of(plan(directory, config, port), FlinkHome.assembled())) {
        cluster.startTaskManager();
        cluster.startJobManager(Optional.empty());
        awaitRunning(cluster);
        load.send(perSecond, time);
        collectGarbage(cluster.taskManager(0).pid());
        tell(cluster, Scrape.of(port, PORTS), load.sent(), time);
      }
    }
  }

  private static FlinkCluster.Plan plan(Path directory, Path config, int port) {
    return new FlinkCluster.Plan(
        directory.resolve("cluster"),
        "io.campanile.jobs.start.LiveMain",
        List.of("--config", config.toString()),
        Map.of(
            "metrics.reporters", "prometheus",
            "metrics.reporter.prometheus.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
            "metrics.reporter.prometheus.port", port + "-" + (port + PORTS - 1)),
        Map.of(),
        HEAP_MEBIBYTES,
        Optional.empty());
  }

  private static void makeTopics(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      List<String> names =
          List.of(
              "events.web",
              "triggers",
              "decisions",
              "profiles",
              "segments",
              "dead-letters",
              "privacy",
              "actions.email",
              "actions.sms",
              "actions.push",
              "actions.ads",
              "actions.webhook");
      var unused =
          admin
              .createTopics(names.stream().map(name -> new NewTopic(name, 2, (short) 1)).toList())
              .all()
              .get();
    }
  }

  private static void awaitRunning(FlinkCluster cluster) throws Exception {
    boolean runs = false;
    while (!runs) {
      try {
        runs = cluster.rest().runsWhole();
      } catch (IOException e) {
        // The job manager is not there yet.
        runs = false;
      }
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }

  /** A histogram of live objects needs a full collection, which is what is wanted. */
  private static void collectGarbage(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    try (Stream<String> lines = process.inputReader().lines()) {
      lines.limit(25).forEach(System.out::println);
    }
    int unused = process.waitFor();
  }

  private static void tell(FlinkCluster cluster, Scrape scrape, long sent, Duration time)
      throws IOException {
    row("events sent a second", sent / (double) time.toSeconds());
    row("events used a second", scrape.sum(OPERATOR + "events_used") / time.toSeconds());
    row("not read yet", scrape.sum(OPERATOR + "pendingRecords"));
    row("events waiting for the watermark", scrape.sum(OPERATOR + "waiting_events"));
    row("customers in memory", scrape.sum(OPERATOR + "cached_customers"));
    row("actions sent", scrape.sum(OPERATOR + "actions_sent"));
    row("heap, live, MiB", mebi(scrape.sum(JVM + "Heap_Used")));
    row("metaspace, MiB", mebi(scrape.sum(JVM + "Metaspace_Used")));
    row("other than heap, MiB", mebi(scrape.sum(JVM + "NonHeap_Used")));
    row("direct memory, MiB", mebi(scrape.sum(JVM + "Direct_MemoryUsed")));
    row("resident, MiB", residentKibi(cluster.taskManager(0).pid()) / 1024.0);
    row("resident of the job manager, MiB", residentKibi(cluster.jobManager().pid()) / 1024.0);
    row(
        "heap of the job manager, MiB",
        mebi(scrape.sum("flink_jobmanager_Status_JVM_Memory_Heap_Used")));
    row(
        "metaspace of the job manager, MiB",
        mebi(scrape.sum("flink_jobmanager_Status_JVM_Memory_Metaspace_Used")));
    row("checkpoint, MiB", mebi(scrape.sum("flink_jobmanager_job_lastCheckpointFullSize")));
    row("new in a checkpoint, MiB", mebi(scrape.sum("flink_jobmanager_job_lastCheckpointSize")));
    row("checkpoint, ms", scrape.sum("flink_jobmanager_job_lastCheckpointDuration"));
    row("open files", scrape.sum("flink_taskmanager_Status_JVM_FileDescriptor_Open"));
  }

  private static void row(String name, double value) {
    System.out.println(String.format(Locale.ROOT, "| %s | %,.1f |", name, value));
  }

  private static double mebi(double bytes) {
    return bytes / (1 << 20);
  }

  private static long residentKibi(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
