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
import io.campanile.jobs.compare.Difference;
import io.campanile.jobs.customer.CustomerOperator;
import io.campanile.jobs.tally.ReplayTally;
import io.campanile.jobs.tally.TallyKeeper;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
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
    var unused =
        SortedJsonLinesSink.write(
            TriggerPipeline.records(history(env, events, mappings), options, true), out);
  }

  /**
   * As {@link #build}, summed up: the result of the job has, under {@link CustomerOperator#SEEN}, a
   * {@link ReplayTally} of each subtask.
   */
  public static void buildSummedUp(
      StreamExecutionEnvironment env,
      List<Path> events,
      CsvMappings mappings,
      Path out,
      JobOptions options) {
    var unused =
        SortedJsonLinesSink.write(
            TriggerPipeline.watchedRecords(
                history(env, events, mappings), options, new TallyKeeper.Keepers()),
            out);
  }

  /** What the subtasks of {@link #buildSummedUp} have seen, together. */
  public static ReplayTally tally(JobExecutionResult result) {
    ReplayTally all = new ReplayTally();
    List<ReplayTally> seen = result.getAccumulatorResult(CustomerOperator.SEEN);
    seen.forEach(all::add);
    return all;
  }

  /**
   * Adds a job that runs two versions over the same history: its result has, under {@link
   * CustomerOperator#SEEN}, a {@link Difference} of each subtask.
   *
   * @param before the options of the first version
   * @param after the options of the second version, which differ in their patterns alone
   */
  public static void buildComparison(
      StreamExecutionEnvironment env,
      List<Path> events,
      CsvMappings mappings,
      JobOptions before,
      JobOptions after) {
    var unused = TriggerPipeline.compared(history(env, events, mappings), before, after);
  }

  /** What the subtasks of {@link #buildComparison} have found, together. */
  public static Difference difference(JobExecutionResult result) {
    Difference all = new Difference(new ReplayTally(), new ReplayTally());
    List<Difference> seen = result.getAccumulatorResult(CustomerOperator.SEEN);
    seen.forEach(all::add);
    return all;
  }

  private static DataStream<Ingested> history(
      StreamExecutionEnvironment env, List<Path> events, CsvMappings mappings) {
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    List<org.apache.flink.core.fs.Path> files =
        events.stream()
            .map(file -> new org.apache.flink.core.fs.Path(file.toAbsolutePath().toUri()))
            .toList();
    return env.fromSource(
            EventFilesSource.history(files, EventReader.LATEST_HISTORY, mappings),
            EventTimeStrategy.history(),
            EventFilesSource.HISTORY,
            IngestedSerializer.TYPE)
        .uid(Uids.source(EventFilesSource.HISTORY));
  }
}
