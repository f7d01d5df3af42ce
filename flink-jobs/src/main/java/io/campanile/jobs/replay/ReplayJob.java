package io.campanile.jobs.replay;

import io.campanile.connectors.csv.CsvMappings;
import io.campanile.connectors.file.EventFilesSource;
import io.campanile.connectors.file.SortedJsonLinesSink;
import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.time.EventTimeStrategy;
import io.campanile.connectors.types.IngestedSerializer;
import io.campanile.jobs.JobOptions;
import io.campanile.jobs.TriggerPipeline;
import io.campanile.jobs.Uids;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Files of events in, sorted files of records out. */
public final class ReplayJob {

  private ReplayJob() {}

  /**
   * Adds the job to an environment, which is switched to batch mode.
   *
   * @param events files and directories of {@code .jsonl} and {@code .jsonl.gz}
   * @param out directory for the records; made if it is not there
   */
  public static void build(
      StreamExecutionEnvironment env, List<Path> events, Path out, JobOptions options) {
    build(env, events, CsvMappings.NONE, out, options);
  }

  /**
   * Adds the job to an environment, which is switched to batch mode.
   *
   * @param events files and directories of {@code .jsonl} and CSV, {@code .gz} or not
   * @param mappings which of them are CSV
   * @param out directory for the records; made if it is not there
   */
  public static void build(
      StreamExecutionEnvironment env,
      List<Path> events,
      CsvMappings mappings,
      Path out,
      JobOptions options) {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    List<org.apache.flink.core.fs.Path> files =
        events.stream()
            .map(file -> new org.apache.flink.core.fs.Path(file.toAbsolutePath().toUri()))
            .toList();
    DataStream<Ingested> history =
        env.fromSource(
                EventFilesSource.history(files, EventReader.LATEST_HISTORY, mappings),
                EventTimeStrategy.history(),
                EventFilesSource.HISTORY,
                IngestedSerializer.TYPE)
            .uid(Uids.source(EventFilesSource.HISTORY));
    var unused = SortedJsonLinesSink.write(TriggerPipeline.records(history, options, true), out);
  }
}
