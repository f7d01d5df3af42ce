package io.campanile.connectors.file;

import io.campanile.connectors.output.OutputRecord;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What a replay leaves behind: {@code triggers.jsonl}, {@code decisions.jsonl}, {@code
 * actions.jsonl}, {@code profiles.jsonl}, {@code segments.jsonl}, {@code dead-letters.jsonl}, each
 * sorted by time, then id. Two replays of the same history give the same bytes. Only for Flink's
 * batch mode, which does the sorting; anywhere else it fails at the first record that comes too
 * late.
 */
public final class SortedJsonLinesSink {

  /** The counter of what was written. */
  public static final String RECORDS_WRITTEN = "records_written";

  private SortedJsonLinesSink() {}

  /**
   * Ends the stream in files.
   *
   * @param directory where they go; made if it is not there
   * @return the operator, to be named
   */
  public static SingleOutputStreamOperator<Void> write(
      DataStream<OutputRecord> records, Path directory) {
    return records
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<OutputRecord>noWatermarks()
                .withTimestampAssigner((record, before) -> record.timeMillis()))
        .name("record time")
        .keyBy(record -> record.stream().fileName(), Types.STRING)
        .transform("sorted files", Types.VOID, new SortedJsonLinesOperator(directory))
        // One writer, so that every file is there even if no record came.
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
