package io.campanile.e2e.sizing;

import io.campanile.broker.EmbeddedKafka;
import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.FlinkHome;
import io.campanile.e2e.JobTopics;
import io.campanile.e2e.Processes;
import io.campanile.e2e.ReporterPorts;
import io.campanile.e2e.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the jar that is deployed under a steady load and says what it took. Arguments: a directory,
 * the patterns, events a second, customers, seconds, lateness in seconds.
 */
public final class SizingRun {

  private static final int PARTITIONS = 2;
  private static final Duration START = Duration.ofMinutes(3);
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
    ReporterPorts ports = ReporterPorts.free();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        EventLoad load = new EventLoad(kafka.bootstrapServers(), "events.web", customers, 1)) {
      JobTopics.make(
          kafka.bootstrapServers(),
          Stream.concat(
              Stream.of(JobTopics.topic("events.web", PARTITIONS)), JobTopics.records(PARTITIONS)));
      Path config =
          Files.writeString(
              directory.resolve("campanile.yaml"),
              CONFIG.formatted(
                  Path.of(arguments[1]).toAbsolutePath(),
                  kafka.bootstrapServers(),
                  Integer.parseInt(arguments[5]),
                  directory.resolve("checkpoints").toUri()));
      try (FlinkCluster cluster =
          FlinkCluster.of(plan(directory, config, ports), FlinkHome.assembled())) {
        cluster.startTaskManager();
        cluster.startJobManager(Optional.empty());
        cluster.awaitRunning(START);
        load.send(perSecond, time);
        // Counting what is alive takes a full collection, which is what is wanted.
        Processes.histogram(cluster.taskManager(0).pid()).stream()
            .limit(25)
            .forEach(System.out::println);
        tell(cluster, ports.scrape(), load.sent(), time);
      }
    }
  }

  private static FlinkCluster.Plan plan(Path directory, Path config, ReporterPorts ports) {
    return new FlinkCluster.Plan(
        directory.resolve("cluster"),
        "io.campanile.jobs.start.LiveMain",
        List.of("--config", config.toString()),
        ports.options(),
        Map.of(),
        HEAP_MEBIBYTES,
        Optional.empty());
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
    row("resident, MiB", Processes.status(cluster.taskManager(0).pid(), "VmRSS") / 1024.0);
    row(
        "resident of the job manager, MiB",
        Processes.status(cluster.jobManager().pid(), "VmRSS") / 1024.0);
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
}
