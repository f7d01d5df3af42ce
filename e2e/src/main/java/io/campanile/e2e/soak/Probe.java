package io.campanile.e2e.soak;

import io.campanile.e2e.FlinkCluster;
import io.campanile.e2e.Processes;
import io.campanile.e2e.ReporterPorts;
import io.campanile.e2e.Scrape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures a running cluster.
 *
 * @param directory of the run
 * @param ports of the reporters for Prometheus
 */
record Probe(FlinkCluster cluster, Path directory, ReporterPorts ports) {

  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String JOB = "flink_jobmanager_job_";
  private static final double MEBI = 1 << 20;

  Sample sample(long elapsedSeconds, Instant eventTime) throws IOException, InterruptedException {
    long tasks = cluster.taskManager(0).pid();
    long job = cluster.jobManager().pid();
    Map<Figure, Double> values = new EnumMap<>(Figure.class);
    values.put(Figure.TASK_HEAP, Processes.liveHeapBytes(tasks) / MEBI);
    values.put(Figure.JOB_HEAP, Processes.liveHeapBytes(job) / MEBI);
    Scrape scrape = ports.scrape();
    values.put(Figure.EVENTS_USED, scrape.sum(OPERATOR + "events_used"));
    values.put(Figure.ACTIONS_SENT, scrape.sum(OPERATOR + "actions_sent"));
    values.put(Figure.NOT_READ, scrape.sum(OPERATOR + "pendingRecords"));
    values.put(Figure.RESTARTS, scrape.sum(JOB + "numRestarts"));
    values.put(Figure.CHECKPOINTS_FAILED, scrape.sum(JOB + "numberOfFailedCheckpoints"));
    values.put(Figure.CHECKPOINT, scrape.sum(JOB + "lastCheckpointFullSize") / MEBI);
    values.put(
        Figure.TASK_METASPACE,
        scrape.sum("flink_taskmanager_Status_JVM_Memory_Metaspace_Used") / MEBI);
    values.put(
        Figure.JOB_METASPACE,
        scrape.sum("flink_jobmanager_Status_JVM_Memory_Metaspace_Used") / MEBI);
    values.put(Figure.TASK_RESIDENT, Processes.status(tasks, "VmRSS") / 1024.0);
    values.put(Figure.JOB_RESIDENT, Processes.status(job, "VmRSS") / 1024.0);
    values.put(Figure.TASK_THREADS, (double) Processes.status(tasks, "Threads"));
    values.put(Figure.JOB_THREADS, (double) Processes.status(job, "Threads"));
    values.put(Figure.TASK_FILES, (double) Processes.openFiles(tasks));
    values.put(Figure.JOB_FILES, (double) Processes.openFiles(job));
    values.put(Figure.CHECKPOINT_FILES, Processes.bytes(directory.resolve("checkpoints")) / MEBI);
    values.put(Figure.STATE_FILES, Processes.bytes(directory.resolve("cluster/tmp")) / MEBI);
    values.put(Figure.BROKER_FILES, Processes.bytes(directory.resolve("kafka")) / MEBI);
    return new Sample(elapsedSeconds, eventTime, values);
  }
}
